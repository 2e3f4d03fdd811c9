"""The rules of forms: a small typed expression language, pure and bounded, with no eval.

    present(mother.id_paper) and age(husband.birth_date, today) >= 20
    days_between(child.birth_date, today) > 60 or requester.relation in ['father', 'mother']

Names are `section.field`, `section.field.part`, a bare `field` of the same section, and `today`. An absent
answer makes a comparison *unknown* (None), and unknown passes through `and`, `or`, `not` as in Kleene's
logic, so a rule about something nobody answered neither holds nor fails. `present(x)` is always known.
"""

from motcua.forms.rules.evaluate import evaluate, holds, violated
from motcua.forms.rules.grammar import Node, RuleError, names, parse
from motcua.forms.rules.typing import Type, check
from motcua.forms.rules.values import PartialDate

__all__ = [
    "Node",
    "PartialDate",
    "RuleError",
    "Type",
    "check",
    "evaluate",
    "holds",
    "names",
    "parse",
    "violated",
]
