"""What is to be paid at the counter, in the words of the desk."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.dossiers.actions.return_result import fee_due, fee_lines
from motcua.dossiers.models import Dossier
from motcua.ui.filters import dong


@dataclass(frozen=True, slots=True)
class Fee:
    """`total` in đồng; None where the provincial council sets it and the clerk must know the amount."""

    total: int | None
    text: str
    lines: list[str]


def told(dossier: Dossier) -> Fee:
    total = fee_due(dossier)
    lines = [f"{line.label}: {line.count} × {dong(line.amount)}" for line in fee_lines(dossier) if total != 0]
    if total is None:
        return Fee(None, _("Theo mức của Hội đồng nhân dân tỉnh"), lines)
    return Fee(total, dong(total) if total else _("Không phải nộp"), lines)
