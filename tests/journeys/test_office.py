"""The officers' screens in a real browser: forty dossiers a day, on a desk or on the leader's phone."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from motcua.dossiers.models import Dossier
from motcua.portal import office as owner
from tests.journeys.checks import check_axe, check_no_sideways_scroll, check_targets, page_weight
from tests.journeys.conftest import PageAt
from tests.support import dossiers, world

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SEEN = {
    "clerk": ["inbox", "desk:submitted", "receive:submitted", "request-intake-supplement:submitted", "desk:resolved",
              "return-result:resolved"],
    "officer": ["desk:answered", "propose:processing", "request-supplement:processing"],
    "leader": ["inbox", "desk:proposed", "sign:proposed", "refuse-merits:proposed"],
    "administrator": ["administration", "administration_rights"],
}  # fmt: skip
Seat = Callable[[Page, str], None]


@pytest.fixture
def office(live_server: LiveServer) -> dict[str, Dossier]:
    """A dossier at each stage the screens are looked at; made in a thread, for signing wants no loop around it."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(_make).result()


def _make() -> dict[str, Dossier]:
    world.ensure()
    world.forget()
    owner.forget()
    stages = ("submitted", "processing", "answered", "proposed", "resolved")
    try:
        return {stage: getattr(dossiers, stage)(seed=3, delivery="counter") for stage in stages}
    finally:
        connection.close()


@pytest.fixture
def seat(live_server: LiveServer) -> Seat:
    """Signs somebody of the demonstration in."""

    def sign_in(page: Page, who: str) -> None:
        client = Client()
        client.force_login(world.account(who))
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])

    return sign_in


def _address(what: str, office: dict[str, Dossier]) -> str:
    name, _colon, stage = what.partition(":")
    if not stage:
        return reverse(name)
    if name == "desk":
        return reverse("desk", args=[office[stage].id])
    return reverse("desk_act", args=[office[stage].id, name])


def test_every_screen_is_accessible_and_light(
    office: dict[str, Dossier], seat: Seat, live_server: LiveServer, page_at: PageAt, pictures: Path
) -> None:
    """Within 250 KB, at phone and desk width, and on a phone without JavaScript."""
    screens = [(who, what) for who, found in SEEN.items() for what in found]
    for (width, scripts), (who, what) in product(((360, True), (1280, True), (360, False)), screens):
        page = page_at(width, scripts=scripts)
        seat(page, who)
        weight = page_weight(page, live_server.url + _address(what, office))
        assert weight.total <= 250_000, weight.detail
        if scripts:
            page.screenshot(path=pictures / f"{who}-{what.replace(':', '-')}-{width}.png", full_page=True)
        check_axe(page)
        check_no_sideways_scroll(page)
        check_targets(page)
        page.context.close()
