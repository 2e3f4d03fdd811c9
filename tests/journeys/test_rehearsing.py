"""The page of publishing in a browser: the rehearsal starts by itself, tells how far it is, and brings the button."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from motcua.kit import clock
from motcua.rehearsal import store
from motcua.rehearsal.models import Run
from motcua.rehearsal.report import Rehearsal, Way
from tests.apps.rehearsal.drafts import DEATH, changed_form, drafted
from tests.journeys.checks import check_axe, check_no_sideways_scroll, check_targets
from tests.journeys.conftest import PageAt
from tests.support import rehearsals, world

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def apart(work: Callable[[], Any]) -> Any:
    """Do something with the database where no browser's loop runs."""

    def closing() -> Any:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(closing).result()


def _begin() -> str:
    world.ensure()
    drafted(changed_form())
    client = Client()
    client.force_login(world.account("province"))
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


@pytest.fixture
def session(live_server: LiveServer) -> Iterator[str]:
    key = apart(_begin)
    with rehearsals.doubt():
        yield key


def _running(settled: int) -> None:
    Run.objects.update(state="running", settled=settled, count=430, beat_at=clock.now())


def _green() -> None:
    run = Run.objects.select_related("version__procedure").get()
    ways = [Way(f"way:{number}", "nhánh") for number in range(430)]
    store.keep(Rehearsal(DEATH, "khai-tu", run.digest, taken=ways))


def sound(page: Page) -> None:
    check_axe(page)
    check_no_sideways_scroll(page)
    check_targets(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_first_look_to_the_button(
    live_server: LiveServer, page_at: PageAt, session: str, scripts: bool
) -> None:
    page = page_at(360, scripts=scripts)
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page.goto(live_server.url + reverse("catalogue_publish", args=[DEATH]))
    main = page.locator("main")
    if not scripts:
        page.get_by_role("button", name="Chạy thử").click()

    def look() -> None:
        if not scripts:
            page.get_by_role("link", name="Xem lại đã xong chưa").click()

    expect(main).to_contain_text("Đang chờ đến lượt chạy thử.")
    apart(lambda: _running(120))
    look()
    expect(main).to_contain_text("Đang chạy thử… 120 trên 430 nhánh")
    if scripts:
        sound(page)
    apart(_green)
    look()
    expect(main).to_contain_text("Chạy thử đạt: 430/430 nhánh.")
    expect(page.get_by_role("button", name="Công bố", exact=True)).to_be_visible()
    if scripts:
        sound(page)
