"""Signing in by VNeID at the sandbox: number, password, code; level 2; answers that need not be typed again."""

import copy
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from motcua.messaging.models import Message
from motcua.people.adapters import oidc
from motcua.sandbox.identity.people import PASSWORD
from tests.contracts import fixtures
from tests.contracts.process import SandboxProcess
from tests.journeys import town as towns
from tests.journeys.checks import check_axe, check_no_sideways_scroll, check_targets
from tests.journeys.conftest import PageAt

pytestmark = pytest.mark.journey
town, transactional_db = towns.town, towns.transactional_db
sandbox_process, sandbox = fixtures.sandbox_process, fixtures.sandbox
LAN, HOAI = ("036197999905", "0900000305", "Vi Thị Xuân Lan"), ("036158999903", "0900000303", "Mạc Thị Hoài")
"""One who has no account here so far, and one who has."""
FROM_IDENTITY = "Lấy từ định danh điện tử của bạn. Bạn có thể sửa."


@pytest.fixture
def vneid(sandbox: SandboxProcess) -> Iterator[SandboxProcess]:
    """The portal's providers are those of the sandbox of this run."""
    before = settings.MOTCUA_SSO
    said = copy.deepcopy(before)
    for name in said:
        said[name]["issuer"] = f"{sandbox.url}/oidc/{name}"
    settings.MOTCUA_SSO = said
    oidc.forget()
    yield sandbox
    settings.MOTCUA_SSO = before
    oidc.forget()


def code_for(phone: str) -> str:
    body = Message.objects.filter(recipient=phone, channel="sms").latest("id").body
    found = re.search(r"\b\d{6}\b", body)
    assert found
    return found.group()


@pytest.mark.parametrize(
    ("who", "width", "scripts"), [(LAN, 360, True), (HOAI, 1280, False)], ids=["new-phone", "known-desktop-plain"]
)
def test_signed_in_by_vneid_nothing_known_is_typed_again(
    town: str, vneid: SandboxProcess, page_at: PageAt, pictures: Path, who: tuple[str, str, str], width: int,
    scripts: bool,
) -> None:  # fmt: skip
    number, phone, name = who
    page: Page = page_at(width, scripts=scripts)

    def look(name: str) -> None:
        check_no_sideways_scroll(page)
        if scripts:
            check_axe(page)
            check_targets(page)
        page.screenshot(path=pictures / f"sso-{name}-{width}.png", full_page=True)

    page.goto(f"{town}/tai-khoan/")
    look("door")
    page.get_by_role("link", name="Tài khoản định danh điện tử cấp bởi Bộ Công an").click()
    expect(page.get_by_text("Trang thử nghiệm, không phải trang thật.")).to_be_visible()
    check_no_sideways_scroll(page)
    page.get_by_label("Số định danh cá nhân").fill(number)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.screenshot(path=pictures / f"sso-password-{width}.png", full_page=True)
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Mã OTP").fill(vneid.inbox(phone)[0]["codes"][0])
    page.screenshot(path=pictures / f"sso-otp-{width}.png", full_page=True)
    page.get_by_role("button", name="Xác nhận").click()
    if who == HOAI:  # her telephone proves that the account here is hers
        look("prove")
        page.get_by_role("button", name="Gửi mã tới số *** 303").click()
        page.get_by_label("Mã 6 số").fill(code_for(phone))
        look("code")
        page.get_by_role("button", name="Liên kết và đăng nhập").click()
    page.wait_for_url(f"{town}/tai-khoan/")
    expect(page.get_by_text("Mức 2: đã xác nhận danh tính điện tử")).to_be_visible()
    page.get_by_role("link", name="Tài khoản liên kết").click()
    expect(page.get_by_text(number)).to_be_visible()
    look("linked")

    page.goto(f"{town}/nop-ho-so/1.001193/")
    page.locator("main").get_by_role("button", name="Nộp hồ sơ", exact=True).first.click()
    page.get_by_role("link", name="Cơ quan giải quyết hồ sơ").click()
    page.get_by_label("Ủy ban nhân dân xã Phong Doanh").check(force=True)
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_text(FROM_IDENTITY).first).to_be_visible()
    expect(page.locator('[name="full_name"], [name$="-full_name"]').first).to_have_value(name)
    look("prefilled")
