"""Whose turn it is: state → step of the route → role. Derived, so exactly one role is waited for, always."""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from motcua.dossiers import lifecycle
from motcua.dossiers.lifecycle import State
from motcua.dossiers.roles import OFFICE, outsiders

STEP_OF = {
    State.SUBMITTED: "receive",
    State.ACCEPTED: "process",
    State.PROCESSING: "process",
    State.SUPPLEMENT_ANSWERED: "process",
    State.AWAITING_SIGNATURE: "sign",
    State.AWAITING_SEAL: "seal",
    State.WITHDRAWAL_REQUESTED: "receive",
    State.RESOLVED: "return",
    State.REFUSED_MERITS: "return",
}
APPLICANTS_TURN = frozenset({State.DRAFT, State.INTAKE_SUPPLEMENT, State.MERIT_SUPPLEMENT})


ONWARD = {
    State.SUBMITTED: "receive",
    State.ACCEPTED: "start_processing",
    State.PROCESSING: "propose",
    State.SUPPLEMENT_ANSWERED: "accept_supplement",
    State.AWAITING_SIGNATURE: "sign",
    State.AWAITING_SEAL: "seal",
    State.WITHDRAWAL_REQUESTED: "approve_withdrawal",
    State.RESOLVED: "return_result",
    State.REFUSED_MERITS: "return_result",
}
"""The act that takes a dossier further; whoever is waited for must be able to do it."""


def _able(step: str) -> tuple[str, ...]:
    acts = [(ONWARD[state], state) for state, key in STEP_OF.items() if key == step]
    return tuple(role for role in OFFICE if all(role in lifecycle.who_may(*act) for act in acts))


ABLE: Mapping[str, tuple[str, ...]] = {step: _able(step) for step in dict.fromkeys(STEP_OF.values())}
"""Step → the roles that can take a dossier further in every state of it: nobody else may be waited for."""


def able(step: str, route: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The roles that can do a step of this way: those that are able, without those of another power."""
    strange = outsiders(route)
    return tuple(role for role in ABLE[step] if role not in strange)


def waiting_for(state: State, route: Sequence[Mapping[str, Any]], held: Set[str] = frozenset()) -> str:
    """The role that must act now; empty when the dossier has ended.

    `held` are the roles somebody has at the office: when nobody has the one of the route, another of the same
    power that is able is waited for instead.
    """
    if state in APPLICANTS_TURN:
        return "applicant"
    key = STEP_OF.get(state)
    if key is None:
        return ""
    wanted: str = next(step["role"] for step in route if step["key"] == key)
    if wanted in held or not held:
        return wanted
    return next((role for role in able(key, route) if role in held), wanted)
