"""Where a dossier stands, in one plain sentence first; then how far it is, and why that date."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.agencies import api as agencies
from motcua.dossiers import deadline, degree
from motcua.dossiers.actions.base import derivation
from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Dossier
from motcua.dossiers.states import FACTS
from motcua.kit import clock
from motcua.ui.filters import when

TONES = {"in_progress": "calm", "paused": "warn", "settled": "good", "not_received": "bad", "draft": "mute"}

SENTENCES = {
    State.DRAFT: gettext_lazy("Đây là bản nháp, chưa nộp."),
    State.SUBMITTED: gettext_lazy("Hồ sơ đã nộp, đang chờ %(agency)s tiếp nhận."),
    State.INTAKE_SUPPLEMENT: gettext_lazy("%(agency)s cần bạn bổ sung trước khi tiếp nhận."),
    State.REJECTED: gettext_lazy("%(agency)s không tiếp nhận hồ sơ này."),
    State.ACCEPTED: gettext_lazy("Hồ sơ đang ở %(agency)s, hẹn trả lúc %(due)s."),
    State.PROCESSING: gettext_lazy("Hồ sơ đang ở %(agency)s, hẹn trả lúc %(due)s."),
    State.MERIT_SUPPLEMENT: gettext_lazy("%(agency)s cần bạn bổ sung. Thời hạn giải quyết tạm dừng."),
    State.SUPPLEMENT_ANSWERED: gettext_lazy("Bạn đã bổ sung. %(agency)s đang kiểm tra, hẹn trả lúc %(due)s."),
    State.AWAITING_SIGNATURE: gettext_lazy("Hồ sơ đang chờ lãnh đạo %(agency)s ký, hẹn trả lúc %(due)s."),
    State.AWAITING_SEAL: gettext_lazy("Kết quả đã ký, đang chờ đóng dấu, hẹn trả lúc %(due)s."),
    State.WITHDRAWAL_REQUESTED: gettext_lazy("Bạn đã xin rút hồ sơ. %(agency)s sẽ trả lời."),
    State.WITHDRAWN: gettext_lazy("Hồ sơ đã được rút."),
    State.STOPPED: gettext_lazy("%(agency)s đã dừng giải quyết hồ sơ."),
    State.RESOLVED: gettext_lazy("Đã có kết quả, chờ trả."),
    State.REFUSED_MERITS: gettext_lazy("%(agency)s từ chối giải quyết, có văn bản nêu lý do."),
    State.RETURNED: gettext_lazy("Đã trả kết quả."),
}


HAD_A_DATE = frozenset({State.RESOLVED, State.REFUSED_MERITS, State.RETURNED})
"""Decided: the date that was promised still says whether the promise was kept."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a dossier stands, ready for a template; nothing personal is in it. `due`: the date promised, in words."""

    sentence: str
    label: str
    tone: str
    badge: tuple[str, str] | None
    due: str


def standing(dossier: Dossier) -> Standing:
    state = State(dossier.state)
    facts = FACTS[state]
    name = agencies.agency(dossier.agency_id).name if dossier.agency_id else ""
    due = when(dossier.due_at) if dossier.due_at else ""
    sentence = str(SENTENCES[state]) % {"agency": name, "due": due}
    if dossier.channel == "paper":
        sentence = _("Đây là tờ khai để in. Hãy in ra, ký rồi mang đến cơ quan.")
    if state == State.MERIT_SUPPLEMENT:
        due = _("Đang tạm dừng. Bạn bổ sung xong thì có ngày hẹn mới.")
    elif not _dated(dossier):
        due = ""
    return Standing(sentence, _(facts.label), TONES[facts.group], badge(dossier), due)


def _dated(dossier: Dossier) -> bool:
    """Whether a date is promised now, or was until the decision."""
    state = State(dossier.state)
    return dossier.due_at is not None and (FACTS[state].counts or state in HAD_A_DATE)


def badge(dossier: Dossier, now: datetime | None = None) -> tuple[str, str] | None:
    """(kind, words) of the deadline badge; None when no date is promised."""
    if dossier.due_at is None or dossier.agency_id is None or not FACTS[State(dossier.state)].counts:
        return None
    calendar = agencies.calendar_for(dossier.agency_id)
    near = deadline.badge(dossier.due_at, now or clock.now(), calendar)
    return {
        "ok": ("on_time", _("Còn trong hạn")),
        "soon": ("soon", _("Sắp đến hẹn")),
        "today": ("soon", _("Hẹn trả hôm nay")),
        "overdue": ("late", _("Quá hẹn")),
    }[near]


def road(dossier: Dossier) -> list[dict[str, Any]]:
    """The five steps everyone knows, and how far this dossier is: all that a public look-up shows."""
    reached = degree.reached(State(dossier.state))
    lines = []
    for index, (title, field) in enumerate(degree.ROAD, start=1):
        state = "done" if index <= reached else "current" if index == reached + 1 else "future"
        if State(dossier.state) in (State.REJECTED, State.WITHDRAWN, State.STOPPED) and index > reached:
            continue
        at = getattr(dossier, field) if field and index <= reached else None
        lines.append({"title": title, "state": state, "at": at})
    return lines


def why_this_date(dossier: Dossier) -> list[str]:
    """Every reason for the date promised, a sentence each: excluded days, holidays, the 15 h rule, pauses."""
    if dossier.agency_id is None or not _dated(dossier):
        return []
    return [reason.sentence(_) for reason in derivation(dossier).steps]
