"""Working time of an office: hours, days off, holidays, half days, swapped days (DOMAIN §2.6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Literal

from motcua.kit.clock import HANOI

HORIZON_DAYS = 3700
"""Ten years: a search that finds no working day so far ahead has met a calendar without working days."""
_DAY = timedelta(days=1)
_NONE = timedelta(0)


class CalendarRunsOut(Exception):
    """No working time within ten years: the calendar is wrong, and going on would never end."""


@dataclass(frozen=True, slots=True)
class Hours:
    """One stretch of work within a day, both ends included: 07:00–11:30."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError(f"{self.opens} is not before {self.closes}")


@dataclass(frozen=True, slots=True)
class Day:
    """A day that is not as its weekday says: off, working (a swapped Saturday) or half (morning only)."""

    kind: Literal["off", "working", "half"]
    name: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """When an office works. `weekly_off` counts Monday as 0; `days` holds every exception by its date.

    All moments are aware; answers are in Vietnamese time. A moment at closing time still belongs to the day.
    """

    hours: tuple[Hours, ...]
    weekly_off: frozenset[int] = frozenset({5, 6})
    days: Mapping[date, Day] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.hours:
            raise ValueError("a calendar needs working hours")
        if any(a.closes > b.opens for a, b in zip(self.hours, self.hours[1:], strict=False)):
            raise ValueError("working hours overlap or are out of order")

    def is_working(self, day: date) -> bool:
        """Whether the office works at all on that day; half days count."""
        special = self.days.get(day)
        return special.kind != "off" if special else day.weekday() not in self.weekly_off

    def covers(self, year: int) -> bool:
        """Whether the yearly table of holidays has been entered for that year."""
        return any(day.year == year for day in self.days)

    def shifts(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The stretches of work of that day, in order; empty on a day off, the first alone on a half day."""
        if not self.is_working(day):
            return ()
        spans = [(_at(day, hours.opens), _at(day, hours.closes)) for hours in self.hours]
        special = self.days.get(day)
        if special is None or special.kind != "half":
            return tuple(spans)
        opens, closes = spans[0]
        return ((opens, closes if len(spans) > 1 else opens + (closes - opens) / 2),)

    def opening(self, day: date) -> datetime:
        """When the doors open; ValueError on a day off."""
        return self._working_shifts(day)[0][0]

    def closing(self, day: date) -> datetime:
        """When the doors close, at noon on a half day; ValueError on a day off."""
        return self._working_shifts(day)[-1][1]

    def full_day(self) -> timedelta:
        """Working time of an ordinary day, usually 8 hours."""
        return sum((_at(date.min, h.closes) - _at(date.min, h.opens) for h in self.hours), _NONE)

    def working_day_from(self, day: date) -> date:
        """That day, or the first working day after it."""
        return day if self.is_working(day) else self.next_working_day(day)

    def next_working_day(self, day: date) -> date:
        """The first working day after that day."""
        return self.add_working_days(day, 1)

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, which itself is not counted (Civil Code Art 147(2)).

        With 0, the day itself or the first working day after it.
        """
        if count < 0:
            raise ValueError("a number of days cannot be negative")
        if count == 0:
            return self.working_day_from(day)
        for ahead in _dates(day + _DAY, HORIZON_DAYS + 3 * count):
            count -= self.is_working(ahead)
            if count == 0:
                return ahead
        raise CalendarRunsOut(f"no working day found after {day}")

    def is_working_moment(self, moment: datetime) -> bool:
        """Whether the office is open, closing time included."""
        local = _local(moment)
        return any(start <= local <= end for start, end in self.shifts(local.date()))

    def next_moment(self, moment: datetime) -> datetime:
        """The first working moment at or after `moment`."""
        return self.add_working_hours(moment, _NONE)

    def add_working_hours(self, moment: datetime, hours: Fraction | int | timedelta) -> datetime:
        """The earliest moment at which that much working time has passed since `moment`."""
        left = hours if isinstance(hours, timedelta) else timedelta(microseconds=round(hours * 3_600_000_000))
        if left < _NONE:
            raise ValueError("a length of working time cannot be negative")
        local = _local(moment)
        full_days = left // self.full_day()
        for day in _dates(local.date(), HORIZON_DAYS + 3 * full_days):
            for start, end in self.shifts(day):
                begin = max(start, local)
                if end - begin >= left and end >= begin:
                    return begin + left
                left -= max(end - begin, _NONE)
        raise CalendarRunsOut(f"working time after {moment} runs out")

    def worked_between(self, start: datetime, end: datetime) -> timedelta:
        """Working time from `start` to `end`; negative when `end` comes first."""
        first, last = _local(start), _local(end)
        if last < first:
            return -self.worked_between(end, start)
        total = _NONE
        for day in _dates(first.date(), (last.date() - first.date()).days + 1):
            for opens, closes in self.shifts(day):
                total += max(min(closes, last) - max(opens, first), _NONE)
        return total

    def _working_shifts(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        shifts = self.shifts(day)
        if not shifts:
            raise ValueError(f"{day} is a day off")
        return shifts


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, HANOI)


def _local(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(HANOI)


def _dates(first: date, count: int) -> Iterator[date]:
    for offset in range(count):
        try:
            yield first + timedelta(days=offset)
        except OverflowError:
            return
