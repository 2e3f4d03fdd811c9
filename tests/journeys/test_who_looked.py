"""An officer opens a dossier and takes a paper; its owner reads who, from which office, when and why."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from motcua.dossiers.models import Dossier
from motcua.kit import clock
from motcua.portal import office as owner
from tests.journeys.checks import check_axe, check_no_sideways_scroll, check_targets, page_weight
from tests.journeys.conftest import PageAt
from tests.support import dossiers, world

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def _made() -> Dossier:
    world.ensure()
    world.forget()
    owner.forget()
    try:
        return dossiers.received(seed=3)
    finally:
        connection.close()


def _seat(page: Page, who: str, live_server: LiveServer) -> None:
    client = Client()
    client.force_login(world.account(who))
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])


def _follow(page: Page, words: str) -> None:
    page.locator("main").get_by_role("link", name=words).first.click()
    page.wait_for_load_state()
    check_axe(page)
    check_no_sideways_scroll(page)
    check_targets(page)


def test_the_owner_reads_who_took_a_paper_and_why(live_server: LiveServer, page_at: PageAt) -> None:
    """On a telephone without scripts."""
    with ThreadPoolExecutor(1) as apart:
        dossier = apart.submit(_made).result()
    desk = page_at(1280)
    _seat(desk, "officer", live_server)
    desk.goto(live_server.url + reverse("desk", args=[dossier.pk]))
    desk.locator("main a[href*='/giay-to/']").first.click()
    desk.wait_for_load_state()
    citizen = page_at(360, scripts=False)
    _seat(citizen, "citizen", live_server)
    citizen.goto(live_server.url + reverse("account"))
    _follow(citizen, "Dữ liệu của tôi")
    _follow(citizen, "Ai đã xem dữ liệu của tôi")
    shown = citizen.locator("main").inner_text()
    officer = world.account("officer")
    assert officer.full_name in shown
    assert world.commune().name in shown
    assert "đã mở hoặc tải giấy tờ" in shown
    assert "để xử lý hồ sơ" in shown
    assert f"{clock.now():%d/%m/%Y}" in shown
    assert page_weight(citizen, live_server.url + reverse("data_seen")).total <= 60_000
    _follow(citizen, dossier.shown_code)
    assert officer.full_name in citizen.locator("main").inner_text()
