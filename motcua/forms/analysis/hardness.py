"""Rules too hard to be looked at within the budget: they are told, and keep the form from being published."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.forms.analysis import places
from motcua.forms.analysis.reasoning import Reasoning
from motcua.forms.analysis.report import Finding

MOST_NAMED = 20
"""Places told one by one; after these the form as a whole is told."""
WORST = 3


def hardness(reasoning: Reasoning) -> Iterator[Finding]:
    """One finding for each place that was too hard alone; one for the form when all its rules were too much together.

    Asked last: it tells what the rest of the analysis left open.
    """
    if reasoning.budget.out:
        worst = "; ".join(_place(reasoning, address) for address in reasoning.budget.hungriest(WORST))
        said = _(
            "Các điều kiện rẽ quá nhiều nhánh nên chưa kiểm tra hết được. Nặng nhất: %(worst)s. "
            "Hãy viết gọn các điều kiện dài, bớt “or”, hoặc chia thành nhiều tờ khai."
        )
        yield Finding("error", "too_much", "", _("Cả tờ khai"), said % {"worst": worst})
        return
    for address in list(reasoning.undecided)[:MOST_NAMED]:
        said = _(
            "Điều kiện ở đây rẽ quá nhiều nhánh nên chưa kiểm tra được. "
            "Hãy tách điều kiện dài thành vài mục có hoặc không, hoặc bớt “or”."
        )
        yield Finding("error", "too_hard", address, _place(reasoning, address), said)


def _place(reasoning: Reasoning, address: str) -> str:
    spot = reasoning.index.by_key.get(address)
    section = reasoning.form.by_key.get(address)
    return places.of_spot(spot) if spot else places.of_section(section) if section else _("Cả tờ khai")
