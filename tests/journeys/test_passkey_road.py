"""A new account with a passkey: registered by telephone, opened by a finger, seen on a list, closed everywhere."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from playwright.sync_api import Page

from motcua.messaging.models import Message
from tests.journeys import town as towns
from tests.journeys.checks import check_axe, check_no_sideways_scroll, check_targets
from tests.journeys.conftest import PageAt

pytestmark = [pytest.mark.journey, pytest.mark.timeout(180)]
town, transactional_db = towns.town, towns.transactional_db
PHONE = "0987321456"
KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
"""A telephone whose owner always shows the right finger."""


def give_a_key(page: Page) -> None:
    """This browser gets a place for passkeys."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def code() -> str:
    """The newest code sent to the telephone, read away from the browser's loop."""

    def read() -> str:
        try:
            body = Message.objects.filter(recipient=PHONE, purpose="one_time_code").latest("id").body
            return re.findall(r"\b\d{6}\b", body)[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as apart:
        return apart.submit(read).result()


def press(page: Page, words: str) -> None:
    """Press the button of the page's content with these words; the next page is sound."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=words, exact=True).first.click()
    look(page)


def look(page: Page) -> None:
    check_axe(page)
    check_no_sideways_scroll(page)
    check_targets(page)


def test_register_add_a_passkey_and_sign_in_with_it(town: str, page_at: PageAt) -> None:
    page = page_at(360)
    give_a_key(page)
    page.goto(f"{town}/dang-ky/?loai=cong-dan&cach=dien-thoai")
    page.get_by_label("Họ và tên").fill("Trịnh Bảo Ngọc")
    page.get_by_label("Số điện thoại di động").fill(PHONE)
    press(page, "Đăng ký")
    page.get_by_label("Mã 6 số").fill(code())
    press(page, "Đăng ký")

    page.goto(f"{town}/tai-khoan/")
    look(page)
    page.locator("main").get_by_role("link", name="Bảo mật").click()
    look(page)
    page.get_by_label("Tên để bạn nhớ").fill("Điện thoại của Ngọc")
    press(page, "Thêm khóa trên máy này")
    assert page.get_by_role("heading", name="Điện thoại của Ngọc").is_visible()

    page.locator("form[action='/dang-xuat/'] button").first.evaluate("button => button.click()")
    page.wait_for_url(f"{town}/")
    page.goto(f"{town}/dang-nhap/?next=/tai-khoan/thiet-bi/")
    press(page, "Đăng nhập bằng khóa truy cập")
    assert page.locator("h1").inner_text() == "Thiết bị đang đăng nhập"
    assert "bằng khóa truy cập" in page.locator("main").inner_text()

    press(page, "Đăng xuất khỏi mọi thiết bị")
    page.goto(f"{town}/tai-khoan/")
    assert page.url.startswith(f"{town}/dang-nhap/")


def test_without_scripts_nothing_offers_a_passkey(town: str, page_at: PageAt) -> None:
    page = page_at(360, scripts=False)
    page.goto(f"{town}/dang-nhap/")
    assert page.get_by_role("button", name="Gửi mã đăng nhập").is_visible()
    assert not page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").is_visible()
