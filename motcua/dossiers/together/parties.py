"""Invitations by telephone: the link goes by SMS, and opens nothing until that telephone is proven."""

import hashlib
import secrets
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.catalogue import api as catalogue
from motcua.dossiers import policy
from motcua.dossiers.models import Dossier, Party
from motcua.dossiers.papers import official
from motcua.dossiers.together.entries import INVITED, JOINED, REMOVED, PartyTold
from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.messaging import api as messaging
from motcua.people import throttle
from motcua.people.errors import TooMany

MOST_EDITORS = 5
SENT_PER_DOSSIER, SENT_PER_PHONE, WINDOW = 20, 5, 60 * 60
"""Messages an hour, so that nobody is pestered and no money burnt."""
TOKEN = 18
"""Bytes of chance in a link."""
LONGEST_TOKEN = 60


class CannotInvite(Exception):
    """The invitation is not possible; the message says in Vietnamese what to do."""


def new_token() -> tuple[str, str]:
    """A token for a link and its digest to store."""
    token = secrets.token_urlsafe(TOKEN)
    return token, digest_of(token)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def by_token(token: str, part: str) -> Party | None:
    """The invitation that a link means, while its dossier is a draft or its corrections wait for consent."""
    if not 0 < len(token) <= LONGEST_TOKEN:
        return None
    drafted = Q(dossier__state="draft", supplement=None)
    corrected = Q(
        dossier__state__in=policy.SUPPLEMENTING, supplement__isnull=False, supplement__answered_at=None,
        supplement__dropped_at=None,
    )  # fmt: skip
    found = Party.objects.filter(drafted | corrected, digest=digest_of(token), part=part)
    return found.select_related("dossier").first()


def editors(dossier: Dossier) -> list[Party]:
    """Who was invited to help, oldest first (at most 5)."""
    return list(dossier.parties.filter(part=Party.Part.EDITOR)[:MOST_EDITORS])


def invite(dossier: UUID, actor: Actor, *, name: str, phone: str) -> Party:
    """Invite a helper; who was invited before gets a new link. Raises `CannotInvite`, `Forbidden`, `TooMany`."""
    with transaction.atomic():
        draft = Dossier.locked(dossier)
        if not policy.may_invite(actor, draft):
            raise policy.Forbidden("invite")
        known = draft.parties.filter(part=Party.Part.EDITOR, phone=phone).first()
        if known is None and draft.parties.filter(part=Party.Part.EDITOR).count() >= MOST_EDITORS:
            raise CannotInvite(
                _("Mỗi hồ sơ mời nhiều nhất %(most)s người. Hãy bỏ bớt một người rồi mời.") % {"most": MOST_EDITORS}
            )
        may_send(draft, phone)
        token, digest = new_token()
        party = known or Party(dossier=draft, part=Party.Part.EDITOR, phone=phone, invited_at=clock.now())
        party.name, party.digest = name, digest
        party.save()
        told = PartyTold(party=party.pk, name=name)
        journal.record(INVITED, draft.subject, actor=actor, payload=told)
        send(party, "dossier_help_asked", who=actor.name, link=official.address("help_open", token))
    return party


def join(party: Party, actor: Actor) -> None:
    """The telephone was proven: a helper comes in, with an account when somebody is signed in with it."""
    with transaction.atomic():
        waiting = Party.objects.filter(pk=party.pk, part=Party.Part.EDITOR, dossier__state="draft")
        if waiting.filter(standing=Party.State.INVITED).update(standing=Party.State.JOINED, answered_at=clock.now()):
            journal.record(
                JOINED, party.dossier.subject, actor=actor, payload=PartyTold(party=party.pk, name=party.name)
            )
        if actor.account is not None:
            Party.objects.filter(pk=party.pk, account=None).update(account=actor.account)


def remove(dossier: UUID, actor: Actor, party: UUID) -> None:
    """Send a helper away; from now on they see nothing. A second click changes nothing."""
    with transaction.atomic():
        draft = Dossier.locked(dossier)
        if not policy.may_invite(actor, draft):
            raise policy.Forbidden("invite")
        found = draft.parties.filter(pk=party, part=Party.Part.EDITOR).first()
        if found is not None:
            told = PartyTold(party=found.pk, name=found.name)
            found.delete()
            journal.record(REMOVED, draft.subject, actor=actor, payload=told)


def may_send(draft: Dossier, phone: str) -> None:
    """Counts one message; raises `TooMany`."""
    rules = [
        throttle.Rule(f"party-of:{draft.pk}", SENT_PER_DOSSIER, WINDOW),
        throttle.Rule(f"party-to:{phone}", SENT_PER_PHONE, WINDOW),
    ]
    if wait := throttle.hit_all(rules):
        raise TooMany(wait)


def send(party: Party, purpose: str, **words: object) -> None:
    """A message to somebody about a draft they were invited to."""
    tell(party.dossier, party.phone, purpose, **words)


def tell(dossier: Dossier, phone: str, purpose: str, **words: object) -> None:
    context = {
        "language": dossier.language, "procedure": catalogue.version(dossier.version_id).name, **words
    }  # fmt: skip
    messaging.send(purpose, to=messaging.Contact(phone=phone), context=context, about=dossier.subject, secret=True)
