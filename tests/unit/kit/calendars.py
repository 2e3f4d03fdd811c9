"""Calendars for tests: the one of the worked examples, and random ones."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from motcua.kit.clock import HANOI
from motcua.kit.worktime import Calendar, Day, Hours

OFFICE_HOURS = (Hours(time(7), time(11, 30)), Hours(time(13, 30), time(17)))
EXAMPLE = Calendar(
    OFFICE_HOURS,
    frozenset({5, 6}),
    {
        date(2026, 11, 24): Day("off", "Ngày Văn hóa Việt Nam"),
        date(2027, 1, 1): Day("off", "Tết Dương lịch"),
    },
)
"""DOMAIN §2.6: 07:00–11:30 and 13:30–17:00, Saturday and Sunday off."""
FIRST = date(2026, 1, 1)


def at(day: int, month: int, clock: str, year: int = 2026) -> datetime:
    """A moment in Vietnamese time, written as people say it: at(20, 11, "10:00")."""
    return datetime.combine(date(year, month, day), time.fromisoformat(clock), HANOI)


def _days(kinds: Mapping[int, str]) -> dict[date, Day]:
    return {FIRST + timedelta(days=n): Day(kind, f"ngày {n}") for n, kind in kinds.items()}  # type: ignore[arg-type]


days = st.dictionaries(st.integers(0, 400), st.sampled_from(["off", "working", "half"]), max_size=40).map(_days)
hours = st.sampled_from(
    [OFFICE_HOURS, (Hours(time(8), time(12)), Hours(time(13), time(17))), (Hours(time(7, 30), time(16)),)]
)
calendars = st.builds(Calendar, hours, st.frozensets(st.integers(0, 6), max_size=5), days)
moments = st.integers(0, 370 * 24 * 60).map(
    lambda minutes: datetime.combine(FIRST, time.min, HANOI) + timedelta(minutes=minutes)
)
