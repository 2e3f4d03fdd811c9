"""The pausing clock over random calendars and stories (DOMAIN §5.5, invariants 2 and 3)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.dossiers.deadline import ClockConfused, ClockEvent, Effect, badge, fold, remaining
from motcua.dossiers.timelimit import Limit, reckon
from motcua.kit.worktime import Calendar
from tests.unit.kit.calendars import EXAMPLE, at, calendars, moments

limits = st.one_of(
    st.just(Limit("same_day")),
    st.builds(Limit, st.sampled_from(["working_days", "calendar_days", "working_hours"]), st.integers(1, 45)),
    st.builds(Limit, st.just("working_days"), st.integers(1, 20), count_from=st.just("same_moment")),
)


endings: st.SearchStrategy[list[Effect]] = st.sampled_from([[], ["stop"]])


@st.composite
def stories(draw: st.DrawFn, *, stop: bool = True) -> list[ClockEvent]:
    """A start, then supplements asked and answered, perhaps an end: what the lifecycle can really tell."""
    moment = draw(moments)
    events = [ClockEvent("run", moment)]
    effects: list[Effect] = draw(st.lists(st.sampled_from(["run", "pause", "restart"]), max_size=6))
    for effect in [*effects, *draw(endings if stop else st.just([]))]:
        moment += timedelta(minutes=draw(st.integers(0, 60 * 24 * 20)))
        events.append(ClockEvent(effect, moment))
    return events


effects = st.sampled_from(["resume", "restart", "none"])


@given(moments, limits, calendars)
def test_a_limit_ends_after_it_starts_at_a_working_moment(received: datetime, limit: Limit, calendar: Calendar) -> None:
    told = reckon(received, limit, calendar)
    assert received <= told.start <= told.due
    assert calendar.is_working_moment(told.due)
    if limit.ends_at_closing:
        assert told.due == calendar.closing(told.due.date())


@given(moments, st.integers(0, 600), limits, calendars)
def test_receiving_later_never_makes_it_due_earlier(
    received: datetime, minutes: int, limit: Limit, calendar: Calendar
) -> None:
    later = received + timedelta(minutes=minutes)
    assert reckon(received, limit, calendar).due <= reckon(later, limit, calendar).due


@given(stories(), limits, calendars, effects)
def test_invariant_2_the_date_is_always_a_working_moment(
    story: list[ClockEvent], limit: Limit, calendar: Calendar, effect: str
) -> None:
    for length in range(1, len(story) + 1):
        told = fold(story[:length], limit, calendar, effect)  # type: ignore[arg-type]
        assert told.due_at is not None
        assert calendar.is_working_moment(told.due_at)
        assert told.due_original == reckon(story[0].at, limit, calendar).due


@given(stories(), limits, calendars)
def test_invariant_3_the_waiting_explains_the_date(story: list[ClockEvent], limit: Limit, calendar: Calendar) -> None:
    told = fold([event for event in story if event.effect != "restart"], limit, calendar)
    assert told.due_at is not None and told.due_original is not None
    if told.state != "paused":
        added = calendar.worked_between(told.due_original, told.due_at)
        assert told.paused <= added
        if limit.ends_at_closing and told.paused:
            assert added - told.paused < calendar.full_day()
        else:
            assert added == told.paused


@given(stories(), limits, calendars, effects)
def test_after_a_restart_the_waiting_since_then_explains_it(
    story: list[ClockEvent], limit: Limit, calendar: Calendar, effect: str
) -> None:
    told = fold(story, limit, calendar, effect)  # type: ignore[arg-type]
    assert told.due_at is not None and told.due_begun is not None
    if told.state != "paused":
        added = calendar.worked_between(told.due_begun, told.due_at)
        assert timedelta(0) <= added - told.paused < calendar.full_day()


@given(stories(stop=False), limits, calendars)
def test_without_effect_a_supplement_never_moves_the_date(
    story: list[ClockEvent], limit: Limit, calendar: Calendar
) -> None:
    told = fold([event for event in story if event.effect != "restart"], limit, calendar, "none")
    assert told.due_at == told.due_original
    assert told.state == "running"
    assert told.paused == timedelta(0)


@given(stories(stop=False), limits, calendars)
def test_a_pause_may_be_told_in_two_entries(story: list[ClockEvent], limit: Limit, calendar: Calendar) -> None:
    doubled = [twice for event in story for twice in ([event, event] if event.effect == "pause" else [event])]
    assert fold(doubled, limit, calendar).due_at == fold(story, limit, calendar).due_at


@given(stories(), limits, calendars, effects)
def test_every_reason_is_a_whole_sentence(
    story: list[ClockEvent], limit: Limit, calendar: Calendar, effect: str
) -> None:
    for step in fold(story, limit, calendar, effect).steps:  # type: ignore[arg-type]
        assert step.sentence().endswith(".")
        assert "%" not in step.sentence()


@given(stories(), limits, calendars, calendars, effects)
def test_invariant_9_a_date_once_told_does_not_move_with_the_calendar(
    story: list[ClockEvent], limit: Limit, calendar: Calendar, later: Calendar, effect: str
) -> None:
    told: list[ClockEvent] = []
    for event in story:
        issued = fold([*told, event], limit, calendar, effect).due_at  # type: ignore[arg-type]
        told.append(replace(event, issued=issued))
    before = fold(told, limit, calendar, effect)  # type: ignore[arg-type]
    after = fold(told, limit, later, effect)  # type: ignore[arg-type]
    assert (after.due_at, after.due_original) == (before.due_at, before.due_original)


def test_a_clock_that_never_started_has_no_date() -> None:
    told = fold([], Limit("same_day"), EXAMPLE)
    assert (told.due_at, told.state) == (None, "not_started")
    told = fold([ClockEvent("stop", at(20, 11, "10:00"))], Limit("same_day"), EXAMPLE)
    assert (told.due_at, told.state, told.steps) == (None, "stopped", ())


@pytest.mark.parametrize("effects", [["pause"], ["run", "stop", "run"], ["run", "stop", "pause"], ["stop", "stop"]])
def test_impossible_stories_are_refused(effects: list[Effect]) -> None:
    with pytest.raises(ClockConfused):
        fold([ClockEvent(effect, at(20, 11, "10:00")) for effect in effects], Limit("same_day"), EXAMPLE)


def test_ending_while_paused_counts_the_waiting() -> None:
    story = [
        ClockEvent("run", at(30, 11, "10:00")),
        ClockEvent("pause", at(2, 12, "09:00")),
        ClockEvent("stop", at(4, 12, "14:00")),
    ]
    told = fold(story, Limit("working_days", 5), EXAMPLE)
    assert (told.paused, told.state) == (timedelta(hours=19), "stopped")


def test_a_server_with_a_slow_clock_changes_nothing() -> None:
    story = [
        ClockEvent("run", at(30, 11, "10:00")),
        ClockEvent("pause", at(2, 12, "09:00")),
        ClockEvent("run", at(2, 12, "08:59")),
    ]
    assert fold(story, Limit("working_days", 5), EXAMPLE).due_at == at(7, 12, "17:00")


@pytest.mark.parametrize(
    ("now", "expected", "hours"),
    [
        (at(20, 11, "09:00"), "ok", 22),
        (at(23, 11, "09:00"), "soon", 14),
        (at(24, 11, "09:00"), "soon", 8),
        (at(25, 11, "06:00"), "today", 8),
        (at(25, 11, "17:00"), "today", 0),
        (at(25, 11, "17:01"), "overdue", 0),
        (at(26, 11, "09:00"), "overdue", -2),
    ],
)
def test_how_near_the_date_is(now: datetime, expected: str, hours: float) -> None:
    due = at(25, 11, "17:00")
    assert badge(due, now, EXAMPLE) == expected
    assert remaining(due, now, EXAMPLE) == timedelta(hours=hours)
