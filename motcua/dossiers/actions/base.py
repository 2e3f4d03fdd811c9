"""What every business act does, in one transaction: lock, ask the policy, move, change, record.

This is the only module that assigns a dossier's state; a database trigger holds the rest of the world to it.
"""

from datetime import datetime
from typing import Any, ClassVar, cast
from uuid import UUID

from django.db import transaction
from pydantic import BaseModel

from motcua.agencies import api as agencies
from motcua.catalogue import api as catalogue
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import deadline, duty, lifecycle, policy, staff
from motcua.dossiers.models import Dossier
from motcua.dossiers.states import FACTS
from motcua.dossiers.timelimit import Limit
from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor


class Refused(Exception):
    """The act cannot be done now; the message says in Vietnamese what to do instead."""


class Act:
    """One verb of the law on one dossier. Subclasses name the transition and the fact, and make the change.

    `perform()` raises `policy.Forbidden`, `lifecycle.NotAllowed` (another person was faster) or `Refused`.
    """

    transition: ClassVar[str]
    kind: ClassVar[str]
    title: ClassVar[Any]
    done: ClassVar[Any]

    def __init__(self, dossier: UUID, actor: Actor) -> None:
        self.dossier_id = dossier
        self.actor = actor

    def change(self, dossier: Dossier, now: datetime) -> BaseModel:
        """Change the act's own tables and give the payload of the fact."""
        raise NotImplementedError

    def perform(self) -> Dossier:
        with transaction.atomic():
            dossier = Dossier.locked(self.dossier_id)
            before = dossier.as_loaded()
            policy.check(self.actor, self.transition, dossier)
            self.actor = self.actor.using(policy.PERMISSIONS[self.transition])
            target = lifecycle.next_state(self.transition, lifecycle.State(dossier.state))
            now = clock.now()
            tick(dossier, self.transition, now)
            payload = self.change(dossier, now)
            move(dossier, target, now)
            fact = journal.record(self.kind, dossier.subject, actor=self.actor, payload=payload, at=now)
            dossier.last_entry = fact.id
            dossier.save_changed(before)
            return dossier


def move(dossier: Dossier, target: lifecycle.State, now: datetime) -> None:
    dossier.state = target.value
    route = catalogue.route_for(catalogue.version(dossier.version_id), dossier.agency_id)
    dossier.waiting_for = duty.waiting_for(target, route, staff.roles_at(dossier.agency_id))
    dossier.updated_at = now
    if FACTS[target].terminal:
        dossier.ended_at = now


def tick(dossier: Dossier, transition: str, now: datetime) -> None:
    """Add the act's clock effect and fold the deadline anew (DOMAIN §2.6)."""
    effect = lifecycle.transition(transition).clock
    if effect == "none":
        return
    dossier.clock = [*dossier.clock, {"effect": effect, "at": now.isoformat(), "reason": transition}]
    derived = derivation(dossier)
    if derived.due_at is not None:  # a date once told stays, whatever happens to the calendar later
        dossier.clock[-1]["issued"] = derived.due_at.isoformat()
    dossier.due_at = derived.due_at
    dossier.due_original = derived.due_original


def derivation(dossier: Dossier) -> deadline.Derivation:
    """The appointment and why it is that date, from the dossier's clock and its agency's calendar."""
    version = catalogue.version(dossier.version_id)
    assert dossier.agency_id is not None
    return deadline.fold(
        [_event(said) for said in dossier.clock],
        Limit.from_data(_reckoned(version)),
        agencies.calendar_for(dossier.agency_id),
        cast(deadline.SupplementEffect, version.supplement_effect),
    )


def _reckoned(version: ProcedureVersion) -> dict[str, str | int]:
    limit = catalogue.limit_of(version)
    found = limit.reckoned() if limit else None
    if found is None:  # no office offers such a version above level 2, so no dossier is received under it
        raise ValueError(f"the clock cannot reckon the time limit of {version}")
    return found


def _event(said: dict[str, str]) -> deadline.ClockEvent:
    issued = said.get("issued")
    return deadline.ClockEvent(
        cast(deadline.Effect, said["effect"]), datetime.fromisoformat(said["at"]), said["reason"],
        issued=datetime.fromisoformat(issued) if issued else None,
    )  # fmt: skip
