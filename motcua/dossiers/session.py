"""The actor behind a request: account, post, drafts begun here, dossiers opened here with code and PIN."""

import time
from uuid import UUID

from django.http import HttpRequest

from motcua.agencies import api as agencies
from motcua.kit.actor import Actor
from motcua.people import sessions

OPENED = "opened"
OPEN_SECONDS = 30 * 60
MOST_OPENED = 10


def actor(request: HttpRequest) -> Actor:
    """Who is asking, worked out once a request."""
    known = getattr(request, "_motcua_actor", None)
    if known is None:
        held, opened = sessions.held(request), _opened(request)
        if request.user.is_authenticated:
            known = agencies.actor_for(request.user, held=held, opened=opened)
        elif held or opened:
            known = Actor(None, Actor.ANONYMOUS.name, "anonymous", held=held, opened=opened)
        else:
            known = Actor.ANONYMOUS
        request._motcua_actor = known  # type: ignore[attr-defined]
    return known


def open_with_pin(request: HttpRequest, dossier: UUID) -> None:
    """Let this session read `dossier` for half an hour; called only after code and PIN were right."""
    known = request.session.get(OPENED, {})
    known[str(dossier)] = int(time.time()) + OPEN_SECONDS
    request.session[OPENED] = dict(sorted(known.items(), key=lambda item: item[1])[-MOST_OPENED:])


def _opened(request: HttpRequest) -> frozenset[UUID]:
    now = time.time()
    return frozenset(UUID(id) for id, until in request.session.get(OPENED, {}).items() if until > now)
