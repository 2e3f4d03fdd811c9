"""The working calendar of an office as pure working time, remembered for a minute."""

from datetime import time
from uuid import UUID

from motcua.agencies.memory import Remembered
from motcua.agencies.models import Agency
from motcua.kit.worktime import Calendar, Day, Hours


def calendar_for(agency: UUID) -> Calendar:
    """When `agency` works. Two statements the first time in a minute; `Agency.DoesNotExist` when unknown."""
    return _calendars.get(agency)


def forget() -> None:
    """After a calendar was loaded or changed."""
    _calendars.forget()


def _build(agency: UUID) -> Calendar:
    calendar = Agency.objects.select_related("calendar").get(id=agency).calendar
    return Calendar(
        hours=tuple(Hours(time.fromisoformat(a), time.fromisoformat(b)) for a, b in calendar.hours),
        weekly_off=frozenset(calendar.weekly_off),
        days={day.date: Day(day.kind, day.name) for day in calendar.days.all()},  # type: ignore[arg-type]
    )


_calendars: Remembered[UUID, Calendar] = Remembered(_build)
