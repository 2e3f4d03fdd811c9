"""Everybody who could come to an address, each in a browser of their own."""

import time

from django.test import Client

from motcua.dossiers import session
from motcua.people import mandates, sessions
from tests.security import objects
from tests.security.objects import Thing
from tests.support import world

SIGNED_IN = {
    "owner": "citizen",
    "other_citizen": "other_citizen",
    "clerk": "clerk",
    "officer": "officer",
    "leader": "leader",
    "seal_clerk": "seal_clerk",
    "other_clerk": "other_clerk",
    "other_officer": "other_officer",
    "administrator": "administrator",
    "province": "province",
    "police": "police_officer",
    "delegate": "citizen_without_email",
}
NOBODY = ("anonymous", "beginner", "pin")
"""Browsers without an account: a passer-by, the one that began the draft, the one that gave code and PIN."""
EVERYBODY = (*SIGNED_IN, *NOBODY)
OFFICE = ("clerk", "officer", "leader", "seal_clerk")
ADMINISTRATORS = ("administrator", "province")
OFFICERS = (*OFFICE, "other_clerk", "other_officer", "police")
CITIZENS = ("owner", "other_citizen", "delegate")
"""The delegate works for an organisation, in a browser where that was chosen."""
OPENED_BY_PIN = ("processing", "supplementing", "resolved", "ended")


def browser(who: str, things: dict[str, Thing]) -> Client:
    client = Client(raise_request_exception=False)
    if who in SIGNED_IN:
        client.force_login(world.account(SIGNED_IN[who]))
        if who == "delegate":
            working = client.session
            working[mandates.ACTING] = str(objects.organisation()[1].pk)
            working.save()
        return client
    kept = client.session
    if who == "beginner":
        kept[sessions.HELD] = [str(things["begun"].dossier.id)]
    if who == "pin":
        until = int(time.time()) + session.OPEN_SECONDS
        kept[session.OPENED] = {str(things[name].dossier.id): until for name in OPENED_BY_PIN}
    kept.save()
    return client
