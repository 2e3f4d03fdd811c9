"""Handing over the result: who stands there, which originals were compared, what was paid."""

import re
from typing import Any

from django.utils.translation import gettext as _

from motcua.counter import fees
from motcua.counter.blanks.base import Blank, Entry, Faulty, Typed
from motcua.dossiers import completeness
from motcua.dossiers.models import Dossier
from motcua.ui.filters import dong


class ReturnBlank(Blank):
    def follows(self) -> list[str]:
        return [_("Hồ sơ kết thúc. Ngày giờ trả và số tiền đã thu được ghi vào nhật ký hồ sơ.")]

    def asked(self) -> list[Entry]:
        found = []
        if self.dossier.delivery_method == "counter":
            found.append(Entry("identity", _("Đã kiểm tra giấy tờ tùy thân của người nhận"), "tick"))
        if originals := "; ".join(_originals(self.dossier)):
            found.append(Entry("papers", _("Đã đối chiếu bản chính giấy tờ"), "tick", originals, False))
        fee = fees.told(self.dossier)
        if fee.total != 0:
            hint = _("Phải thu: %(fee)s. Nhập số tiền đã thu, tính bằng đồng.") % {"fee": fee.text}
            found.append(Entry("paid", _("Số tiền đã thu"), "amount", hint))
        return found

    def arguments(self, typed: Typed) -> dict[str, Any]:
        problems: dict[str, str] = {}
        if self.dossier.delivery_method == "counter" and not typed.get("identity"):
            problems["identity"] = _("Hãy kiểm tra giấy tờ tùy thân của người nhận rồi đánh dấu.")
        due, paid = fees.told(self.dossier).total, _dong(typed.get("paid", ""))
        if due != 0 and paid is None:
            problems["paid"] = _("Hãy nhập số tiền đã thu, chỉ gồm chữ số. Ví dụ 16.000.")
        elif due and paid != due:
            problems["paid"] = _("Số tiền đã thu phải bằng số tiền phải thu: %(due)s.") % {"due": dong(due)}
        if problems:
            raise Faulty(problems)
        return {
            "identity_checked": bool(typed.get("identity")),
            "papers_checked": bool(typed.get("papers")),
            "fee_collected": paid or 0,
        }


def _dong(text: str) -> int | None:
    """16000 from "16.000", "16 000 đồng"; None for anything else."""
    figures = re.sub(r"[\s.,]|đồng|đ$", "", text.strip().lower())
    return int(figures) if re.fullmatch(r"[0-9]{1,9}", figures) else None


def _originals(dossier: Dossier) -> list[str]:
    """The papers whose originals the applicant brings to be compared."""
    return [component.name for component in completeness.components(dossier) if component.originals]
