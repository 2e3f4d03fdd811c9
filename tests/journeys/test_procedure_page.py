"""The page of a procedure on a phone and on a desk, with and without JavaScript, on screen and on paper."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.checks import check_axe, check_no_sideways_scroll, check_targets, page_weight
from tests.journeys.conftest import PageAt
from tests.support import world

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
BIRTH, MARRIAGE, RESIDENCE, LAND = "1.001193", "1.000894", "1.004222", "1.012796"
PAGES = [
    f"/thu-tuc/{BIRTH}/", f"/thu-tuc/{BIRTH}/?co-quan=H42.37.118", f"/thu-tuc/{BIRTH}/chuan-bi/",
    f"/thu-tuc/{MARRIAGE}/", f"/thu-tuc/{RESIDENCE}/", f"/thu-tuc/{LAND}/", f"/thu-tuc/{LAND}/chuan-bi/",
    "/so-do-trang/",
]  # fmt: skip
MOST_BYTES, MOST_REQUESTS = 60_000, 10


@pytest.fixture(autouse=True)
def _demonstration(live_server: LiveServer) -> None:
    world.ensure()


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_light_and_fits(live_server: LiveServer, page_at: PageAt, width: int) -> None:
    heaviest = 0
    for address in PAGES:
        page = page_at(width)
        weight = page_weight(page, live_server.url + address)
        assert weight.total <= MOST_BYTES and weight.requests <= MOST_REQUESTS, f"{address}: {weight.detail}"
        heaviest = max(heaviest, weight.total)
        check_no_sideways_scroll(page)
        check_targets(page)
        check_axe(page)
        page.context.close()
    print(f"heaviest page of a procedure at {width} px: {heaviest / 1000:.0f} KB")


def test_without_scripts_everything_is_there(live_server: LiveServer, page_at: PageAt) -> None:
    page = page_at(360, scripts=False)
    page.goto(f"{live_server.url}/thu-tuc/{BIRTH}/")
    expect(page.get_by_role("button", name="Nộp hồ sơ").first).to_be_visible()
    expect(page.get_by_role("link", name="Gửi qua Zalo")).to_have_attribute("href", _zalo())
    expect(page.get_by_text("Sao chép địa chỉ")).to_be_hidden()
    page.get_by_role("link", name="In danh sách giấy tờ để đánh dấu").click()
    page.get_by_role("checkbox", name="Giấy chứng sinh").check()
    check_axe(page)


def _zalo() -> re.Pattern[str]:
    return re.compile(r"^https://zalo\.me/share\?url=http.*%2Fthu-tuc%2F1\.001193%2F$")


def test_the_road_from_the_page_to_a_dossier_keeps_the_office(live_server: LiveServer, page_at: PageAt) -> None:
    page = page_at(360)
    page.goto(f"{live_server.url}/thu-tuc/{BIRTH}/")
    page.get_by_role("link", name="Ủy ban nhân dân xã Ý Yên").click()
    expect(page.get_by_text("Cơ quan giải quyết hồ sơ:")).to_contain_text("xã Ý Yên")
    page.get_by_role("button", name="Nộp hồ sơ").first.click()
    expect(page).to_have_url(f"{live_server.url}/nop-ho-so/{BIRTH}/?co-quan=H42.37.118")


def test_on_paper_only_what_can_be_used_on_paper_stands(live_server: LiveServer, page_at: PageAt) -> None:
    page = page_at(800)
    page.goto(f"{live_server.url}/thu-tuc/{LAND}/chuan-bi/")
    page.emulate_media(media="print")
    expect(page.get_by_role("checkbox").first).to_be_visible()
    expect(page.locator(".mc-qr svg")).to_be_visible()
    assert _hidden(page, ".govuk-back-link") and _hidden(page, "[data-print]")


def _hidden(page: Page, selector: str) -> bool:
    return all(not one.is_visible() for one in page.locator(selector).all())
