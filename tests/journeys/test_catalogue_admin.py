"""The catalogue's administration in a real browser: the province writes and publishes, the commune offers."""

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

from motcua.catalogue import drafts, versions
from motcua.catalogue.models import Procedure
from motcua.catalogue.values import Doubt
from motcua.portal import office as owner
from tests.journeys.checks import check_axe, check_no_sideways_scroll, check_targets, page_weight
from tests.journeys.conftest import PageAt
from tests.support import world

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
BIRTH = "1.001193"
SEEN = {
    "province": [
        ("list", []), ("new", []), ("import", []), ("offer_set", []), ("procedure", [BIRTH]), ("edit", [BIRTH]),
        ("section", [BIRTH, "ten"]), ("section", [BIRTH, "giay-to"]), ("item", [BIRTH, "giay-to", 1]),
        ("item", [BIRTH, "cach-thuc", 1]), ("section", [BIRTH, "dien-tu"]), ("section", [BIRTH, "mau-ket-qua"]),
        ("preview", [BIRTH]),
        ("changes", [BIRTH]), ("missing", [BIRTH]), ("publish", [BIRTH]), ("withdraw", [BIRTH]), ("discard", [BIRTH]),
        ("confirm", [BIRTH, "limit"]), ("offer", [BIRTH]), ("form_file", [BIRTH, 1]),
    ],
    "administrator": [("list", []), ("procedure", [BIRTH]), ("offer", [BIRTH]), ("stop", [BIRTH]), ("offer_set", [])],
}  # fmt: skip
Seat = Callable[[Page, str], None]


@pytest.fixture(autouse=True)
def draft(live_server: LiveServer) -> None:
    """A draft with a doubt; made in a thread, away from the browser's loop."""
    with ThreadPoolExecutor(1) as apart:
        apart.submit(_make).result()


def _make() -> None:
    world.ensure()
    world.forget()
    owner.forget()
    try:
        before = versions.document(versions.published(BIRTH))
        doubt = Doubt(item="limit", value="Trong ngày", why="Hai nguồn ghi khác nhau.", source="Cổng quốc gia")
        content = before.content.model_copy(update={"summary": "Đăng ký cho em bé mới sinh. Bé có giấy khai sinh."})
        drafts.save(before.model_copy(update={"doubts": [doubt], "content": content}), by="Tạ Diệu Linh")
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


def test_every_screen_is_accessible_and_light(
    seat: Seat, live_server: LiveServer, page_at: PageAt, pictures: Path
) -> None:
    """At 320, 360 and 1280 px, and without JavaScript."""
    screens = [(who, name, args) for who, found in SEEN.items() for name, args in found]
    for (width, scripts), (who, name, args) in product(((320, False), (360, True), (1280, True)), screens):
        page = page_at(width, scripts=scripts)
        seat(page, who)
        weight = page_weight(page, live_server.url + reverse(f"catalogue_{name}", args=args))
        assert weight.total <= 250_000, weight.detail
        if scripts:
            shown = "-".join([name, *(str(part) for part in args if part != BIRTH)])
            page.screenshot(path=pictures / f"catalogue-{who}-{shown}-{width}.png", full_page=True)
        check_axe(page)
        check_no_sideways_scroll(page)
        check_targets(page)
        page.context.close()


@pytest.mark.parametrize(("width", "scripts"), list(product((360,), (True, False))))
def test_the_province_publishes_and_the_commune_offers(
    seat: Seat, live_server: LiveServer, page_at: PageAt, pictures: Path, width: int, scripts: bool
) -> None:
    """From the list to citizens' eyes, with two browsers editing the same sentence on the way."""
    first, second = (page_at(width, scripts=scripts, quiet=True) for _who in range(2))  # a clash is answered with 409
    for page in (first, second):
        seat(page, "province")
        page.goto(live_server.url + "/quan-tri/")
        page.get_by_role("link", name="Danh mục thủ tục").click()
        page.get_by_label("Tìm theo tên, mã hoặc từ hay dùng").fill("làm giấy khai sinh")
        page.get_by_role("button", name="Tìm kiếm").click()
        page.get_by_role("link", name="Thủ tục đăng ký khai sinh", exact=True).click()
        page.get_by_role("link", name="Sửa từng phần").click()
        page.get_by_role("link", name="Tên, lĩnh vực").click()
    for page, words in ((second, "Câu của người kia."), (first, "Câu của tôi.")):
        page.get_by_label("Tóm tắt cho người dân").fill(words)
        page.get_by_role("button", name="Lưu", exact=True).click()
    clash = first.get_by_role("table").inner_text()
    assert "Câu của người kia." in clash and "Câu của tôi." in clash
    check_axe(first)
    check_no_sideways_scroll(first)
    first.get_by_role("button", name="Lưu", exact=True).click()
    assert "Đã lưu vào bản nháp" in first.locator("main").inner_text()
    first.get_by_role("link", name="Xem trước").first.click()
    assert "Câu của tôi." in first.locator("main").inner_text()
    first.get_by_role("link", name="Công bố", exact=True).first.click()
    first.get_by_label("Số quyết định công bố").fill("45/QĐ-UBND")
    first.get_by_label("Ngày quyết định").fill("20/11/2025")
    first.get_by_role("button", name="Công bố", exact=True).click()
    assert "Đã công bố" in first.locator("main").inner_text()
    first.goto(live_server.url + reverse("procedure", args=[BIRTH]))
    assert "Câu của tôi." in first.locator("main").inner_text()
    seat(second, "administrator")
    second.goto(live_server.url + reverse("catalogue_procedure", args=[BIRTH]))
    second.get_by_role("button", name="Đổi cách cung cấp").click()
    second.get_by_label("Hướng dẫn riêng của cơ quan").fill("Nhận ở phòng số 3.")
    second.get_by_text("Quy trình tại cơ quan").click()
    second.get_by_role("group", name="Thẩm tra").get_by_label("Số giờ làm việc").fill("3,5")
    check_axe(second)
    check_no_sideways_scroll(second)
    second.screenshot(path=pictures / f"catalogue-administrator-route-{width}.png", full_page=True)
    second.get_by_role("button", name="Lưu cách cung cấp").click()
    assert "đang cung cấp thủ tục này" in second.locator("main").inner_text()


def test_a_procedure_goes_out_and_comes_back_as_a_file(seat: Seat, live_server: LiveServer, page_at: PageAt) -> None:
    """A file is taken out and brought in again with nothing but buttons."""
    page = page_at(1280)
    seat(page, "province")
    page.goto(live_server.url + reverse("catalogue_procedure", args=[BIRTH]))
    with page.expect_download() as coming:
        page.get_by_role("link", name="Lấy ra tệp").click()
    page.goto(live_server.url + reverse("catalogue_import"))
    page.set_input_files("#file", coming.value.path())
    page.get_by_role("button", name="Xem thay đổi").click()
    assert "Tệp giống hệt nội dung đang có." in page.locator("main").inner_text()
    page.get_by_role("button", name="Đưa vào bản nháp").click()
    page.wait_for_url("**/sua/")
    assert Procedure.objects.filter(code=BIRTH).exists()
