"""Asking for a supplement: tick what is missing or wrong, say what to do, name the law, set a day."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from motcua.agencies import api as agencies
from motcua.catalogue import api as catalogue
from motcua.counter.blanks.base import Blank, ButtonKind, Entry, Faulty, Typed
from motcua.counter.blanks.reasoned import basis_entry, told
from motcua.dossiers.actions import reasons, supplementing
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.models import Dossier
from motcua.kit import clock
from motcua.kit.dates import parse_date, short_date

USUAL_WAIT_DAYS = 10
"""Calendar days offered to the applicant when the officer does not choose (product choice)."""


class IntakeSupplementBlank(Blank):
    button: ClassVar[ButtonKind] = "secondary"

    def follows(self) -> list[str]:
        return [
            _("Hồ sơ chưa được tiếp nhận, nên chưa có ngày hẹn trả."),
            _("Người nộp chỉ sửa được các mục bạn chọn. Hãy nêu hết một lần, đầy đủ."),
        ]

    def asked(self) -> list[Entry]:
        groups = {"paper": _("Giấy tờ"), "answer": _("Mục trong tờ khai")}
        found = [
            Entry(f"{kind}:{key}", label, "ask", required=False, group=groups[kind])
            for kind, key, label in supplementing.askable(self.dossier)
        ]
        hint = _("Ngày/tháng/năm, ví dụ 27/3/2026. Từ ngày mai đến 90 ngày tới.")
        until = Entry("until", _("Hạn bổ sung"), "date", hint, value=short_date(self._usual()))
        return [*found, basis_entry(), until]

    def _usual(self) -> date:
        assert self.dossier.agency_id is not None
        day = clock.now().date() + timedelta(days=USUAL_WAIT_DAYS)
        calendar = agencies.calendar_for(self.dossier.agency_id)
        return day if calendar.is_working(day) else calendar.next_working_day(day)

    def arguments(self, typed: Typed) -> dict[str, Any]:
        problems: dict[str, str] = {}
        defects = self._defects(typed, problems)
        basis, until = "", clock.now().date()
        try:
            basis = told(typed, "basis")["basis"]
        except Faulty as faulty:
            problems |= faulty.problems
        try:
            until = parse_date(typed.get("until", ""))
        except ValueError:
            problems["until"] = _("Hãy ghi hạn bổ sung, ví dụ 27/3/2026.")
        if problems:
            raise Faulty(problems)
        return {"problems": defects, "basis": basis, "until": until}

    def _defects(self, typed: Typed, problems: dict[str, str]) -> dict[str, str]:
        labels = {f"{kind}:{key}": label for kind, key, label in supplementing.askable(self.dossier)}
        defects: dict[str, str] = {}
        for name, label in labels.items():
            written = typed.get(f"{name}-problem", "")
            if typed.get(name):
                try:
                    missing = _("%(label)s: hãy ghi rõ thiếu gì hoặc sai gì.") % {"label": label}
                    defects[name] = reasons.told(written, missing)
                except Refused as refused:
                    problems[name] = str(refused)
            elif written.strip():
                left = _("%(label)s: bạn đã ghi chỗ cần sửa. Hãy đánh dấu mục này, hoặc xóa lời đã ghi.")
                problems[name] = left % {"label": label}
        if not defects and not problems:
            problems[next(iter(labels))] = _("Hãy đánh dấu ít nhất một mục cần bổ sung.")
        return defects


class SupplementBlank(IntakeSupplementBlank):
    def follows(self) -> list[str]:
        return [
            _effect(self.dossier),
            _("Người nộp chỉ sửa được các mục bạn chọn. Hãy nêu hết một lần, đầy đủ."),
        ]


def _effect(dossier: Dossier) -> str:
    match catalogue.version(dossier.version_id).supplement_effect:
        case "restart":
            return _("Thời hạn tạm dừng. Khi người nộp bổ sung xong, thời hạn tính lại từ đầu.")
        case "resume":
            return _("Thời hạn tạm dừng. Khi người nộp bổ sung xong, thời hạn tính tiếp.")
        case _other:
            return _("Ngày hẹn trả không thay đổi trong lúc chờ bổ sung.")
