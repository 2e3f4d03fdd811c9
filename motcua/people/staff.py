"""Who works for an organisation: invited by telephone, with a scope and dates; ended by the representative."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.people import inviting, mandates, organisations, throttle
from motcua.people.entries import INVITED, Invited
from motcua.people.errors import TooMany
from motcua.people.mandates import NotPossible
from motcua.people.models import Account, Invitation, Mandate

DAYS = 14
"""How long an invitation waits for an answer."""
MOST_INVITATIONS = 50
SENT_A_DAY = 20
TO_A_PHONE = 5
"""Messages a day: of one organisation, and to one telephone whoever sends them."""
DAY = 24 * 60 * 60
LARGEST_SCOPE = 100


def invite(
    organisation: Account, phone: str, name: str, *, by: Account, actor: Actor, scope: Sequence[str] = (),
    valid_from: date | None = None, valid_to: date | None = None,
) -> Invitation:  # fmt: skip
    """Ask the holder of `phone` (canonical) to work for the organisation; a message says so.

    Raises `NotPossible` and `TooMany`. The answer is the same whether or not the telephone has an account.
    """
    if organisation.invitations.all()[:MOST_INVITATIONS].count() >= MOST_INVITATIONS:
        raise NotPossible(_("Đã có quá nhiều lời mời đang chờ. Hãy rút bớt lời mời cũ."))
    wait = throttle.hit_all(
        [
            throttle.Rule(f"invite-of:{organisation.pk}", SENT_A_DAY, DAY),
            throttle.Rule(f"invite-to:{phone}", TO_A_PHONE, DAY),
        ]
    )
    if wait:
        raise TooMany(wait)
    return inviting.invite(
        organisation, phone, name, Mandate.Ground.STAFF, scope=list(scope)[:LARGEST_SCOPE], days=DAYS, made_by=by,
        actor=actor, valid_from=valid_from, valid_to=valid_to,
    )  # fmt: skip


def invitations_of(organisation: Account) -> list[Invitation]:
    """Those that still wait, the newest first."""
    return list(organisation.invitations.filter(expires_at__gt=clock.now()).order_by("-id")[:MOST_INVITATIONS])


def invitations_for(person: Account) -> list[Invitation]:
    """What waits for the yes of the person with this telephone."""
    if not person.phone or person.kind != Account.Kind.CITIZEN:
        return []
    waiting = Invitation.objects.filter(phone=person.phone, expires_at__gt=clock.now(), principal__is_active=True)
    return list(waiting.select_related("principal").order_by("-id")[:MOST_INVITATIONS])


def accept(invitation: Invitation, person: Account, *, actor: Actor) -> Mandate:
    """From now on `person` works for the organisation. Raises `NotPossible`; the caller checked that it is theirs."""
    with transaction.atomic():
        found = Invitation.objects.select_for_update().filter(pk=invitation.pk).first()
        if found is None or found.expires_at <= clock.now() or found.phone != person.phone:
            raise NotPossible(_("Lời mời này không còn. Hãy nhờ người đại diện mời lại."))
        given = mandates.give(
            found.principal, person, Mandate.Ground(found.ground), actor=actor, scope=found.scope,
            valid_from=found.valid_from, valid_to=found.valid_to, proven=organisations.proof_of(found.principal),
        )  # fmt: skip
        found.delete()
        return given


def withdraw(invitation: Invitation, *, actor: Actor) -> None:
    """Nobody can accept it any more: taken back by the organisation, or declined by the person."""
    with transaction.atomic():
        gone, _rows = Invitation.objects.filter(pk=invitation.pk).delete()
        if gone:
            told = Invited(invitation=invitation.pk, ground=invitation.ground, scope=invitation.scope, withdrawn=True)
            journal.record(INVITED, f"account:{invitation.principal_id}", actor=actor, payload=told)


def of(organisation: Account) -> list[Mandate]:
    """Everybody who works for it today or will later, representatives first."""
    today = clock.now().date()
    found = organisation.agents.filter(state=Mandate.State.ACTIVE).filter(Q(valid_to=None) | Q(valid_to__gte=today))
    rows = list(found.select_related("agent").order_by("id")[: mandates.MOST])
    return sorted(rows, key=lambda one: one.ground != Mandate.Ground.REPRESENTATIVE)


def mandate_of(organisation: Account, mandate: UUID) -> Mandate | None:
    """One mandate that the organisation gave and that has not ended."""
    return organisation.agents.exclude(state=Mandate.State.ENDED).select_related("agent").filter(pk=mandate).first()
