"""From the first page to one's own dossiers: found without a mark, registered by a message, signed in, signed out.

At 360 px and at desktop width, with JavaScript and without, by keyboard; axe on every page.
"""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from demo import codes
from demo.world import OFFICER_PASSWORD
from motcua.kit.identity import phone_display
from motcua.messaging.models import Message
from motcua.portal import office
from motcua.portal.find import offer
from tests.journeys.checks import check_axe, check_no_sideways_scroll, check_targets, page_weight
from tests.journeys.conftest import PageAt
from tests.support import world

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
CITIZEN = "0900000301"
LONG = "nguyenthithuthuyen" * 4
PAGES = [
    "/", "/thu-tuc/?q=khai+sinh", "/thu-tuc/1.001193/", "/tro-giup/", "/dang-ky/", "/dang-nhap/", "/kiem-tra/",
    "/thu-tuc/1.001662/chuan-bi/", f"/thu-tuc/?noi={LONG}",
]  # fmt: skip


@pytest.fixture
def portal(live_server: LiveServer) -> str:
    world.ensure()
    world.forget()
    offer.forget()
    office.forget()
    return live_server.url


def code_for(phone: str) -> str:
    body = Message.objects.filter(recipient=phone, channel="sms").latest("id").body
    found = re.search(r"\b\d{6}\b", body)
    assert found
    return found.group()


def sound(page: Page) -> None:
    """Axe is content, nothing sticks out, thumbs hit."""
    check_axe(page)
    check_no_sideways_scroll(page)
    check_targets(page)


def choose(page: Page, words: str) -> None:
    page.get_by_role("link", name=words).click()
    sound(page)


def test_a_new_citizen_finds_and_registers(portal: str, page_at: PageAt) -> None:
    for number, (width, scripts) in enumerate([(360, True), (1280, True), (360, False)], start=981):
        page = page_at(width, scripts=scripts)
        find(page, portal)
        register(page, portal, f"0900000{number}")


def find(page: Page, portal: str) -> None:
    page.goto(portal)
    sound(page)
    page.get_by_label("Tìm thủ tục").fill("khai sinh")
    page.get_by_role("button", name="Tìm kiếm").click()
    expect(page.locator(".mc-hit__name").first).to_have_text("Thủ tục đăng ký khai sinh")
    sound(page)
    page.get_by_role("button", name="Chi tiết").first.click()
    expect(page.get_by_role("heading", name="Bạn cần chuẩn bị")).to_be_visible()
    sound(page)


def register(page: Page, portal: str, phone: str) -> None:
    page.goto(f"{portal}/dang-ky/?next=/thu-tuc/1.001193/")
    choose(page, "Công dân")
    choose(page, "Thuê bao di động")
    page.get_by_label("Họ và tên *").fill("Nguyễn Thị Hành Trình")
    page.get_by_label("Số điện thoại di động *").fill(f"+84 {phone[1:4]} {phone[4:]}")
    page.get_by_role("button", name="Đăng ký").click()
    expect(page.get_by_text(phone_display(phone))).to_be_visible()
    sound(page)
    page.get_by_label("Mã 6 số").fill(code_for(phone))
    page.get_by_role("button", name="Đăng ký").click()
    expect(page).to_have_url(f"{portal}/thu-tuc/1.001193/")


def test_mistakes_are_explained_to_a_citizen_with_a_keyboard(portal: str, page_at: PageAt) -> None:
    for scripts in (True, False):
        page = page_at(1280, scripts=scripts, quiet=True)
        page.goto(f"{portal}/dang-ky/?loai=cong-dan&cach=dien-thoai")
        page.get_by_role("button", name="Đăng ký").press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("Hãy nhập họ và tên")
        sound_with_errors(page)
        page.goto(f"{portal}/dang-nhap/?next=/tro-giup/")
        page.get_by_label("Số điện thoại di động").press_sequentially("0900 000 301")
        page.keyboard.press("Enter")
        page.get_by_label("Mã 6 số").wait_for()
        page.get_by_label("Mã 6 số").fill("000000" if code_for(CITIZEN) != "000000" else "111111")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("Bạn còn 4 lần nhập")
        sound_with_errors(page)
        page.get_by_label("Mã 6 số").fill(code_for(CITIZEN))
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{portal}/tro-giup/")
        page.get_by_role("button", name="Đăng xuất").click()
        expect(page.get_by_role("link", name="Đăng nhập", exact=True).first).to_be_visible()


def sound_with_errors(page: Page) -> None:
    assert page.title().startswith("Lỗi:")
    sound(page)


def test_an_officer_enters_by_their_own_door(portal: str, page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto(f"{portal}/mot-cua/")
    sound(page)
    page.get_by_label("Số điện thoại").fill("0900000101")
    page.get_by_label("Mật khẩu *").fill(OFFICER_PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_label("Mã 6 số").wait_for()
    sound(page)
    page.get_by_label("Mã 6 số").fill(codes.code("0900000101"))
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page).to_have_url(f"{portal}/mot-cua/")


def test_results_come_while_typing_and_the_address_follows(portal: str, page_at: PageAt) -> None:
    page = page_at(360)
    page.goto(f"{portal}/thu-tuc/")
    page.get_by_label("Việc cần làm").press_sequentially("ket hon", delay=20)
    expect(page.get_by_role("status").first).to_contain_text("cho “ket hon”")
    expect(page.locator(".mc-hit__name").first).to_have_text("Thủ tục đăng ký kết hôn")
    expect(page).to_have_url(re.compile(r"q=ket\+hon|q=ket%20hon"))
    assert page.evaluate("document.activeElement.id") == "q"
    sound(page)
    page.locator(".mc-hit__name a").first.click()
    page.go_back()
    expect(page.get_by_role("heading", name="Tìm thủ tục")).to_be_visible()
    expect(page.locator(".mc-masthead")).to_be_visible()


def test_every_page_is_light_and_narrow(portal: str, page_at: PageAt) -> None:
    for address in PAGES:
        weight = page_weight(page_at(360), portal + address)
        print(f"{address}: {weight.total / 1000:.1f} KB, scripts {weight.scripts / 1000:.1f}, {weight.requests} asked")
        assert weight.total <= 60_000, weight.detail
        assert weight.scripts <= 30_000, weight.detail
        assert weight.requests <= 10, weight.detail
        for dark in (False, True):
            page = page_at(320, dark=dark)
            page.goto(portal + address)
            sound(page)
