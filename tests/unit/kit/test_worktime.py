"""Working time: what is added can be counted back, on any calendar."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kit.worktime import Calendar, CalendarRunsOut, Day, Hours
from tests.unit.kit.calendars import EXAMPLE, FIRST, OFFICE_HOURS, at, calendars, moments

lengths = st.integers(0, 400 * 60).map(lambda minutes: timedelta(minutes=minutes))
dates = st.integers(0, 400).map(lambda n: FIRST + timedelta(days=n))


@given(calendars, moments, lengths)
def test_added_hours_are_counted_back(calendar: Calendar, start: datetime, length: timedelta) -> None:
    end = calendar.add_working_hours(start, length)
    assert calendar.worked_between(start, end) == length
    assert calendar.is_working_moment(end)


@given(calendars, moments, lengths, lengths)
def test_adding_more_never_ends_earlier(
    calendar: Calendar, start: datetime, length: timedelta, more: timedelta
) -> None:
    assert calendar.add_working_hours(start, length) <= calendar.add_working_hours(start, length + more)


@given(calendars, moments, moments, moments)
def test_work_adds_up_over_any_cut(calendar: Calendar, a: datetime, b: datetime, c: datetime) -> None:
    whole = calendar.worked_between(a, c)
    assert calendar.worked_between(a, b) + calendar.worked_between(b, c) == whole
    assert calendar.worked_between(c, a) == -whole


@given(calendars, moments)
def test_next_moment_is_the_first_one(calendar: Calendar, moment: datetime) -> None:
    found = calendar.next_moment(moment)
    assert found >= moment
    assert calendar.is_working_moment(found)
    assert calendar.worked_between(moment, found) == timedelta(0)
    assert calendar.next_moment(found) == found


@given(calendars, dates, st.integers(1, 60))
def test_working_days_are_counted_one_by_one(calendar: Calendar, day: date, count: int) -> None:
    end = calendar.add_working_days(day, count)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(map(calendar.is_working, between)) == count
    assert calendar.is_working(end)
    assert calendar.add_working_days(day, count + 1) == calendar.next_working_day(end)


@given(calendars, dates)
def test_doors_open_and_close_on_working_days_only(calendar: Calendar, day: date) -> None:
    if calendar.is_working(day):
        assert calendar.opening(day) < calendar.closing(day)
        assert calendar.worked_between(calendar.opening(day), calendar.closing(day)) <= calendar.full_day()
    else:
        assert calendar.shifts(day) == ()
        with pytest.raises(ValueError, match="day off"):
            calendar.closing(day)


def test_a_swapped_saturday_works_and_a_half_day_ends_at_noon() -> None:
    saturday, monday = date(2026, 11, 28), date(2026, 11, 30)
    calendar = Calendar(
        OFFICE_HOURS,
        frozenset({5, 6}),
        {saturday: Day("working", "Làm bù"), monday: Day("half", "Nghỉ buổi chiều")},
    )
    assert calendar.add_working_days(date(2026, 11, 27), 1) == saturday
    assert calendar.closing(monday) == at(30, 11, "11:30")
    assert calendar.worked_between(at(28, 11, "00:00"), at(30, 11, "23:00")) == timedelta(hours=12, minutes=30)
    assert calendar.add_working_hours(at(30, 11, "11:00"), 1) == at(1, 12, "07:30")


def test_half_of_a_day_in_one_stretch_is_its_first_half() -> None:
    day = date(2026, 11, 30)
    calendar = Calendar((Hours(at(1, 1, "08:00").time(), at(1, 1, "16:00").time()),), days={day: Day("half", "")})
    assert calendar.closing(day) == at(30, 11, "12:00")


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(23, 11, "06:10"), at(23, 11, "07:00")),
        (at(23, 11, "12:00"), at(23, 11, "13:30")),
        (at(23, 11, "17:00"), at(23, 11, "17:00")),
        (at(23, 11, "17:01"), at(25, 11, "07:00")),
        (at(21, 11, "09:00"), at(23, 11, "07:00")),
    ],
)
def test_the_door_in_everyday_words(moment: datetime, expected: datetime) -> None:
    assert EXAMPLE.next_moment(moment) == expected


def test_a_third_of_an_hour_is_exact() -> None:
    assert EXAMPLE.add_working_hours(at(23, 11, "11:20"), Fraction(1, 3)) == at(23, 11, "13:40")


def test_other_time_zones_mean_the_same_moment() -> None:
    from datetime import UTC

    assert EXAMPLE.next_moment(datetime(2026, 11, 23, 1, tzinfo=UTC)) == at(23, 11, "08:00")
    with pytest.raises(ValueError, match="time zone"):
        EXAMPLE.next_moment(datetime(2026, 11, 23, 8))


def test_a_calendar_without_work_says_so_instead_of_running_for_ever() -> None:
    never = Calendar(OFFICE_HOURS, frozenset(range(7)))
    with pytest.raises(CalendarRunsOut):
        never.next_working_day(FIRST)
    with pytest.raises(CalendarRunsOut):
        never.next_moment(at(1, 1, "08:00"))
    with pytest.raises(CalendarRunsOut):
        EXAMPLE.add_working_days(date(9999, 12, 1), 40)


def test_covers_tells_which_years_were_entered() -> None:
    assert EXAMPLE.covers(2026)
    assert not EXAMPLE.covers(2028)


def test_impossible_hours_are_refused() -> None:
    with pytest.raises(ValueError, match="not before"):
        Hours(OFFICE_HOURS[1].opens, OFFICE_HOURS[0].closes)
    with pytest.raises(ValueError, match="overlap"):
        Calendar(OFFICE_HOURS[::-1])
    with pytest.raises(ValueError, match="working hours"):
        Calendar(())
