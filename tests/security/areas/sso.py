"""Single sign-on and linked accounts: the doors are open, what is linked is the owner's alone."""

from typing import Any

from motcua.people.models import Identity
from tests.security import people
from tests.security.expectations import ALL, SIGNED_IN, May, Pair
from tests.support import world

CITIZENS: frozenset[Pair] = frozenset((who, "") for who in people.CITIZENS)
OWNER: frozenset[Pair] = frozenset({("owner", "")})
JOIN = [May("moved", SIGNED_IN), May("door", ALL)]

PAGES = {
    "sso_start": {"get": [May(503, ALL)], "post": [May(405, ALL)]},  # no provider runs beside these tests
    "sso_return": {"get": [May(400, ALL)], "post": [May(405, ALL)]},  # an answer nobody asked for
    "sso_join": {"get": JOIN, "post": JOIN},  # nobody has come back just now
    "identities": {"get": [May(200, SIGNED_IN)], "post": []},
    "identity_unlink": {"get": [May(200, OWNER)], "post": [May("moved", OWNER)]},
    "account_merge": {"get": [May(200, CITIZENS)], "post": [May("moved", CITIZENS)]},
}
ARGS = {"sso_start": {"provider": "vneid"}, "sso_return": {"provider": "vneid"}}


def build() -> dict[str, dict[str, Any]]:
    made = Identity.objects.create(account=world.account("citizen"), provider="vneid", subject="s-1", assurance=2)
    return {"identity_unlink": {"identity": made.pk}}
