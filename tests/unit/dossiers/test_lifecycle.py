"""The lifecycle table: complete, closed, honest about time and about what the national portal is told."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.dossiers.deadline import ClockEvent, fold
from motcua.dossiers.lifecycle import (
    TRANSITIONS,
    NotAllowed,
    Transition,
    allowed,
    diagram,
    next_state,
    transition,
    who_may,
)
from motcua.dossiers.lifecycle_page import page
from motcua.dossiers.states import FACTS, State
from motcua.dossiers.timelimit import Limit
from tests.unit.kit.calendars import EXAMPLE, at

RANK = {1: 1, 3: 2, 2: 2, 4: 3, 7: 4, 8: 4, 9: 4, 10: 5}
"""How far along a national code is; 5 (supplement) belongs to wherever it is asked."""


@st.composite
def walks(draw: st.DrawFn) -> list[tuple[State, Transition, State]]:
    """Any life a dossier can have, from the draft on."""
    state, steps = State.DRAFT, []
    for _ in range(draw(st.integers(0, 25))):
        if not (choices := allowed(state)):
            break
        row = draw(st.sampled_from(choices))
        steps.append((state, row, next_state(row.name, state)))
        state = steps[-1][2]
    return steps


def test_every_state_is_described_and_can_be_reached() -> None:
    assert set(FACTS) == set(State)
    reached, edge = {State.DRAFT}, [State.DRAFT]
    while edge:
        state = edge.pop()
        for row in allowed(state):
            if (target := next_state(row.name, state)) not in reached:
                reached.add(target)
                edge.append(target)
    assert reached == set(State)


def test_ends_are_closed_and_everything_else_goes_on_to_an_end() -> None:
    for state, facts in FACTS.items():
        assert bool(allowed(state)) is not facts.terminal, state
    ends = {state for state, facts in FACTS.items() if facts.terminal}
    while more := {
        state for state in set(State) - ends for row in allowed(state) if next_state(row.name, state) in ends
    }:
        ends |= more
    assert ends == set(State)


def test_names_are_unique_so_one_act_never_leads_to_two_places() -> None:
    assert len({row.name for row in TRANSITIONS}) == len(TRANSITIONS)
    assert all(row.sources and row.actors for row in TRANSITIONS)


@given(walks())
def test_a_walk_never_leaves_the_table(walk: list[tuple[State, Transition, State]]) -> None:
    for source, row, target in walk:
        assert source in row.sources
        assert target is (row.target or source)
        assert not FACTS[source].terminal
        assert set(who_may(row.name, source)) <= set(row.actors)
        assert who_may(row.name, source)


@given(st.sampled_from(State), st.sampled_from(sorted({row.name for row in TRANSITIONS} | {"bribe"})))
def test_what_is_not_in_the_table_is_refused(state: State, name: str) -> None:
    if any(row.name == name for row in allowed(state)):
        assert next_state(name, state) in State
    else:
        with pytest.raises(NotAllowed) as caught:
            next_state(name, state)
        assert (caught.value.name, caught.value.state) == (name, state)


@given(walks())
def test_the_national_portal_never_sees_a_dossier_go_backwards(
    walk: list[tuple[State, Transition, State]],
) -> None:
    far = 0
    for _, _, target in walk:
        rank = RANK.get(FACTS[target].national or 0, far)
        assert rank >= far
        far = rank


@given(walks(), st.sampled_from(["resume", "restart", "none"]))
def test_the_clock_says_the_same_as_the_state(walk: list[tuple[State, Transition, State]], effect: str) -> None:
    events = [ClockEvent(row.clock, at(20, 11, "10:00")) for _, row, _ in walk if row.clock != "none"]
    told = fold(events, Limit("working_days", 3), EXAMPLE, effect)  # type: ignore[arg-type]
    state = walk[-1][2] if walk else State.DRAFT
    if FACTS[state].counts:
        assert told.state == "running"
    elif state is State.MERIT_SUPPLEMENT:
        assert told.state == ("running" if effect == "none" else "paused")
    else:
        assert told.state in ("not_started", "stopped")


def test_who_may_send_back_depends_on_where_it_lies() -> None:
    assert who_may("send_back", State.AWAITING_SIGNATURE) == ("leader", "police_chief")
    assert who_may("send_back", State.AWAITING_SEAL) == ("leader", "police_chief", "seal_clerk", "police_officer")
    with pytest.raises(NotAllowed):
        who_may("send_back", State.PROCESSING)


def test_asking_for_a_correction_changes_no_state() -> None:
    row = transition("ask_correction")
    assert {next_state(row.name, state) for state in row.sources} == row.sources
    assert row.national is None
    assert transition("seal").national == 9


def test_labels_are_different_words() -> None:
    assert len({facts.label for facts in FACTS.values()}) == len(State)


def test_the_picture_shows_every_act() -> None:
    picture = diagram()
    assert picture.startswith("stateDiagram-v2")
    assert picture.count("-->") == 1 + sum(len(row.sources) for row in TRANSITIONS) + 4


def test_the_page_in_the_docs_is_the_table() -> None:
    committed = Path(__file__).resolve().parents[3] / "docs" / "lifecycle.md"
    assert committed.read_text(encoding="utf-8") == page(), "write it again from lifecycle_page.page()"
