"""A business on the portal: its representative registers and proves it, lets one of the staff work, and no further."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from motcua.messaging.models import Message
from motcua.people.models import Account
from motcua.portal import office
from motcua.portal.find import offer
from tests.apps.people import tokens
from tests.contracts.fixtures import sandbox, sandbox_process
from tests.contracts.process import SandboxProcess
from tests.journeys.checks import check_axe, check_no_sideways_scroll, check_targets
from tests.journeys.conftest import PageAt
from tests.support import world

__all__ = ["sandbox", "sandbox_process"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
BOSS, HELPER = "0900000971", "0900000302"
FIRM, CODE = "Hộ kinh doanh Cây Đa", "0100109106"
REISSUE, OTHER = "2.000575", "2.000720"


@pytest.fixture
def portal(live_server: LiveServer, sandbox: SandboxProcess, settings: LazySettings, tmp_path: Path) -> Iterator[str]:
    world.ensure()
    world.forget()
    offer.forget()
    office.forget()
    tokens.trust(sandbox, tmp_path / "trust")
    settings.MOTCUA_TRUST = str(tmp_path / "trust")
    settings.MOTCUA_ENTERPRISES_URL = f"{sandbox.url}/enterprises"
    yield live_server.url


def press(page: Page, words: str) -> None:
    """Press the button or follow the link of the page's content, and find the next page sound."""
    content = page.locator("main")
    link = content.get_by_role("link", name=words, exact=True)
    content.get_by_role("button", name=words, exact=True).or_(link).first.click()
    page.wait_for_load_state()
    check_axe(page)
    check_no_sideways_scroll(page)
    check_targets(page)


def code_for(phone: str) -> str:
    found = re.search(r"\b\d{6}\b", Message.objects.filter(recipient=phone, purpose="one_time_code").latest("id").body)
    assert found
    return found.group()


def enter_code(page: Page, phone: str, button: str) -> None:
    page.get_by_label("Mã 6 số").fill(code_for(phone))
    press(page, button)


def register(page: Page, portal: str) -> None:
    page.goto(f"{portal}/dang-ky/?loai=to-chuc&cach=dien-thoai")
    page.get_by_label("Tên tổ chức, doanh nghiệp").fill(FIRM)
    page.get_by_label("Mã số thuế").fill(CODE)
    page.get_by_label("Họ và tên người đại diện").fill("Phạm Văn Đa")
    page.get_by_label("Số điện thoại di động").fill(BOSS)
    press(page, "Đăng ký")
    enter_code(page, BOSS, "Đăng ký")
    expect(page.locator("h1")).to_have_text(FIRM)
    expect(page.locator("main")).to_contain_text("chưa được xác nhận")


def prove(page: Page, sandbox: SandboxProcess, folder: Path) -> None:
    """Download the page, sign it with the software of a token, send it back."""
    press(page, "Xác nhận bằng chứng thư")
    key = folder / "token.p12"
    key.write_bytes(tokens.issued(sandbox, tax_code=CODE, name=FIRM).content)
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải tệp PDF để ký").click()
    page_to_sign, ready = folder / "xac-nhan.pdf", folder / "da-ky.pdf"
    download.value.save_as(page_to_sign)
    order = [sys.executable, "-m", "config.cli", "demo", "sign", page_to_sign, "--key", key, "--out", ready]
    subprocess.run(order, check=True, capture_output=True)
    page.get_by_label("Tệp đã ký").set_input_files(ready)
    press(page, "Gửi và xác nhận")
    expect(page.locator("main")).to_contain_text("Đã xác nhận bằng chứng thư chữ ký số")


def invite(page: Page) -> None:
    press(page, "Thêm nhân viên")
    page.get_by_label("Họ và tên").fill("Lương Khánh Duy")
    page.get_by_label("Số điện thoại di động").fill(HELPER)
    page.get_by_label("Tìm thủ tục để chọn").fill("cấp lại hộ kinh doanh")
    press(page, "Tìm thủ tục")
    page.locator(f'input[name=codes][value="{REISSUE}"]').check()
    press(page, "Gửi lời mời")
    expect(page.locator("main")).to_contain_text("Lời mời đang chờ đồng ý")


def work(page: Page, portal: str) -> None:
    """The member of staff accepts and begins what was given, and is told about what was not."""
    page.goto(f"{portal}/dang-nhap/?next=/tai-khoan/lam-thay/")
    page.get_by_label("Số điện thoại di động").fill(HELPER)
    press(page, "Gửi mã đăng nhập")
    enter_code(page, HELPER, "Đăng nhập")
    press(page, "Đồng ý")
    expect(page.locator(".mc-acting")).to_contain_text(FIRM)
    page.goto(f"{portal}/nop-ho-so/{REISSUE}/")
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    page.goto(f"{page.url}to-khai/household/")
    expect(page.get_by_label("Tên hộ kinh doanh")).to_have_value(FIRM)
    expect(page.get_by_label("Mã số hộ kinh doanh")).to_have_value(CODE)
    page.goto(f"{portal}/nop-ho-so/{OTHER}/")
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text("không gồm thủ tục này")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_business_lets_its_staff_work(
    portal: str, page_at: PageAt, sandbox: SandboxProcess, tmp_path: Path, width: int
) -> None:
    boss, helper = page_at(width, quiet=True), page_at(width, quiet=True)
    register(boss, portal)
    prove(boss, sandbox, tmp_path)
    invite(boss)
    work(helper, portal)
    firm = Account.objects.get(tax_code=CODE)
    assert (firm.assurance, firm.agents.count()) == (3, 2)
