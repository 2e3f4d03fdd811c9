"""The actor behind a request: account, post, drafts begun here, dossiers opened here with code and PIN."""

import time
from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest

from motcua.agencies import api as agencies
from motcua.kit.actor import Actor
from motcua.people import mandates, organisations, sessions
from motcua.people.models import Account

OPENED = "opened"
OFFICE = "office"
"""Session key: the office an officer of several offices works at now."""
PARTIES = "parties"
"""Session key: the invitations whose telephone was proven here, and when."""
HELPING_SECONDS = 12 * 60 * 60
OPEN_SECONDS = 30 * 60
MOST_OPENED = 10


def actor(request: HttpRequest) -> Actor:
    """Who is asking, worked out once a request."""
    known = getattr(request, "_motcua_actor", None)
    if known is None:
        held, opened, parties = sessions.held(request), _opened(request), _parties(request)
        if request.user.is_authenticated:
            known = agencies.actor_for(request.user, held, opened, _office(request))
            known = _under_mandate(request, _as_shown(request, known))
        elif held or opened or parties:
            known = Actor(None, Actor.ANONYMOUS.name, "anonymous", held=held, opened=opened)
        else:
            known = Actor.ANONYMOUS
        if parties:
            known = replace(known, parties=parties)
        request._motcua_actor = known  # type: ignore[attr-defined]
    return known


def work_at(request: HttpRequest, agency: UUID) -> None:
    """From here on an officer of several offices works at this one; it counts while they have a post there."""
    request.session[OFFICE] = str(agency)


def _office(request: HttpRequest) -> UUID | None:
    chosen = request.session.get(OFFICE)
    return UUID(chosen) if chosen else None


def _as_shown(request: HttpRequest, actor: Actor) -> Actor:
    """A citizen is known only as surely as this very sign-in showed, whatever the account once proved."""
    if actor.kind == "officer":
        return actor
    return replace(actor, assurance=min(actor.assurance, sessions.level(request)))


def _under_mandate(request: HttpRequest, actor: Actor) -> Actor:
    """The same person, doing the business of the principal they chose to act for."""
    if actor.account is None or actor.kind == "officer":
        return actor
    mandate = mandates.acting(request, actor.account)
    if mandate is None:
        return actor
    request._motcua_principal = mandate.principal  # type: ignore[attr-defined]
    shown = max(actor.assurance, sessions.level_for(request, mandate.principal_id))
    return replace(
        actor, on_behalf_of=mandate.principal_id, scope=frozenset(mandate.scope), ground=mandate.ground,
        assurance=organisations.level(mandate, actor.assurance, shown),
    )  # fmt: skip


def own_actor(request: HttpRequest) -> Actor:
    """Who is asking, in their own name even while they work for another: for what concerns their own account."""
    return replace(actor(request), on_behalf_of=None, scope=frozenset(), ground="")


def party_account(request: HttpRequest) -> Account | None:
    """The account of `actor(request).party`: the principal under a mandate, else whoever signed in; None for nobody.

    It costs no statement beyond those of `actor`.
    """
    if actor(request).on_behalf_of is not None:
        principal: Account = request._motcua_principal  # type: ignore[attr-defined]
        return principal
    return request.user if request.user.is_authenticated else None


def open_with_pin(request: HttpRequest, dossier: UUID) -> None:
    """Let this session read `dossier` for half an hour; called only after code and PIN were right."""
    known = request.session.get(OPENED, {})
    known[str(dossier)] = int(time.time()) + OPEN_SECONDS
    request.session[OPENED] = dict(sorted(known.items(), key=lambda item: item[1])[-MOST_OPENED:])


def take_up(request: HttpRequest, party: UUID) -> None:
    """The telephone of an invitation was proven in this browser; good for half a day."""
    known = request.session.get(PARTIES, {})
    known[str(party)] = int(time.time())
    request.session[PARTIES] = dict(sorted(known.items(), key=lambda item: item[1])[-MOST_OPENED:])


def proven(request: HttpRequest, party: UUID, within: int) -> bool:
    """Whether the telephone of an invitation was proven here in the last `within` seconds."""
    at = request.session.get(PARTIES, {}).get(str(party), 0)
    return bool(at > time.time() - within)


def _parties(request: HttpRequest) -> frozenset[UUID]:
    since = time.time() - HELPING_SECONDS
    return frozenset(UUID(id) for id, at in request.session.get(PARTIES, {}).items() if at > since)


def _opened(request: HttpRequest) -> frozenset[UUID]:
    now = time.time()
    return frozenset(UUID(id) for id, until in request.session.get(OPENED, {}).items() if until > now)
