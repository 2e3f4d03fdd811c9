"""The bounded attack over real HTTP, as a passer-by and as somebody signed in: only right answers and refusals."""

import pytest
from django.test import Client

from tests.security.addresses import patterns
from tests.security.attacks import aiming, shooting
from tests.security.serving import served
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS = 12.0
"""For each of the two; a whole run by hand: see `tests/security/attacks/__main__.py`."""
OUTSIDE = {"sso_start", "sso_return"}
"""Addresses that ask a service outside, which does not run here: its absence is told with 503."""


def test_nothing_but_right_answers_and_refusals() -> None:
    world.ensure()
    draft, running = dossiers.draft(), dossiers.processing(seed=2)
    citizen = Client()
    citizen.force_login(world.account("citizen"))
    routes = {name: route for name, route in patterns().items() if name not in OUTSIDE}
    known = {"code": dossiers.BIRTH, "province": "37", "district": "360", "key": "khai-sinh"}
    with served(MOTCUA_API_PER_MINUTE="1000000000") as url:
        for cookie, dossier in (("", running), (citizen.cookies["motcua"].value, draft)):
            aimed = aiming.shots(routes, {**known, "id": str(dossier.id)}, seed=len(cookie))
            outcome = shooting.fire(url, aimed, seconds=SECONDS, cookie=cookie)
            print(f"attack {'signed in' if cookie else 'as a stranger'}: {outcome}")
            assert not outcome.wrong, "\n".join(outcome.wrong[:40])
            assert outcome.answers.total() > 100
