"""How near a dossier's date is, in a few words and one of five drawings: never by colour alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.utils.translation import gettext as _

from motcua.dossiers import deadline
from motcua.dossiers.models import Dossier
from motcua.dossiers.states import FACTS, State
from motcua.kit.clock import HANOI
from motcua.kit.dates import WEEKDAYS, clock_time, short_date
from motcua.kit.worktime import Calendar

Kind = Literal["on_time", "soon", "late", "paused", "done"]

RECEIPT_WAIT = timedelta(hours=8)
"""Working time after which a dossier that waits for receipt is pointed out (product choice, DOMAIN §5.1)."""


@dataclass(frozen=True, slots=True)
class Badge:
    """What `ui.deadline_badge` shows."""

    kind: Kind
    text: str


def badge(dossier: Dossier, now: datetime, calendar: Calendar) -> Badge:
    """The badge of a submitted dossier at `now`; `calendar` is that of its agency."""
    facts = FACTS[State(dossier.state)]
    if facts.terminal:
        return Badge("done", _("Đã kết thúc"))
    if facts.group == "paused":
        return Badge("paused", _("Tạm dừng, chờ bổ sung"))
    if facts.group == "settled":
        return Badge("done", _("Đã xong, chờ trả"))
    if dossier.due_at is None:
        return _waiting(dossier, now, calendar)
    return _running(dossier.due_at, now, calendar)


def _waiting(dossier: Dossier, now: datetime, calendar: Calendar) -> Badge:
    if dossier.submitted_at and calendar.worked_between(dossier.submitted_at, now) > RECEIPT_WAIT:
        return Badge("soon", _("Chờ tiếp nhận hơn 8 giờ làm việc"))
    return Badge("on_time", _("Chưa hẹn ngày trả"))


def _running(due: datetime, now: datetime, calendar: Calendar) -> Badge:
    local = due.astimezone(HANOI)
    told = {
        "time": clock_time(local, _),
        "date": short_date(local.date()),
        "weekday": _(WEEKDAYS[local.weekday()]),
    }
    match deadline.badge(due, now, calendar):
        case "overdue":
            return Badge("late", _("Quá hạn từ %(time)s ngày %(date)s") % told)
        case "today":
            return Badge("soon", _("Hạn hôm nay, %(time)s") % told)
        case "soon":
            return Badge("soon", _("Sắp đến hạn: %(weekday)s %(date)s") % told)
        case _:
            return Badge("on_time", _("Hạn %(weekday)s %(date)s") % told)
