"""Every page of step 3 to 5: light on a slow network, usable at 320 px by thumb and screen reader."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from motcua.dossiers.models import Dossier
from tests.journeys.checks import check_axe, check_no_sideways_scroll, check_targets, page_weight
from tests.journeys.conftest import PageAt
from tests.support import dossiers, world

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
MOST_BYTES, MOST_REQUESTS = 60_000, 10
MOST_SCRIPT = 30_000


@pytest.fixture
def mine(live_server: LiveServer) -> dict[str, Dossier]:
    """A citizen's dossier at each stage; made in a thread, for signing wants no loop around it."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(_make).result()


def _make() -> dict[str, Dossier]:
    world.ensure()
    try:
        return {
            "draft": dossiers.draft(seed=2),
            "submitted": dossiers.submitted(seed=2),
            "supplementing": dossiers.supplementing(seed=2),
            "resolved": dossiers.resolved(seed=2),
        }
    finally:
        connection.close()


def _seated(live_server: LiveServer, page_at: PageAt, *, quiet: bool = False) -> Page:
    """The owner's browser with an empty cache, on the smallest phone."""
    page = page_at(320, quiet=quiet)
    client = Client()
    client.force_login(world.account("citizen"))
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
    return page


def _addresses(mine: dict[str, Dossier]) -> list[str]:
    draft, asked = mine["draft"], mine["supplementing"]
    own = [dossiers.BIRTH, draft.id]
    return [
        reverse("start", args=[dossiers.BIRTH]),
        reverse("draft", args=own),
        reverse("draft_agency", args=own),
        reverse("draft_section", args=[*own, "child"]),
        reverse("draft_paper", args=[*own, "giay-chung-sinh"]),
        reverse("draft_contact", args=own),
        reverse("draft_delivery", args=own),
        reverse("draft_review", args=own),
        reverse("draft_discard", args=own),
        reverse("submitted", args=[mine["submitted"].id]),
        reverse("my_dossiers"),
        reverse("dossier", args=[mine["resolved"].id]),
        reverse("dossier_act", args=[mine["supplementing"].id, "request-withdrawal"]),
        reverse("supplement", args=[asked.id]),
        reverse("supplement_paper", args=[asked.id, "giay-chung-sinh"]),
        reverse("track"),
        reverse("track_open"),
        reverse("track_pin"),
    ]


def test_every_page_is_light_and_fits_the_smallest_phone(
    mine: dict[str, Dossier], live_server: LiveServer, page_at: PageAt
) -> None:
    heaviest = 0
    for address in _addresses(mine):
        page = _seated(live_server, page_at)
        weight = page_weight(page, live_server.url + address)
        assert weight.total <= MOST_BYTES and weight.requests <= MOST_REQUESTS, f"{address}: {weight.detail}"
        assert weight.scripts <= MOST_SCRIPT, f"{address}: {weight.detail}"
        heaviest = max(heaviest, weight.total)
        check_no_sideways_scroll(page)
        check_targets(page)
        check_axe(page)
        page.context.close()
    print(f"heaviest page of steps 3 to 5: {heaviest / 1000:.0f} KB")


def test_a_lost_connection_keeps_what_was_typed_on_the_screen(
    live_server: LiveServer, mine: dict[str, Dossier], page_at: PageAt
) -> None:
    """The browser's own page about the connection would hide it, and nobody knows how to come back from there."""
    page = _seated(live_server, page_at, quiet=True)  # the browser itself complains about the connection
    page.goto(live_server.url + reverse("draft_section", args=[dossiers.BIRTH, mine["draft"].id, "child"]))
    page.context.set_offline(True)
    page.locator("[name=full_name]").fill("Bùi Ngọc Vân")
    page.get_by_role("button", name="Tiếp tục").last.click()
    page.get_by_text("Chưa lưu được. Hãy kiểm tra mạng").wait_for()
    assert page.locator("[name=full_name]").input_value() == "Bùi Ngọc Vân"
    page.context.set_offline(False)
    page.get_by_text("Đã lưu lúc").wait_for()
