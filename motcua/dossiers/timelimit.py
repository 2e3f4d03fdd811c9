"""How long an office may take, and until when that is: one reckoning, with every reason kept as data.

Pure. The rules are those of DOMAIN §2.6: Civil Code Art 147–148 (the first day is not counted, a last day
off moves on), Decree 61/2018 (the clock starts at receipt of a valid dossier), the 15-hour rule of civil
status ("nhận sau 15 giờ … thì trả trong ngày làm việc tiếp theo").
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, Self, get_args

from motcua.dossiers.reasons import Reason
from motcua.kit.clock import HANOI
from motcua.kit.worktime import Calendar

Kind = Literal["same_day", "working_days", "calendar_days", "working_hours"]
CountFrom = Literal["next_day", "same_moment"]


@dataclass(frozen=True, slots=True)
class Limit:
    """A statutory time limit, as data of a procedure version.

    `count` is in the unit of `kind`; it means nothing for "same_day". `cutoff` is the hour of "same_day".
    `count_from` "next_day" leaves out the day of receipt; "same_moment" counts it: hours from the very
    minute, days with the day of receipt as the first one.
    """

    kind: Kind
    count: int = 0
    cutoff: time = time(15, 0)
    count_from: CountFrom = "next_day"

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind) or self.count_from not in get_args(CountFrom):
            raise ValueError(f"unknown time limit {self.kind!r}, counted from {self.count_from!r}")
        if self.count < (0 if self.kind == "same_day" else 1):
            raise ValueError(f"a limit of {self.count} {self.kind} cannot be kept")

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read `{"kind": …, "count": …, "cutoff": "15:00", "count_from": …}`; ValueError if it is no limit.

        Without `count_from`, hours count from the moment and days from the next day.
        """
        unknown = set(data) - {"kind", "count", "cutoff", "count_from"}
        if unknown or "kind" not in data:
            raise ValueError(f"a time limit needs a kind and knows nothing of {sorted(unknown)}")
        start: CountFrom = "same_moment" if data["kind"] == "working_hours" else "next_day"
        return cls(
            data["kind"],
            int(data.get("count") or 0),
            time.fromisoformat(data.get("cutoff") or "15:00"),
            data.get("count_from") or start,
        )

    @property
    def ends_at_closing(self) -> bool:
        """Days end when the counter closes; hours end at their minute."""
        return self.kind != "working_hours"


@dataclass(frozen=True, slots=True)
class Reckoning:
    """When a limit that started at `start` ends, and why."""

    start: datetime
    due: datetime
    reasons: tuple[Reason, ...]


def reckon(received: datetime, limit: Limit, calendar: Calendar) -> Reckoning:
    """When `limit` ends for a valid dossier received at `received`; the end is always a working moment."""
    received = received.astimezone(HANOI)
    start = _counted_start(received, limit, calendar)
    due, reasons = _RULES[limit.kind](start, limit, calendar)
    moved = skipped(received.date() - timedelta(days=1), start.date(), calendar) if start != received else []
    moved += [Reason.when(start, "counted_start")] if start != received else []
    years = range(start.year, due.year + 1)
    blind = [Reason.when(due, "calendar_missing", year=year) for year in years if not calendar.covers(year)]
    return Reckoning(start, due, (Reason.when(received, "received"), *moved, *reasons, *blind))


def _counted_start(received: datetime, limit: Limit, calendar: Calendar) -> datetime:
    """On a day off or after closing: the next working day; calendar days run from the day itself."""
    if limit.kind == "calendar_days":
        return received
    day = received.date()
    if not calendar.is_working(day):
        return calendar.opening(calendar.next_working_day(day))
    if received > calendar.closing(day):
        return calendar.opening(calendar.next_working_day(day))
    return calendar.next_moment(received) if limit.kind == "working_hours" else max(received, calendar.opening(day))


_Rule = Callable[[datetime, Limit, Calendar], tuple[datetime, list[Reason]]]


def _same_day(start: datetime, limit: Limit, calendar: Calendar) -> tuple[datetime, list[Reason]]:
    cutoff = limit.cutoff.strftime("%H:%M")
    if start.time() < limit.cutoff:
        due = calendar.closing(start.date())
        return due, [Reason.when(start, "before_cutoff", cutoff=cutoff), Reason.when(due, "due")]
    due = calendar.closing(calendar.next_working_day(start.date()))
    return due, [
        Reason.when(start, "after_cutoff", cutoff=cutoff),
        *skipped(start.date(), due.date(), calendar),
        Reason.when(due, "due"),
    ]


def _working_days(start: datetime, limit: Limit, calendar: Calendar) -> tuple[datetime, list[Reason]]:
    included = limit.count_from == "same_moment"
    last = calendar.add_working_days(start.date(), limit.count - included)
    due = calendar.closing(last)
    first = Reason.when(start, "first_day_counted" if included else "first_day_excluded")
    return due, [
        first,
        *skipped(start.date(), last, calendar),
        Reason.when(due, "last_working_day", count=limit.count),
        Reason.when(due, "due"),
    ]


def _calendar_days(start: datetime, limit: Limit, calendar: Calendar) -> tuple[datetime, list[Reason]]:
    included = limit.count_from == "same_moment"
    last = start.date() + timedelta(days=limit.count - included)
    due = calendar.closing(calendar.working_day_from(last))
    reasons = [
        Reason.when(start, "first_day_counted" if included else "first_day_excluded"),
        Reason.on(last, "last_calendar_day", count=limit.count),
    ]
    if due.date() != last:
        reasons += [Reason.on(last, "last_day_off"), *skipped(last - timedelta(days=1), due.date(), calendar)]
    return due, [*reasons, Reason.when(due, "due")]


def _working_hours(start: datetime, limit: Limit, calendar: Calendar) -> tuple[datetime, list[Reason]]:
    if limit.count_from == "next_day":
        start = calendar.opening(calendar.next_working_day(start.date()))
    due = calendar.add_working_hours(start, limit.count)
    return due, [
        Reason.when(start, "hours_from", count=limit.count),
        *skipped(start.date(), due.date(), calendar),
        Reason.when(due, "due"),
    ]


_RULES: Mapping[Kind, _Rule] = {
    "same_day": _same_day,
    "working_days": _working_days,
    "calendar_days": _calendar_days,
    "working_hours": _working_hours,
}


def skipped(after: date, before: date, calendar: Calendar) -> list[Reason]:
    """The days between two dates that did not count: holidays by name one by one, weekends together."""
    reasons: list[Reason] = []
    weekend: list[date] = []

    def close() -> None:
        if weekend:
            text = "weekend_days" if len(weekend) > 1 else "weekend_day"
            reasons.append(Reason.on(weekend[0], text, last=f"{weekend[-1]:%d/%m/%Y}"))
            weekend.clear()

    for number in range(1, (before - after).days):
        day = after + timedelta(days=number)
        special = calendar.days.get(day)
        if not calendar.is_working(day) and special is None:
            weekend.append(day)
            continue
        close()
        if special and special.kind != "working":
            reasons.append(Reason.on(day, "holiday" if special.kind == "off" else "half_day", name=special.name))
        elif special and day.weekday() in calendar.weekly_off:
            reasons.append(Reason.on(day, "made_up_day", name=special.name))
    close()
    return reasons
