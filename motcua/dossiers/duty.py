"""Whose turn it is: state → step of the route → role. Derived, so exactly one role is waited for, always."""

from motcua.dossiers.lifecycle import State

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


def waiting_for(state: State, route: list[dict[str, str]]) -> str:
    """The role that must act now; empty when the dossier has ended."""
    if state in APPLICANTS_TURN:
        return "applicant"
    key = STEP_OF.get(state)
    if key is None:
        return ""
    return next(step["role"] for step in route if step["key"] == key)
