"""Two accounts of one person become one, after both were proven: what the closed one had moves to the one kept.

Every table that names an account must say what happens to it: people's own here, the others by `register` at
start-up; a test looks for tables that were forgotten.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.people import devices, vouched
from motcua.people.entries import MERGED, Merged
from motcua.people.models import Account, Certificate, Consent, Identity, Invitation, Mandate, Passkey, PhoneChange
from motcua.people.sso.linking import NotPossible

Move = Callable[[UUID, UUID], int]
"""Moves the rows of the closed account (second) to the one kept (first), in the caller's transaction; how many."""


@dataclass(frozen=True, slots=True)
class Mover:
    """`covers`: the columns "app.model.field" it has decided about, moved or left on purpose."""

    move: Move
    covers: frozenset[str]


MOVERS: dict[str, Mover] = {}


def register(name: str, move: Move, *covers: str) -> None:
    """An upper floor says how its rows follow, and which columns naming an account it has thought of."""
    MOVERS[name] = Mover(move, frozenset(covers))


def possible(kept: Account, gone: Account) -> None:
    """Whether these two may be one; raises `NotPossible`."""
    if kept.pk == gone.pk:
        raise NotPossible(_("Đây chính là tài khoản bạn đang dùng."))
    if not (kept.is_active and gone.is_active):
        raise NotPossible(_("Tài khoản kia đã đóng, không gộp được."))
    if {kept.kind, gone.kind} != {Account.Kind.CITIZEN.value}:
        raise NotPossible(_("Chỉ gộp được hai tài khoản công dân."))
    if kept.personal_id and gone.personal_id and kept.personal_id != gone.personal_id:
        raise NotPossible(_("Hai tài khoản ghi số định danh khác nhau nên không phải của một người. Chưa gộp."))


def merge(kept: Account, gone: Account, *, actor: Actor) -> dict[str, int]:
    """Join `gone` into `kept` and close it; the caller has proof of both. Gives how many rows moved, by name.

    Raises `NotPossible`. Everything happens or nothing does.
    """
    with transaction.atomic():
        pair = Account.objects.select_for_update().filter(pk__in=[kept.pk, gone.pk]).order_by("pk")
        rows = {one.pk: one for one in pair}
        first, second = rows[kept.pk], rows[gone.pk]
        possible(first, second)
        moved = {name: count for name, mover in MOVERS.items() if (count := mover.move(first.pk, second.pk))}
        _close(second, into=first)
        said = Merged(kept=first.pk, closed=second.pk, moved=moved)
        for subject in (first, second):
            journal.record(MERGED, f"account:{subject.pk}", actor=actor, payload=said)
    kept.refresh_from_db()
    return moved


def _close(gone: Account, into: Account) -> None:
    """The closed account gives away its telephone and what the kept one does not know; nobody can sign in to it.

    Of what both say, who is known more surely is believed.
    """
    phone = gone.phone
    sure, other = (gone, into) if gone.assurance > into.assurance else (into, gone)
    known = {name: getattr(sure, name) or getattr(other, name) for name in ("full_name", "birth_date", "address")}
    known |= {"email": into.email or gone.email, "personal_id": _number(sure, other, into)}
    gone.phone, gone.is_active, gone.closed_at = None, False, clock.now()
    gone.save(update_fields=["phone", "is_active", "closed_at"])
    into.phone = into.phone or phone
    into.assurance = max(into.assurance, gone.assurance)
    for name, value in known.items():
        setattr(into, name, value)
    into.save(update_fields=["phone", "assurance", *known])


def _number(sure: Account, other: Account, into: Account) -> str:
    """The number of who is known more surely; one the other only typed is never vouched for by joining them."""
    doubtful = sure.assurance >= vouched.LEAST and not vouched.told(into.pk, other.personal_id)
    return sure.personal_id or ("" if doubtful else other.personal_id)


def _people(kept: UUID, gone: UUID) -> int:
    """Identities and certificates follow; sessions and passkeys of the closed account end."""
    moved = Identity.objects.filter(account=gone).update(account=kept)
    moved += Certificate.objects.filter(account=gone).update(account=kept)
    twins = Consent.objects.filter(account=kept, purpose=OuterRef("purpose"), withdrawn_at=None)
    moved += Consent.objects.filter(account=gone).exclude(Exists(twins)).update(account=kept)
    Invitation.objects.filter(made_by=gone).update(made_by=kept)
    PhoneChange.objects.filter(account=gone, done_at=None, cancelled_at=None).update(cancelled_at=clock.now())
    Passkey.objects.filter(account=gone).delete()
    devices.end_all(gone)
    return moved


def _mandates(kept: UUID, gone: UUID) -> int:
    """Mandates follow on both sides; one that would be doubled, or given to oneself, ends."""
    moved = 0
    for side, other in (("principal", "agent"), ("agent", "principal")):
        mine = Mandate.objects.filter(**{side: gone})
        twins = Mandate.objects.exclude(state=Mandate.State.ENDED).filter(
            **{side: kept, other: OuterRef(f"{other}_id")}, ground=OuterRef("ground")
        )
        doubled = mine.exclude(state=Mandate.State.ENDED).filter(Q(**{other: kept}) | Exists(twins))
        doubled.update(state=Mandate.State.ENDED, ended_at=clock.now())
        moved += mine.exclude(**{other: kept}).update(**{side: kept})
    return moved


register(
    "people", _people,
    "people.identity.account", "people.certificate.account", "people.consent.account", "people.passkey.account",
    "people.device.account", "people.phonechange.account", "people.invitation.principal", "people.invitation.made_by",
    "people.authenticator.account", "people.recoverycode.account",
)  # fmt: skip
register("mandates", _mandates, "people.mandate.principal", "people.mandate.agent")
