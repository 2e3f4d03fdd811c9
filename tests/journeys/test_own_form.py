"""An office's own form with rows, a rule inside them and a fee worked out: brought in, tried, published, handed in."""

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from motcua.catalogue import versions
from motcua.dossiers.models import Dossier
from motcua.kit import clock, readable_files
from motcua.portal import office as owner
from tests.journeys.checks import check_axe, check_no_sideways_scroll, check_targets
from tests.journeys.conftest import PageAt
from tests.support import world

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
FORM = Path(__file__).parent / "files" / "thue-nha-van-hoa.yaml"
LIKE, CODE = "DV.000001", "DV.000002"


def _procedure() -> str:
    """The file of a service like the visit at home, with the new form and its computed fee."""
    world.ensure()
    world.forget()
    owner.forget()
    try:
        like = versions.document(versions.published(LIKE)).document()
        content = like["content"]
        content.update(
            summary="Thuê phòng của nhà văn hóa xã theo giờ.", fee_text="Hội trường 200.000 đồng một giờ.",
            forms=[{"name": "Đơn thuê phòng nhà văn hóa", "definition": "thue-nha-van-hoa"}],
        )  # fmt: skip
        fee = {"rule": "formula", "label": "Tiền thuê phòng", "per": "form", "field": "plan.total"}
        result = {**like["result"], "repeats": {"requester": ["full_name"], "plan": ["uses", "total"]}}
        made = {
            **like, "code": CODE, "name": "Thuê phòng nhà văn hóa xã", "form": "thue-nha-van-hoa", "fee": fee,
            "result": result,
        }  # fmt: skip
        made.pop("legal_fields", None)
        return readable_files.written(made)
    finally:
        connection.close()


@pytest.fixture
def procedure(live_server: LiveServer, tmp_path: Path) -> Iterator[Path]:
    with ThreadPoolExecutor(1) as apart:
        text = apart.submit(_procedure).result()
    path = tmp_path / "thu-tuc.yaml"
    path.write_text(text, encoding="utf-8")
    yield path
    versions.forget()


def seat(page: Page, live_server: LiveServer, who: str) -> Page:
    client = Client()
    client.force_login(world.account(who))
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
    return page


def sound(page: Page) -> None:
    check_axe(page)
    check_no_sideways_scroll(page)
    check_targets(page)


def test_brought_previewed_published_and_handed_in(
    live_server: LiveServer, page_at: PageAt, procedure: Path, pictures: Path
) -> None:
    _bring_form(seat(page_at(1280), live_server, "province"), live_server)
    _bring_procedure(seat(page_at(1280), live_server, "province"), live_server, procedure)
    _offer(seat(page_at(1280), live_server, "administrator"), live_server)
    _hand_in(seat(page_at(360), live_server, "citizen"), live_server, pictures)
    with ThreadPoolExecutor(1) as apart:
        apart.submit(_as_stored).result()


def test_what_is_typed_while_a_part_is_drawn_again_stays(
    live_server: LiveServer, page_at: PageAt, procedure: Path
) -> None:
    """On a slow line the new drawing comes seconds after the answer that asked for it."""
    page = seat(page_at(360), live_server, "province")
    page.goto(live_server.url + reverse("form_new"))
    page.set_input_files("#file", FORM)
    page.get_by_role("button", name="Đưa vào bản nháp").click()
    page.get_by_role("link", name="Điền thử").click()
    page.get_by_label("Họ và tên của bạn").fill("Nguyễn Văn Thử")
    page.get_by_label("Số điện thoại của bạn").fill("0912345678")
    page.get_by_role("button", name="Tiếp tục").click()
    page.route("**/dien-thu/", _late)
    page.get_by_label("Hội trường").first.check(force=True)
    hours = page.locator('[name="uses-0-hours"]')
    with page.expect_request("**/dien-thu/"):
        pass
    hours.press_sequentially("12", delay=30)
    expect(page.locator('[name="uses-0-sound"]').first).to_be_attached()
    expect(hours).to_have_value("12")
    page.locator('[name="uses-0-sound"][value="no"]').check(force=True)
    expect(page.get_by_role("status").last).to_contain_text("2.400.000 đồng")
    assert page.locator('[name="uses-0-sound"][value="no"]').is_checked() and hours.input_value() == "12"


def _late(route: Route) -> None:
    time.sleep(0.8)
    route.continue_()


def _bring_form(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url + reverse("form_list"))
    sound(page)
    page.get_by_role("button", name="Đưa tờ khai vào").click()
    sound(page)
    page.set_input_files("#file", FORM)
    page.get_by_role("button", name="Đưa vào bản nháp").click()
    expect(page.locator("main")).to_contain_text("Phân tích không thấy lỗi nào")
    sound(page)
    page.get_by_role("link", name="Phân tích").click()
    expect(page.get_by_role("table")).to_contain_text("Bạn có dùng âm thanh không?")
    sound(page)
    page.get_by_role("link", name="Điền thử").click()
    page.get_by_label("Họ và tên của bạn").fill("Nguyễn Văn Thử")
    page.get_by_label("Số điện thoại của bạn").fill("0912345678")
    page.get_by_role("button", name="Tiếp tục").click()
    _first_use(page)
    sound(page)
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.locator("main")).to_contain_text("650.000 đồng")
    page.goto(live_server.url + reverse("form_publish", args=["thue-nha-van-hoa"]))
    sound(page)
    page.get_by_role("button", name="Công bố", exact=True).last.click()
    expect(page.locator("main")).to_contain_text("Đã công bố phiên bản 1")


def _first_use(page: Page) -> None:
    """The hall with sound for three hours. The question about sound comes by itself."""
    day = clock.now().date()
    for part, value in (("d", day.day), ("m", day.month), ("y", day.year + 1)):
        page.locator(f'[name="uses-0-day-{part}"]').fill(str(value))
    page.get_by_label("Hội trường").first.check(force=True)
    question = page.locator('[name="uses-0-sound"][value="yes"]')
    expect(question).to_be_attached()
    page.locator('[name="uses-0-hours"]').fill("3")
    question.check(force=True)


def _bring_procedure(page: Page, live_server: LiveServer, procedure: Path) -> None:
    page.goto(live_server.url + reverse("catalogue_import"))
    page.set_input_files("#file", procedure)
    page.get_by_role("button", name="Xem thay đổi").click()
    page.get_by_role("button", name="Đưa vào bản nháp").click()
    page.goto(live_server.url + reverse("catalogue_publish", args=[CODE]))
    page.get_by_label("Số quyết định công bố").fill("12/QĐ-UBND")
    page.get_by_label("Ngày quyết định").fill("20/11/2026")
    page.get_by_role("button", name="Công bố", exact=True).last.click()
    expect(page.locator("main")).to_contain_text("Đã công bố", timeout=60_000)


def _offer(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url + reverse("catalogue_offer", args=[CODE]))
    page.get_by_role("button", name="Lưu cách cung cấp").or_(page.get_by_role("button", name="Cung cấp")).last.click()
    expect(page.locator("main")).to_contain_text("đang cung cấp thủ tục này")


def _hand_in(page: Page, live_server: LiveServer, pictures: Path) -> None:
    page.goto(live_server.url + reverse("start", args=[CODE]) + "?co-quan=H42.37.117")
    page.get_by_role("button", name="Nộp hồ sơ").last.click()
    page.locator("main").get_by_role("link", name="Người thuê").click()
    page.get_by_role("button", name="Tiếp tục").click()
    _first_use(page)
    page.get_by_role("button", name="Thêm buổi").click()
    expect(page.locator('[name="uses-1-hours"]')).to_be_attached()
    expect(page.locator('[name="uses-0-hours"]')).to_have_value("3")
    day = clock.now().date()
    for part, value in (("d", day.day), ("m", day.month), ("y", day.year + 1)):
        page.locator(f'[name="uses-1-day-{part}"]').fill(str(value))
    page.locator('[name="uses-1-room"][value="small"]').check(force=True)
    page.locator('[name="uses-1-hours"]').fill("4")
    expect(page.locator('[name="uses-1-sound"]')).to_have_count(0)
    sound(page)
    page.screenshot(path=pictures / "own-form-rows-360.png", full_page=True)
    page.get_by_role("button", name="Tiếp tục").click()
    for _task in range(4):  # who hands in, and how to receive
        if page.get_by_label("Nhận bản điện tử trên cổng này").count():
            page.get_by_label("Nhận bản điện tử trên cổng này").check(force=True)
        if "/kiem-tra/" in page.url:
            break
        page.get_by_role("button", name="Tiếp tục").click()
    expect(page.locator("main")).to_contain_text("1.050.000 đồng")
    sound(page)
    page.screenshot(path=pictures / "own-form-check-360.png", full_page=True)
    page.get_by_label("Đánh dấu vào ô này để lấy mã xác nhận").check(force=True)
    page.get_by_text("Đã xác nhận.").wait_for(timeout=60_000)
    page.get_by_role("button", name="Nộp hồ sơ").click()
    page.wait_for_url(re.compile(r"/da-nop/"))


def _as_stored() -> None:
    try:
        dossier = Dossier.objects.get(version__procedure__code=CODE)
        first, second = dossier.answers["plan"]["uses"]
        assert (first["cost"], second["cost"], dossier.answers["plan"]["total"]) == (650_000, 400_000, 1_050_000)
        assert first["sound"] is True and "sound" not in second
    finally:
        connection.close()
