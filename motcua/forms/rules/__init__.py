"""The rules of forms: a small typed expression language, pure and bounded, with no eval.

    present(mother.id_paper) and age(husband.birth_date, today) >= 20
    days_between(child.birth_date, today) > 60 or requester.relation in ['father', 'mother']
    unique(household.members.personal_id) and any(household.members, item.relation == 'head')
    if(count(household.members) > 5, 8000 * copies.count, 0)

Names are `section.field`, `section.field.part`, a bare `field` of the same section, and `today`. Rows of a repeating
group are `section.rows`; one field over all of them is `section.rows.field`; `item.field` is the row a rule stands in,
or the row that `any` and `all` are trying. Numbers are reckoned exactly, without floats (see
`numbers`): `/` of two whole numbers rounds down, `round(x, 2)` rounds half away from zero, dividing by zero gives
nothing. Decimals are written with a point: 0.05.

An absent answer makes a comparison *unknown* (None), and unknown passes through `and`, `or`, `not` as in Kleene's
logic, so a rule about something nobody answered neither holds nor fails. `present`, `count`, `sum` and `unique` are
always known. A form proves each of its rules when it is loaded: types, names, and how many steps it takes at worst.
"""

from motcua.forms.rules.compiling import Program, Reader, Scope, compiled
from motcua.forms.rules.evaluate import evaluate, holds, violated
from motcua.forms.rules.grammar import Node, RuleError, names, parse, with_prefix
from motcua.forms.rules.typing import MAX_COST, Type, bounded, check, plural
from motcua.forms.rules.values import PartialDate

__all__ = [
    "MAX_COST",
    "Node",
    "PartialDate",
    "Program",
    "Reader",
    "RuleError",
    "Scope",
    "Type",
    "bounded",
    "check",
    "compiled",
    "evaluate",
    "holds",
    "names",
    "parse",
    "plural",
    "violated",
    "with_prefix",
]
