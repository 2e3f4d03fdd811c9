"""Which office offers which procedure, at which level: never above what is proven (Decree 43/2011, R5–R15)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from pydantic import BaseModel

from motcua.agencies.models import Agency, Unit
from motcua.catalogue import routes
from motcua.catalogue.fees import limit_of
from motcua.catalogue.levels.judging import prove, prove_all
from motcua.catalogue.levels.proof import Proof
from motcua.catalogue.models import Offering, Procedure, ProcedureVersion
from motcua.catalogue.schema import Step
from motcua.journal import api as journal
from motcua.journal import kinds
from motcua.kit import clock
from motcua.kit.actor import Actor

ONLINE = 3
"""From this level on a dossier may be handed in here."""


@dataclass(frozen=True, slots=True)
class Terms:
    """`version`: the one in force; `fee`: đồng for the handling, as the council of this place decided, None where that
    is not known here.
    """

    version: UUID
    fee: int | None


class CannotOffer(Exception):
    """The office may not offer this, or not at this level; the message says why."""


class OfferingChanged(BaseModel):
    """An office began to offer a procedure, changed how, or stopped (`level` 0)."""

    code: str
    agency: str
    level: int
    proven: int


CHANGED = kinds.kind("offering.changed", OfferingChanged)


def offerings(procedure: Procedure) -> list[Offering]:
    """The active offices that offer a procedure, by code (one statement)."""
    found = Offering.objects.filter(procedure=procedure, agency__is_active=True)
    return list(found.select_related("agency__unit__parent").order_by("agency__code"))


def taking(procedure: Procedure) -> list[Offering]:
    """Those that take dossiers here: at level 3 or 4 (one statement)."""
    return [offering for offering in offerings(procedure) if offering.level >= ONLINE]


def terms(agency: UUID, procedure: UUID, least: int = ONLINE) -> Terms | None:
    """What a dossier handed in now would be under; None when the office takes none here (one statement).

    `least` is the level it must be offered at: 1 for a dossier handed in at the counter.
    """
    found = Offering.objects.filter(agency=agency, procedure=procedure, agency__is_active=True, level__gte=least)
    for version, fee in found.values_list("version", "fee"):
        return Terms(version, (fee or {}).get("amount"))
    return None


def offers(agency: UUID, procedure: UUID) -> bool:
    """Whether an active office takes dossiers of a procedure here (level 3 or 4)."""
    return terms(agency, procedure) is not None


def competent(procedure: Procedure, commune: Unit) -> Agency | None:
    """The People's Committee of `commune` when it offers the procedure on this portal (one statement).

    `commune` is where the applicant resides, where the event happened, or any commune: the version's
    `territory` says which question to ask. No office is guessed: without an offering, none is competent here.
    """
    found = (
        Offering.objects.filter(
            procedure=procedure, agency__unit=commune, agency__is_active=True,
            agency__kind=Agency.Kind.PEOPLES_COMMITTEE,
        )
        .select_related("agency")
        .order_by("agency__code")
        .first()
    )  # fmt: skip
    return found.agency if found else None


@transaction.atomic
def offer(
    agency: Agency, procedure: Procedure, actor: Actor = Actor.SYSTEM, *, level: int | None = None,
    guidance: str | None = None, fee: dict[str, Any] | None = None, route: Sequence[Step] | None = None,
    revision: int | None = None,
) -> Offering:  # fmt: skip
    """Let an office offer the version in force, at `level` or at the highest proven; again changes how.

    What is None stays as it is. `route` are the office's own steps, in place of the version's; empty = as in the
    version. Running dossiers follow from their next act on.

    Raises CannotOffer when nothing is in force, when not even level 1 is proven, when `level` is above the
    proof, when the route lacks a step or is too slow, or when another administrator changed the offer since
    `revision`.
    """
    _lock([procedure.id])
    version = _in_force(procedure)
    known = Offering.objects.select_for_update(no_key=True).filter(agency=agency, procedure=procedure).first()
    own = _own_route(known, route, version)
    proof = prove(version, agency.id, own)
    proven = proof.level
    if proven < 1 or (level or 1) > proven:
        raise CannotOffer(
            _("Thủ tục %(code)s mới chứng minh được mức độ %(proven)d, không thể cung cấp ở mức độ %(level)d.")
            % {"code": procedure.code, "proven": proven, "level": level or 1}
        )
    if revision is not None and revision != (known.revision if known else 0):
        raise CannotOffer(_("Người khác vừa thay đổi thủ tục này tại cơ quan. Hãy tải lại trang rồi sửa tiếp."))
    wanted = {
        "version": version, "level": level or proven, "visits": _visits(proof, level or proven),
        "fee": fee if fee is not None or not known else known.fee,
        "guidance": (known.guidance if known else "") if guidance is None else guidance,
        "route": [step.model_dump(mode="json") for step in own] or None,
    }  # fmt: skip
    if known and all(getattr(known, name) == value for name, value in wanted.items()):
        return known
    changed = {**wanted, "changed_at": clock.now(), "changed_by": actor.name}
    made, _new = Offering.objects.update_or_create(
        agency=agency, procedure=procedure,
        defaults={**changed, "revision": known.revision + 1 if known else 1},
    )  # fmt: skip
    routes.forget()
    _count([procedure.id])
    _record(made, actor, proven)
    return made


def _own_route(known: Offering | None, route: Sequence[Step] | None, version: ProcedureVersion) -> tuple[Step, ...]:
    """The steps the office wants of its own; what was there is not judged again."""
    if route is None:
        return routes.steps((known.route if known else None) or [])
    if route:
        try:
            routes.check(route, limit_of(version))
        except ValueError as error:
            raise CannotOffer(routes.said(error)) from error
    return tuple(route)


@transaction.atomic
def offer_all(agency: Agency, procedures: Iterable[Procedure], actor: Actor = Actor.SYSTEM) -> list[Offering]:
    """Offer a whole set, each at the highest level proven; what the office offers already stays as it is.

    Those that cannot be offered are left out. The evidence of all is gathered in a few statements.
    """
    wanted = {one.id for one in procedures}
    _lock(wanted)
    known = set(Offering.objects.filter(agency=agency, procedure__in=wanted).values_list("procedure", flat=True))
    fresh = wanted - known
    in_force = list(ProcedureVersion.objects.filter(current_of__in=fresh).select_related("procedure", "form"))
    proofs = prove_all(in_force, agency.id)
    now = clock.now()
    made = [
        Offering(
            agency=agency, procedure=version.procedure, version=version, level=proofs[version.id].level,
            visits=proofs[version.id].visits, changed_at=now, changed_by=actor.name,
        )
        for version in in_force
        if proofs[version.id].level >= 1
    ]  # fmt: skip
    Offering.objects.bulk_create(made)
    _count(offering.procedure_id for offering in made)
    for offering in made:
        _record(offering, actor, offering.level)
    return made


@transaction.atomic
def stop(agency: Agency, procedure: Procedure, actor: Actor) -> None:
    """The office no longer offers the procedure; its running dossiers go on."""
    for gone in Offering.objects.select_for_update().filter(agency=agency, procedure=procedure):
        gone.delete()
        gone.level = 0
        _record(gone, actor, 0)
    routes.forget()
    _count([procedure.id])


def follow(procedure: Procedure, version: ProcedureVersion, actor: Actor) -> None:
    """Move every office to a new version, at the level it promised or the one now proven, whichever is lower.

    Steps of an office's own that are too slow for a new time limit give way to the version's. A promise that falls
    or ends is recorded as an act of whoever published.
    """
    now: datetime = clock.now()
    offered = Offering.objects.select_for_update(no_key=True, of=["self"]).filter(procedure=procedure)
    for offering in offered.select_related("agency", "procedure"):
        own = _still_sound(offering, version)
        proof = prove(version, offering.agency_id, own)
        if proof.level < offering.level:
            fallen = Offering(agency=offering.agency, procedure=offering.procedure, level=proof.level)
            _record(fallen, actor, proof.level)
        if proof.level < 1:
            offering.delete()
            continue
        offering.version, offering.level, offering.changed_at = version, min(offering.level, proof.level), now
        offering.visits = _visits(proof, offering.level)
        offering.route = [step.model_dump(mode="json") for step in own] or None
        offering.revision += 1
        offering.save()
    routes.forget()
    _count([procedure.id])


def _still_sound(offering: Offering, version: ProcedureVersion) -> tuple[Step, ...]:
    own = routes.steps(offering.route or [])
    try:
        if own:
            routes.check(own, limit_of(version))
    except ValueError:
        return ()
    return own


def _lock(procedures: Iterable[UUID]) -> None:
    """One after the other with publishing and with other offers, so that no offer stays on a former version."""
    wanted = Procedure.objects.select_for_update(no_key=True).filter(id__in=list(procedures)).order_by("code")
    list(wanted.values_list("id", flat=True))


def _in_force(procedure: Procedure) -> ProcedureVersion:
    version = ProcedureVersion.objects.filter(current_of=procedure).select_related("procedure", "form").first()
    if version is None:
        raise CannotOffer(_("Thủ tục %(code)s chưa được công bố.") % {"code": procedure.code})
    return version


def _visits(proof: Proof, level: int) -> int:
    """A service offered below its proof asks for the visits of the lower level."""
    return proof.visits if level == proof.level else {4: 0, 3: 1}.get(level, 2)


def _count(procedures: Iterable[UUID]) -> None:
    """Copy the best level and the fewest visits of all offers to the procedures, in one statement."""
    offered = Offering.objects.filter(procedure=OuterRef("pk")).values("procedure")
    level = Subquery(offered.annotate(best=Max("level")).values("best"))
    visits = Subquery(offered.annotate(fewest=Min("visits")).values("fewest"))
    Procedure.objects.filter(id__in=list(procedures)).update(level=Coalesce(level, 0), visits=Coalesce(visits, 2))


def _record(offering: Offering, actor: Actor, proven: int) -> None:
    said = OfferingChanged(
        code=offering.procedure.code, agency=offering.agency.code, level=offering.level, proven=proven
    )
    journal.record(CHANGED, f"agency:{offering.agency_id}", actor=actor, payload=said)
