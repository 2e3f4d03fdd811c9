"""The whole business on one screen: which acts the law knows, from where, by whom, and what they do to time.

Pure. Everything else asks this table; `docs/lifecycle.md` is drawn from it. A clock effect "run" that ends a
pause resumes or restarts as the procedure version says (`deadline.fold`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from motcua.dossiers.states import FACTS, State

__all__ = ["TRANSITIONS", "NotAllowed", "State", "Transition", "allowed", "diagram", "next_state", "who_may"]

Clock = Literal["none", "run", "pause", "restart", "stop"]
Role = Literal[
    "applicant", "clerk", "civil_status_officer", "processing_officer", "police_officer", "leader", "police_chief",
    "seal_clerk", "system",
]  # fmt: skip
Narrowing = tuple[tuple[Role, frozenset[State]], ...]


@dataclass(frozen=True, slots=True)
class Transition:
    """One act. `target` None leaves the state as it is; `only_from` narrows where one of the actors may act.

    `needs` names what the act cannot be done without, beside the dossier itself.
    """

    name: str
    sources: frozenset[State]
    target: State | None
    actors: tuple[Role, ...]
    clock: Clock = "none"
    needs: tuple[str, ...] = ()
    only_from: Narrowing = ()

    @property
    def national(self) -> int | None:
        """The national code the act leads to; None when it changes nothing there."""
        return FACTS[self.target].national if self.target else None


class NotAllowed(ValueError):
    """The act is unknown, or cannot be done to a dossier in that state."""

    def __init__(self, name: str, state: State) -> None:
        super().__init__(f"{name} cannot follow {state}")
        self.name, self.state = name, state


def _on(*states: State) -> frozenset[State]:
    return frozenset(states)


S = State
_APPLICANT: tuple[Role, ...] = ("applicant",)
_CLERK: tuple[Role, ...] = ("clerk",)
_OFFICER: tuple[Role, ...] = ("civil_status_officer", "processing_officer", "police_officer")
_LEADER: tuple[Role, ...] = ("leader", "police_chief")
_SEALER: tuple[Role, ...] = ("seal_clerk", "police_officer")
_SYSTEM: tuple[Role, ...] = ("system",)
_WHY = ("reason", "legal_basis")
_DEFECTS = ("defects", "legal_basis", "answer_by")
_BEFORE = _on(S.SUBMITTED, S.INTAKE_SUPPLEMENT)
_OPEN = _on(S.ACCEPTED, S.PROCESSING, S.SUPPLEMENT_ANSWERED, S.AWAITING_SIGNATURE)
_SEALING: Narrowing = (("seal_clerk", _on(S.AWAITING_SEAL)), ("police_officer", _on(S.AWAITING_SEAL)))
_T = Transition

# fmt: off
TRANSITIONS: tuple[Transition, ...] = (
    _T("submit", _on(S.DRAFT), S.SUBMITTED, _APPLICANT),
    _T("recall", _on(S.SUBMITTED), S.DRAFT, _APPLICANT),
    _T("take_back", _BEFORE | _on(S.DRAFT), S.WITHDRAWN, _APPLICANT),
    _T("receive", _on(S.SUBMITTED), S.ACCEPTED, _CLERK, "run"),
    _T("request_intake_supplement", _on(S.SUBMITTED), S.INTAKE_SUPPLEMENT, _CLERK, needs=_DEFECTS),
    _T("answer_intake_supplement", _on(S.INTAKE_SUPPLEMENT), S.SUBMITTED, _APPLICANT),
    _T("reject", _BEFORE, S.REJECTED, _CLERK, "stop", _WHY),
    _T("start_processing", _on(S.ACCEPTED), S.PROCESSING, _OFFICER),
    _T("request_supplement", _on(S.PROCESSING, S.SUPPLEMENT_ANSWERED), S.MERIT_SUPPLEMENT, _OFFICER,
       "pause", _DEFECTS),
    _T("answer_supplement", _on(S.MERIT_SUPPLEMENT), S.SUPPLEMENT_ANSWERED, _APPLICANT, "run"),
    _T("accept_supplement", _on(S.SUPPLEMENT_ANSWERED), S.PROCESSING, _CLERK + _OFFICER),
    _T("propose", _on(S.PROCESSING), S.AWAITING_SIGNATURE, _OFFICER, needs=("result",)),
    _T("send_back", _on(S.AWAITING_SIGNATURE, S.AWAITING_SEAL), S.PROCESSING, _LEADER + _SEALER,
       needs=("reason",), only_from=_SEALING),
    _T("sign", _on(S.AWAITING_SIGNATURE), S.AWAITING_SEAL, _LEADER, needs=("signature",)),
    _T("seal", _on(S.AWAITING_SEAL), S.RESOLVED, _SEALER, "stop", ("seal",)),
    _T("refuse_merits", _on(S.PROCESSING, S.AWAITING_SIGNATURE), S.REFUSED_MERITS, _LEADER, "stop", _WHY),
    _T("request_withdrawal", _OPEN | _on(S.MERIT_SUPPLEMENT), S.WITHDRAWAL_REQUESTED, _APPLICANT, "run"),
    _T("approve_withdrawal", _on(S.WITHDRAWAL_REQUESTED), S.WITHDRAWN, _LEADER + _CLERK, "stop"),
    _T("decline_withdrawal", _on(S.WITHDRAWAL_REQUESTED), S.PROCESSING, _CLERK + _LEADER, "run", ("reason",)),
    _T("ask_correction", _OPEN, None, _APPLICANT, needs=("what",)),
    _T("stop", _on(S.MERIT_SUPPLEMENT), S.STOPPED, _LEADER, "stop", _WHY),
    _T("return_result", _on(S.RESOLVED, S.REFUSED_MERITS), S.RETURNED, _CLERK + _SYSTEM),
)
# fmt: on
_BY_NAME: Mapping[str, Transition] = {row.name: row for row in TRANSITIONS}


def transition(name: str) -> Transition:
    """The row of that name; KeyError when there is none."""
    return _BY_NAME[name]


def allowed(state: State) -> tuple[Transition, ...]:
    """What may be done to a dossier in that state, in the order of the table."""
    return tuple(row for row in TRANSITIONS if state in row.sources)


def next_state(name: str, state: State) -> State:
    """Where the act leads from `state`; NotAllowed when it cannot be done there."""
    row = _BY_NAME.get(name)
    if row is None or state not in row.sources:
        raise NotAllowed(name, state)
    return row.target or state


def who_may(name: str, state: State) -> tuple[Role, ...]:
    """Who may do the act to a dossier in that state; NotAllowed as above."""
    next_state(name, state)
    row = transition(name)
    return tuple(role for role in row.actors if state in dict(row.only_from).get(role, row.sources))


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    arrows = [
        f"    {source} --> {row.target or source}: {row.name}"
        for row in TRANSITIONS
        for source in State
        if source in row.sources
    ]
    ends = [f"    {state} --> [*]" for state, facts in FACTS.items() if facts.terminal]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {State.DRAFT}", *arrows, *ends])
