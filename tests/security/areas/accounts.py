"""One's own account: whoever signed in reaches it, and finds nothing of anybody else there."""

from tests.security import people
from tests.security.expectations import May, Pair

OWN: frozenset[Pair] = frozenset((who, "") for who in people.SIGNED_IN)

PAGES = {
    "account": {"get": [May(200, OWN)], "post": [May(405, OWN)]},
}
