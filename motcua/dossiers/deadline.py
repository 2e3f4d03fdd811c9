"""The pausing clock: journal entries folded over an office's calendar into a date and its reasons.

Pure. Read `fold` first. A supplement moves the date by the rule of the procedure version: "resume" adds
the working time waited (civil status), "restart" counts the whole limit again (Decree 61/2018 Art 19(4)),
"none" leaves the date alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from motcua.dossiers.reasons import Reason, in_hours
from motcua.dossiers.timelimit import Limit, reckon
from motcua.kit.clock import HANOI
from motcua.kit.worktime import Calendar

Effect = Literal["run", "pause", "restart", "stop"]
SupplementEffect = Literal["resume", "restart", "none"]
Running = Literal["not_started", "running", "paused", "stopped"]
Badge = Literal["ok", "soon", "today", "overdue"]

DerivationStep = Reason


class ClockConfused(ValueError):
    """The entries tell an impossible story: a clock that goes on after its end, or pauses before it ran."""


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """What one journal entry did to the clock. `reason` names the act, for the record.

    `issued` is the date people were told then (`Derivation.due_at` after this event). A date once told does
    not move because somebody edits the calendar later (DOMAIN §5.5, invariant 9).
    """

    effect: Effect
    at: datetime
    reason: str = ""
    issued: datetime | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """Where the clock stands. While it is paused, `due_at` is the date as it was when the pause began.

    `paused` is the working time waited since the clock last began; it explains `due_at` beyond `due_begun`,
    the date reckoned when the clock last began (`due_original`, unless it restarted).
    """

    due_original: datetime | None = None
    due_begun: datetime | None = None
    due_at: datetime | None = None
    paused: timedelta = timedelta(0)
    state: Running = "not_started"
    since: datetime | None = None
    steps: tuple[DerivationStep, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rules:
    limit: Limit
    calendar: Calendar
    supplement: SupplementEffect


def fold(
    events: Sequence[ClockEvent],
    limit: Limit,
    calendar: Calendar,
    supplement_effect: SupplementEffect = "resume",
) -> Derivation:
    """Play the events in their order and tell the date; a moment before the last one's is taken as the same.

    The first "run" starts the clock; a "run" during a pause ends it by the rule of the version; a "run" of a
    running clock does nothing. ClockConfused when the order of effects is impossible.
    """
    rules = _Rules(limit, calendar, supplement_effect)
    now = Derivation()
    for event in events:
        at = max(event.at.astimezone(HANOI), now.since) if now.since else event.at.astimezone(HANOI)
        if now.state == "stopped" or (now.state == "not_started" and event.effect == "pause"):
            raise ClockConfused(f"{event.effect} at {at} while the clock is {now.state}")
        now = replace(_apply(replace(event, at=at), now, rules), since=at)
    return now


def _apply(event: ClockEvent, now: Derivation, rules: _Rules) -> Derivation:
    if event.effect == "stop":
        return _stop(event, now, rules)
    if now.state == "not_started" or event.effect == "restart":
        return _begin(event, now, rules)
    if event.effect == "pause":
        return _pause(event.at, now, rules)
    if now.state == "paused":
        return _begin(event, now, rules) if rules.supplement == "restart" else _resume(event, now, rules)
    return now


def _begin(event: ClockEvent, now: Derivation, rules: _Rules) -> Derivation:
    """Count the whole limit from here: the first start, or a restart."""
    reckoning = reckon(event.at, rules.limit, rules.calendar)
    again = now.state != "not_started"
    steps = (Reason.when(event.at, "restarted"), *reckoning.reasons[1:]) if again else reckoning.reasons
    due, kept = _told(event, reckoning.due)
    return Derivation(
        due_original=now.due_original or due,
        due_begun=due,
        due_at=due,
        state="running",
        steps=(*now.steps, *steps, *kept),
    )


def _told(event: ClockEvent, due: datetime) -> tuple[datetime, list[Reason]]:
    """The date people were told at this event, where it differs from what today's calendar gives."""
    if event.issued is None or event.issued == due:
        return due, []
    return event.issued.astimezone(HANOI), [Reason.when(event.issued, "issued")]


def _pause(at: datetime, now: Derivation, rules: _Rules) -> Derivation:
    if rules.supplement == "none":
        return replace(now, steps=(*now.steps, Reason.when(at, "not_paused")))
    if now.state == "paused":
        return replace(now, paused=now.paused + _waited(at, now, rules))
    return replace(now, state="paused", steps=(*now.steps, Reason.when(at, "paused")))


def _waited(at: datetime, now: Derivation, rules: _Rules) -> timedelta:
    return rules.calendar.worked_between(now.since, at) if now.since else timedelta(0)


def _resume(event: ClockEvent, now: Derivation, rules: _Rules) -> Derivation:
    """Add all the working time waited to the date first reckoned, once, and end days at closing time."""
    waited = _waited(event.at, now, rules)
    paused = now.paused + waited
    assert now.due_begun is not None
    steps = [Reason.when(event.at, "resumed", hours=in_hours(waited))]
    due = now.due_begun
    if paused:
        due = rules.calendar.add_working_hours(now.due_begun, paused)
        steps.append(Reason.when(due, "extended", hours=in_hours(paused)))
        closing = rules.calendar.closing(due.date())
        if rules.limit.ends_at_closing and due != closing:
            due = closing
            steps.append(Reason.when(due, "rounded"))
    due, kept = _told(event, due)
    return replace(now, state="running", due_at=due, paused=paused, steps=(*now.steps, *steps, *kept))


def _stop(event: ClockEvent, now: Derivation, rules: _Rules) -> Derivation:
    """The end; a pause that was open ends with it, so that the waiting is counted."""
    if now.state == "paused":
        now = replace(_resume(event, now, rules), steps=now.steps)
    started = now.due_at is not None
    return replace(now, state="stopped", steps=(*now.steps, Reason.when(event.at, "stopped")) if started else now.steps)


def remaining(due: datetime, now: datetime, calendar: Calendar) -> timedelta:
    """Working time left until `due`; negative once it has passed."""
    return calendar.worked_between(now, due)


def badge(due: datetime, now: datetime, calendar: Calendar) -> Badge:
    """How near the date is: passed, today, by the next working day, or further off."""
    today = now.astimezone(HANOI).date()
    last = due.astimezone(HANOI).date()
    if now > due:
        return "overdue"
    if last == today:
        return "today"
    return "soon" if last <= calendar.next_working_day(today) else "ok"
