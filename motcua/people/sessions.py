"""The browser session: who is in it, and which dossiers it may open without an account."""

from uuid import UUID

from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest

from motcua.journal import api as journal
from motcua.kit.actor import Actor, Kind
from motcua.people import devices
from motcua.people.entries import SIGNED_IN, How, SignedIn
from motcua.people.models import Account

HELD = "held"
LEVEL = "level"
"""Session key: how surely this sign-in showed who it is (1 code, 2 electronic identity, 3 certificate)."""
SHOWN_FOR = "shown_for"
"""Session key: organisation → the level that its certificate showed in this session."""
MOST_HELD = 30
MOST_SHOWN_FOR = 10


_KINDS: dict[str, Kind] = {"citizen": "citizen", "organisation": "organisation", "officer": "officer"}


def actor_of(account: Account) -> Actor:
    """The account as an actor, without the roles of a post (those come from agencies)."""
    return Actor(
        account=account.id,
        name=account.display_name,
        kind=_KINDS[account.kind],
        assurance=account.assurance,
    )


def open_session(request: HttpRequest, account: Account, how: How, level: int = 1) -> None:
    """Sign `account` in: a new session key (no fixation), the journal told, the browser listed.

    `level` is what this sign-in showed: whoever took over a telephone gets no further than a telephone leads.
    Drafts begun before signing in stay with the session; what another account left in it is gone.
    """
    before = request.session.session_key
    with transaction.atomic():
        login(request, account, backend="django.contrib.auth.backends.ModelBackend")
        _renew_key(request, before)
        journal.record(SIGNED_IN, f"account:{account.id}", actor=actor_of(account), payload=SignedIn(how=how))
        devices.note(request, account, how)
        request.session[LEVEL] = level
    if account.kind == Account.Kind.OFFICER:
        request.session.pop(HELD, None)


def level(request: HttpRequest) -> int:
    """How surely this session showed who it is; 1 when nothing more was shown."""
    return int(request.session.get(LEVEL, 1))


def show(request: HttpRequest, level: int) -> None:
    """The person of this session has just shown more."""
    request.session[LEVEL] = max(level, request.session.get(LEVEL, 1))


def show_for(request: HttpRequest, organisation: UUID, level: int) -> None:
    """This session has shown an organisation's certificate, which says nothing of the person or of another one."""
    shown = {**request.session.get(SHOWN_FOR, {}), str(organisation): level}
    request.session[SHOWN_FOR] = dict(list(shown.items())[-MOST_SHOWN_FOR:])


def level_for(request: HttpRequest, organisation: UUID) -> int:
    """How surely this session showed that it may work for an organisation; 1 without its certificate."""
    return int(request.session.get(SHOWN_FOR, {}).get(str(organisation), 1))


def _renew_key(request: HttpRequest, before: str | None) -> None:
    """A session whose key somebody knew before signing in never becomes the signed-in one."""
    if not request.session.session_key:
        request.session.create()
    elif request.session.session_key == before:  # the same account was in it already
        devices.forget_session(before)
        request.session.cycle_key()


def close_session(request: HttpRequest) -> None:
    """Sign out and forget everything the session held."""
    if devices.signed_in(request):
        devices.forget_session(request.session.session_key)
    logout(request)


def hold(request: HttpRequest, dossier: UUID) -> None:
    """Let this browser session open `dossier` (its own draft, or opened by code and PIN)."""
    others = [known for known in request.session.get(HELD, []) if known != str(dossier)]
    request.session[HELD] = [*others, str(dossier)][-MOST_HELD:]


def held(request: HttpRequest) -> frozenset[UUID]:
    """The dossiers this session may open without an account."""
    return frozenset(UUID(known) for known in request.session.get(HELD, []))
