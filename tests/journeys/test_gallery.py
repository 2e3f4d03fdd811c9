"""The gallery in a real browser: every component, at every width, by day and by night, with and without JavaScript."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from motcua.ui import navigation
from motcua.ui.gallery import CONTACT
from motcua.ui.navigation import Link
from tests.apps.ui.urls import frame_only
from tests.journeys.checks import (
    check_axe,
    check_focus_is_visible,
    check_no_sideways_scroll,
    check_targets,
    page_weight,
)
from tests.journeys.conftest import PageAt

pytestmark = pytest.mark.journey
MAIN = ("Trang chủ", "Thủ tục hành chính", "Nộp hồ sơ trực tuyến", "Tra cứu hồ sơ", "Hồ sơ của tôi")


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    """The gallery on a server of its own, with a full frame around it; it needs no database."""
    patch = pytest.MonkeyPatch()
    patch.setattr(navigation, "_sources", {})
    patch.setattr(navigation, "_contact", [lambda request: CONTACT])
    patch.setattr(navigation, "_language_action", [lambda: "/ngon-ngu/"])
    links = [Link(text, f"/{number}/") for number, text in enumerate(MAIN)]
    navigation.register("main", lambda request: [*links[1:], Link(MAIN[0], "/quan-tri/giao-dien/")])
    navigation.register("office", lambda request: [Link("Việc chờ tôi", "/mot-cua/")])
    navigation.register("account", lambda request: [Link("Đăng ký", "/dang-ky/"), Link("Đăng nhập", "/dang-nhap/")])
    navigation.register("footer", lambda request: [Link("Trợ giúp", "/tro-giup/")])
    with frame_only():
        server = LiveServer("localhost")
        yield f"{server.url}/quan-tri/giao-dien/"
        server.stop()
    patch.undo()


@pytest.mark.parametrize(("width", "dark"), list(product((320, 360, 1280), (False, True))))
def test_every_component_is_accessible(gallery: str, page_at: PageAt, pictures: Path, width: int, dark: bool) -> None:
    page = page_at(width, dark=dark)
    page.goto(gallery)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=pictures / f"gallery-{width}-{'dark' if dark else 'light'}.png", full_page=True)
    check_axe(page)
    check_no_sideways_scroll(page)
    check_targets(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_it_is_accessible_without_javascript(gallery: str, page_at: PageAt, width: int) -> None:
    page = page_at(width, scripts=False)
    page.goto(gallery)
    check_axe(page)
    check_no_sideways_scroll(page)
    check_targets(page)
    assert page.get_by_role("link", name="Đăng nhập", exact=True).is_visible()
    assert page.get_by_role("button", name="Tải tệp lên").first.is_visible()


def test_officers_frame(gallery: str, page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto(gallery + "?office=1")
    page.wait_for_load_state("networkidle")
    check_axe(page)
    check_no_sideways_scroll(page)


def test_first_visit_is_light(gallery: str, page_at: PageAt) -> None:
    """60 KB and 10 requests for the page with everything on it; scripts within 30 KB."""
    weight = page_weight(page_at(360), gallery)
    print(f"gallery: {weight.total / 1000:.1f} KB, scripts {weight.scripts / 1000:.1f} KB, {weight.requests} requests")
    assert weight.total <= 60_000, weight.detail
    assert weight.scripts <= 30_000, weight.detail
    assert weight.requests <= 10, weight.detail


def test_focus_is_seen_by_day_and_by_night(gallery: str, page_at: PageAt) -> None:
    for dark in (False, True):
        page = page_at(1280, dark=dark)
        page.goto(gallery)
        page.wait_for_load_state("networkidle")
        check_focus_is_visible(page)


def test_errors_take_the_focus(gallery: str, page_at: PageAt) -> None:
    page = page_at(360)
    page.goto(gallery)
    page.wait_for_load_state("networkidle")
    page.get_by_role("alert").filter(has_text="Có mục cần sửa").get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.id") == "ho-ten"


def test_text_is_large_enough(gallery: str, page_at: PageAt) -> None:
    page = page_at(360)
    page.goto(gallery)
    page.wait_for_load_state("networkidle")
    small = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e => e.checkVisibility()
            && !e.closest('[aria-hidden=true]')
            && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
            .map(e => [e.className, e.textContent.trim().slice(0, 30), parseFloat(getComputedStyle(e).fontSize),
                       parseFloat(getComputedStyle(e).lineHeight) / parseFloat(getComputedStyle(e).fontSize)])
            .filter(([,, size, ratio]) => size < 19 || ratio < 1.34)"""
    )
    assert not small


def test_copy_says_what_happened(gallery: str, page_at: PageAt) -> None:
    page = page_at(360)
    page.goto(gallery)
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Sao chép").first.click()
    said = page.locator(".mc-copy [role=status]").first
    said.filter(has_text="chép").wait_for()
    assert said.inner_text() in {"Đã sao chép", "Chưa sao chép được. Hãy ghi lại mã này."}


def test_upload_and_autosave_say_that_they_failed(gallery: str, page_at: PageAt) -> None:
    page = page_at(360, quiet=True)
    page.goto(gallery)
    page.wait_for_load_state("networkidle")
    page.route("**/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_label("Địa chỉ chi tiết").fill("Số 1")
    page.get_by_text("Chưa lưu được").wait_for()
    page.set_input_files("#giay-chung-sinh", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"x"})
    page.get_by_text("Chưa tải được tệp").wait_for()
    page.emulate_media(media="print")
    assert page.locator(".mc-qr").is_visible()


def test_paper_keeps_code_and_qr(gallery: str, page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto(gallery)
    page.emulate_media(media="print")
    assert page.locator(".mc-qr").is_visible()
    assert page.locator(".mc-code").first.is_visible()
    assert not page.get_by_role("button", name="Tiếp tục").is_visible()
