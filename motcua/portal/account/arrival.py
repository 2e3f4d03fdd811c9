"""A proven identity that waits in the session until its owner has said, or proven, whose account it opens."""

import contextlib
import time
from dataclasses import dataclass

from django.http import HttpRequest

from motcua.people.models import Account, Identity
from motcua.people.sessions import actor_of
from motcua.people.sso.claims import Told
from motcua.vault import api as vault

ARRIVAL = "sso_arrival"
SECONDS = 10 * 60


@dataclass(frozen=True, slots=True)
class Arrival:
    told: Told
    address: str


def keep(request: HttpRequest, told: Told, address: str) -> None:
    """Remember who came, for ten minutes."""
    request.session[ARRIVAL] = {"told": told.as_session(), "next": address, "until": int(time.time()) + SECONDS}


def waiting(request: HttpRequest) -> Arrival | None:
    """Who came a moment ago; None when nobody did, or too long ago."""
    found = request.session.get(ARRIVAL)
    if not found or found["until"] < time.time():
        request.session.pop(ARRIVAL, None)
        return None
    return Arrival(Told.from_session(found["told"]), found["next"])


def done(request: HttpRequest) -> None:
    request.session.pop(ARRIVAL, None)


def shelve(account: Account) -> None:
    """What the identities of an account told goes to its store of papers, so that it need not be given again."""
    for identity in Identity.objects.filter(account=account)[:10]:
        identity.account = account
        with contextlib.suppress(vault.Refused):
            vault.keep_identity(identity, actor_of(account))
