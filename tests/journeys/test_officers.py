"""An officer's life: added by one administrator, approved by another, first sign-in, leave; a colleague stands in."""

import base64
import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from motcua.dossiers.models import Dossier
from motcua.journal import api as journal
from motcua.kit import clock, dates
from motcua.messaging.models import Message
from motcua.people import authenticator
from motcua.portal import office
from tests.journeys.checks import check_axe, check_no_sideways_scroll, check_targets
from tests.journeys.conftest import PageAt
from tests.journeys.town import seat
from tests.support import dossiers, world

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
PHONE, NUMBER, NAME = "0912345678", "036185000001", "Nguyễn Thị Lan Chi"
SECRET = "sông Đáy chảy về đâu"  # the password the officer chooses


@pytest.fixture
def waiting(live_server: LiveServer) -> Dossier:
    """A dossier that waits to be received; made in a thread, away from the browser's loop."""

    def make() -> Dossier:
        world.ensure()
        world.forget()
        office.forget()
        try:
            return dossiers.submitted()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as apart:
        return apart.submit(make).result()


def press(page: Page, words: str) -> None:
    """Press the button or follow the link of the page's content, and find the next page sound."""
    content = page.locator("main")
    link = content.get_by_role("link", name=words, exact=True)
    content.get_by_role("button", name=words, exact=True).or_(link).first.click()
    page.wait_for_load_state()
    check_axe(page)
    check_no_sideways_scroll(page)
    check_targets(page)


def fill(page: Page, fields: dict[str, str]) -> None:
    for name, value in fields.items():
        control = page.locator(f'[name="{name}"]').first
        if control.evaluate("e => e.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)


def test_an_officer_is_added_approved_signs_in_and_hands_over(
    waiting: Dossier, live_server: LiveServer, page_at: PageAt
) -> None:
    _added(seat(page_at(1280, quiet=True), live_server.url, "administrator"), live_server.url)
    _approved(seat(page_at(360, quiet=True), live_server.url, "province"), live_server.url)
    officer = page_at(360, quiet=True)
    _first_sign_in(officer, live_server.url)
    _goes_on_leave(officer, live_server.url)
    _the_substitute_receives(seat(page_at(1280, quiet=True), live_server.url, "officer"), live_server.url, waiting)


def _added(page: Page, address: str) -> None:
    page.goto(f"{address}/quan-tri/")
    press(page, "Cán bộ")
    press(page, "Thêm cán bộ")
    fill(page, {"full_name": "Văn thư", "phone": PHONE, "personal_id": NUMBER, "why": "Quyết định 12/QĐ-UBND"})
    press(page, "Gửi duyệt")
    expect(page.locator("main")).to_contain_text("là tên bộ phận")
    fill(page, {"full_name": NAME, "post": "Cán bộ tiếp nhận"})
    press(page, "Gửi duyệt")
    expect(page.locator("h1")).to_have_text(NAME)
    expect(page.locator("main")).to_contain_text("Chưa có vị trí nào được duyệt")


def _approved(page: Page, address: str) -> None:
    page.goto(f"{address}/quan-tri/can-bo/de-nghi/")
    page.get_by_label("Chọn đề nghị này").check()
    press(page, "Duyệt các đề nghị đã chọn")
    expect(page.locator("main")).to_contain_text("Đã duyệt 1 đề nghị")


def _first_sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/dang-nhap/can-bo/")
    press(page, "Cán bộ đăng nhập lần đầu")
    fill(page, {"phone": PHONE, "personal_id": NUMBER})
    press(page, "Gửi mã")
    found = re.search(r"\b\d{6}\b", Message.objects.filter(recipient=PHONE, purpose="one_time_code").latest("id").body)
    assert found
    fill(page, {"code": found.group(), "password": SECRET, "again": SECRET})
    press(page, "Đặt mật khẩu")
    expect(page.locator("body")).to_contain_text("Đã đặt mật khẩu")
    fill(page, {"phone": PHONE, "password": SECRET})
    press(page, "Đăng nhập")
    letters = re.search(r"\b(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}\b", page.locator("main").text_content() or "")
    assert letters
    secret = base64.b32decode(letters.group().replace(" ", ""))
    fill(page, {"code": authenticator.code_at(secret, time.time())})
    page.locator("main form button").first.click()
    expect(page.locator("h1")).to_have_text("Mã dự phòng")
    press(page, "Tôi đã cất, tiếp tục")
    assert page.url.endswith("/mot-cua/")


def _goes_on_leave(page: Page, address: str) -> None:
    page.goto(f"{address}/quan-tri/can-bo/nghi/")
    press(page, "Ghi nghỉ")
    today = clock.now().date()
    substitute = page.locator("select[name=substitute] option", has_text="Hoàng Minh Tuệ").get_attribute("value")
    days = {"valid_from": dates.short_date(today), "valid_to": dates.short_date(today + timedelta(days=7))}
    fill(page, {**days, "substitute": substitute or ""})
    press(page, "Ghi nghỉ")
    expect(page.locator("main")).to_contain_text("Người thay: Hoàng Minh Tuệ")
    refused = page.goto(f"{address}/mot-cua/")
    assert refused is not None and refused.status == 403


def _the_substitute_receives(page: Page, address: str, waiting: Dossier) -> None:
    page.goto(f"{address}/mot-cua/ho-so/{waiting.pk}/")
    press(page, "Tiếp nhận hồ sơ")
    page.locator("main form button").last.click()
    page.wait_for_load_state()
    facts = {fact.kind: fact.actor_name for fact in journal.entries(waiting.subject)}
    assert facts["dossier.received"] == f"Hoàng Minh Tuệ (thay {NAME})"
