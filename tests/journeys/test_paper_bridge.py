"""From the screen to paper and back: filled at home, printed, photographed, read at the counter, identical.

A birth registered at home cannot be sent online, so its declaration is filled to be printed. The clerk reads its codes
from a photograph, and once more as a hand scanner types them, hands in for the person and prints the receipt.
"""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from PIL import Image, ImageFilter
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from motcua.agencies.places import Places
from motcua.catalogue import versions
from motcua.dossiers.models import Dossier
from motcua.forms import library, samples
from motcua.forms.answers import Answers
from motcua.forms.restore import pictures as codes
from motcua.messaging.models import Message
from motcua.portal import office as owner
from tests.journeys.checks import check_targets
from tests.journeys.conftest import PageAt
from tests.journeys.installation import Installation
from tests.journeys.persons import Person
from tests.support import dossiers, world
from tests.support.printed import page_with_codes

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
CODE, FORM = "1.003583", "khai-sinh"


def _prepared() -> Answers:
    world.ensure()
    world.forget()
    owner.forget()
    versions.forget()
    try:
        return samples.answers(library.definition(FORM), 11, places=Places())
    finally:
        connection.close()


@pytest.fixture
def answers(live_server: LiveServer) -> Answers:
    """What the parents know; made in a thread, away from the browser's loop."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(_prepared).result()


@pytest.mark.parametrize(
    ("width", "scripts"), [(360, True), (1280, True), (360, False)], ids=["phone", "desktop", "no-javascript"]
)
def test_from_the_screen_to_paper_and_back(
    live_server: LiveServer,
    page_at: PageAt,
    answers: Answers,
    tmp_path: Path,
    pictures: Path,
    width: int,
    scripts: bool,
) -> None:
    site = cast(Installation, live_server)
    seen: set[str] = set()
    citizen = Person(page_at(width, scripts=scripts), site, seen)
    pdf = _fill(citizen, answers, tmp_path, pictures / f"paper-{width}-{scripts}")
    photograph = _photograph(pdf, tmp_path)

    clerk = Person(_seated(page_at(width, scripts=scripts), live_server, "clerk"), site, seen)
    clerk.open("/mot-cua/")
    _scan_by_hand(clerk, codes.codes_in(pdf.read_bytes()))
    clerk.page.screenshot(path=pictures / f"counter-read-{width}-{scripts}.png", full_page=True)
    _read_photograph(clerk, photograph)
    dossier = _begin(clerk)
    with ThreadPoolExecutor(1) as apart:
        apart.submit(_identical, dossier).result()
    _hand_in(clerk, photograph, scripts, pictures / f"counter-draft-{width}-{scripts}")
    _receive(clerk, dossier)


def _fill(citizen: Person, answers: Answers, folder: Path, shots: Path) -> Path:
    """Without an account, page by page, then the paper."""
    form = library.definition(FORM)
    citizen.open(f"/thu-tuc/{CODE}/")
    citizen.click("Điền tờ khai để in")
    citizen.page.screenshot(path=f"{shots}-start.png", full_page=True)
    citizen.click("Bắt đầu điền")
    citizen.page.screenshot(path=f"{shots}-tasks.png", full_page=True)
    citizen.page.locator(".govuk-task-list a").first.click()
    for _ in range(3 * len(form.sections)):  # a page comes again when an answer made more questions appear
        match = re.search(r"/to-khai/([\w-]+)/", citizen.page.url)
        if match is None:
            break
        citizen.fill(samples.posted(form, match[1], answers))
        citizen.click("Tiếp tục")
    assert "/kiem-tra/" in citizen.page.url, citizen.page.locator("main").inner_text()[:900]
    check_targets(citizen.page)
    citizen.page.screenshot(path=f"{shots}-ready.png", full_page=True)
    link = citizen.page.locator("main a", has_text="Tải tờ khai đã điền, để in và ký").first
    address = link.get_attribute("href")
    assert address
    path = folder / "to-khai.pdf"
    path.write_bytes(citizen.page.context.request.get(citizen.motcua.url + address).body())
    return path


def _photograph(pdf: Path, folder: Path) -> Path:
    """The page with the codes as a telephone sees it: turned a little, soft, compressed."""
    page = page_with_codes(pdf.read_bytes(), 2.8)
    out = io.BytesIO()
    turned = page.rotate(-4, expand=True, fillcolor="slategrey", resample=Image.Resampling.BICUBIC)
    turned.filter(ImageFilter.GaussianBlur(0.8)).save(out, "JPEG", quality=75)
    path = folder / "to-khai.jpg"
    path.write_bytes(out.getvalue())
    return path


def _seated(page: Page, live_server: LiveServer, who: str) -> Page:
    client = Client()
    client.force_login(world.account(who))
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
    return page


def _scan_by_hand(clerk: Person, texts: list[str]) -> None:
    """The scanner types where the cursor stands, and ends each code with Enter."""
    clerk.open("/mot-cua/to-khai-giay/")
    assert texts and clerk.page.evaluate("document.activeElement.id") == "ma"
    for text in texts:
        clerk.page.keyboard.insert_text(text)
        with clerk.page.expect_navigation():
            clerk.page.keyboard.press("Enter")
        clerk.look()
    assert clerk.page.get_by_role("button", name="Bắt đầu hồ sơ với tờ khai này").is_visible()


def _read_photograph(clerk: Person, photograph: Path) -> None:
    clerk.page.goto(clerk.motcua.url + "/mot-cua/to-khai-giay/")
    clerk.page.locator("#tep").set_input_files(photograph)
    clerk.click("Đọc mã")
    check_targets(clerk.page)


def _begin(clerk: Person) -> str:
    clerk.click("Bắt đầu hồ sơ với tờ khai này")
    found = re.search(r"/nop-truc-tiep/([0-9a-f-]{36})/", clerk.page.url)
    assert found, clerk.page.url
    return found[1]


def _identical(dossier: str) -> None:
    """What the clerk holds is what the citizen typed."""
    try:
        typed, read = Dossier.objects.get(channel="paper"), Dossier.objects.get(pk=dossier)
        assert read.answers == typed.answers and read.answers["child"]["full_name"]
        assert (read.form_id, read.channel, read.set_aside) == (typed.form_id, "counter", [])
    finally:
        connection.close()


def _hand_in(clerk: Person, scan: Path, scripts: bool, shots: Path) -> None:
    """Scan what is missing, name the person, hand in."""
    clerk.page.screenshot(path=f"{shots}-tasks.png", full_page=True)
    clerk.page.locator('a[href*="/giay-to/"]').first.click()
    while "/giay-to/" in clerk.page.url:
        clerk.page.wait_for_load_state("networkidle")  # what sends a chosen file at once comes after the page
        clerk.page.locator("input[type=file]").set_input_files(scan)
        if not scripts:
            clerk.click("Tải tệp lên")
        clerk.page.get_by_text(scan.name).first.wait_for()
        clerk.look()
        clerk.page.screenshot(path=f"{shots}-paper.png", full_page=True)
        clerk.click("Tiếp tục")
    clerk.look()
    clerk.type("Họ và tên người nộp", "Trịnh Bảo Ngọc")
    clerk.type("Số điện thoại", "0912345678")
    clerk.page.screenshot(path=f"{shots}-applicant.png", full_page=True)
    clerk.click("Tiếp tục")
    check_targets(clerk.page)
    clerk.click("Gửi mã cho người nộp")
    clerk.type("Mã 6 số người nộp đọc", _told("0912345678"))
    clerk.page.get_by_label("Tôi đã xem giấy tờ của người nộp").check(force=True)
    clerk.page.screenshot(path=f"{shots}-ready.png", full_page=True)
    clerk.click("Nộp thay cho người này")
    said = clerk.page.locator("main").inner_text()
    assert "cán bộ nhập giúp Trịnh Bảo Ngọc" in said and "xác nhận bằng mã gửi đến điện thoại" in said


def _told(phone: str) -> str:
    """The code that the person at the counter reads out from their telephone."""
    try:
        found = re.search(r"\b[0-9]{6}\b", Message.objects.filter(recipient=phone, channel="sms").latest("id").body)
        assert found
        return found[0]
    finally:
        connection.close()


def _receive(clerk: Person, dossier: str) -> None:
    """As any other dossier, with Form 01 and its PIN."""
    clerk.click("Tiếp nhận hồ sơ")
    clerk.click("Tiếp nhận hồ sơ")
    receipt = clerk.page.context.request.get(f"{clerk.motcua.url}/mot-cua/ho-so/{dossier}/giay-hen.pdf")
    assert receipt.ok and receipt.body().startswith(b"%PDF")


@pytest.mark.parametrize(("width", "name"), [(360, "phone"), (1280, "desk")])
def test_pages_of_the_counter_when_something_is_wrong(
    live_server: LiveServer, page_at: PageAt, answers: Answers, pictures: Path, width: int, name: str
) -> None:
    """A foreign code, a picture without codes, a procedure typed from nothing: every page says what to do."""
    clerk = Person(_seated(page_at(width, quiet=True), live_server, "clerk"), cast(Installation, live_server), set())
    clerk.open("/mot-cua/to-khai-giay/")
    clerk.page.screenshot(path=pictures / f"counter-empty-{name}.png", full_page=True)
    clerk.page.locator("#ma").fill("036090012345|Nguyễn Văn An")
    blank = pictures / "trang.jpg"
    blank.write_bytes(dossiers.photograph().getvalue())
    clerk.page.locator("#tep").set_input_files(blank)
    clerk.click("Đọc mã")
    clerk.page.screenshot(path=pictures / f"counter-wrong-{name}.png", full_page=True)
    told = clerk.page.locator(".govuk-error-summary").inner_text()
    assert "không phải mã tờ khai" in told and "Không thấy mã nào" in told
    clerk.open("/mot-cua/nop-truc-tiep/")
    clerk.page.screenshot(path=pictures / f"counter-list-{name}.png", full_page=True)
    clerk.type("Tờ khai viết tay: tên hoặc mã thủ tục", CODE)
    clerk.click("Nhập tờ khai")
    clerk.page.locator('a[href*="/to-khai/"]').first.click()
    clerk.page.wait_for_load_state()
    clerk.look()
    clerk.click("Tiếp tục")
    clerk.page.screenshot(path=pictures / f"counter-section-{name}.png", full_page=True)
    assert clerk.page.locator(".govuk-error-summary").count()
    clerk.page.go_back()
    clerk.open("/mot-cua/nop-truc-tiep/")
    clerk.page.locator(".mc-row__link").first.click()
    clerk.click("Xóa bản này")
    clerk.page.screenshot(path=pictures / f"counter-discard-{name}.png", full_page=True)
    clerk.click("Xóa bản này")
    assert "Đã xóa bản nhập dở." in clerk.page.locator("main").inner_text()
