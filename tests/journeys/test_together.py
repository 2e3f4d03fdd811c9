"""Two who marry, each on a page of their own; a mother who does her child's dossier; a helper let in by a link."""

import re
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from motcua.dossiers.models import Dossier
from motcua.dossiers.together import agreeing
from motcua.messaging.models import Message
from tests.apps.dossiers.test_together import HERS, wedding
from tests.journeys import town as towns
from tests.journeys.checks import check_targets
from tests.journeys.conftest import PageAt
from tests.journeys.installation import Installation
from tests.journeys.persons import Person
from tests.support import dossiers, world

town, transactional_db = towns.town, towns.transactional_db
pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]


class _Town:
    """The address of the town, as `Person` asks for it."""

    def __init__(self, url: str) -> None:
        self.url = url


def person(page: Page, town: str, seen: set[str]) -> Person:
    return Person(page, cast(Installation, _Town(town)), seen)


def told(phone: str, pattern: str) -> str:
    """What the newest message to a telephone says."""
    found = re.search(pattern, Message.objects.filter(recipient=phone, channel="sms").latest("id").body)
    assert found
    return found[0]


def link(phone: str) -> str:
    return urlsplit(told(phone, r"https?://\S+")).path


def test_two_spouses_agree_each_on_their_own_page(town: str, page_at: PageAt, pictures: Path) -> None:
    made, seen = wedding(), set[str]()
    tasks = f"/nop-ho-so/1.000894/{made.pk}/"
    he = person(towns.seat(page_at(1280), town, "citizen"), town, seen)
    he.open(tasks)
    he.page.screenshot(path=pictures / "cosign-tasks.png", full_page=True)
    he.click("Mọi người cùng đồng ý với tờ khai")
    he.page.screenshot(path=pictures / "cosign-ask.png", full_page=True)
    he.page.locator("button[name=ask]").first.click()
    he.page.get_by_text("Đang chờ trả lời").wait_for()
    she = person(page_at(360), town, seen)
    she.open(link(HERS))
    she.page.screenshot(path=pictures / "cosign-door.png", full_page=True)
    she.click("Gửi mã")
    she.type("Mã 6 số", told(HERS, r"\b[0-9]{6}\b"))
    she.page.screenshot(path=pictures / "cosign-code.png", full_page=True)
    she.click("Tiếp tục")
    check_targets(she.page)
    she.page.screenshot(path=pictures / "cosign-read.png", full_page=True)
    she.page.get_by_label("Tôi đã đọc hết").check(force=True)
    she.click("Tôi đồng ý")
    assert "Bạn đã đồng ý với tờ khai" in she.page.locator("main").inner_text()
    he.open(tasks + "cung-dong-y/")
    he.page.screenshot(path=pictures / "cosign-done.png", full_page=True)
    assert all(one.agreed for one in agreeing.persons(Dossier.objects.get(pk=made.pk)))
    he.click("Tiếp tục")
    assert he.page.url.endswith("/kiem-tra/") and he.page.get_by_role("button", name="Nộp hồ sơ").count()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_mother_does_her_childs_dossier(width: int, town: str, page_at: PageAt, pictures: Path) -> None:
    seen: set[str] = set()
    mother = person(towns.seat(page_at(width, scripts=False), town, "citizen"), town, seen)
    mother.open("/tai-khoan/con/")
    if not mother.page.locator("button[name=do]").count():
        mother.type("Họ và tên của con", "Trần Minh An")
        mother.type("Ngày sinh của con", "06/05/2024")
        mother.click("Thêm con")
    mother.page.screenshot(path=pictures / f"children-{width}.png", full_page=True)
    check_targets(mother.page)
    mother.page.locator("button[name=do]").first.click()
    mother.page.wait_for_load_state()
    assert "con là Trần Minh An" in mother.page.locator("body").inner_text()
    mother.open("/nop-ho-so/1.001193/?co-quan=H42.37.117")
    mother.click("Bắt đầu điền hồ sơ" if mother.page.get_by_role("button", name="Bắt đầu điền hồ sơ").count() else
                 mother.page.locator("main form button").last.inner_text())  # fmt: skip
    made = Dossier.objects.filter(state="draft", version__procedure__code="1.001193").latest("id")
    assert made.owner_id is not None and made.owner is not None and made.owner.full_name == "Trần Minh An"
    mother.open(f"/nop-ho-so/1.001193/{made.pk}/to-khai/child/")
    assert mother.page.locator('[name="full_name"]').input_value() == "Trần Minh An"
    mother.page.screenshot(path=pictures / f"child-page-{width}.png", full_page=True)


def test_the_other_pages_look_right(town: str, page_at: PageAt, pictures: Path) -> None:
    seen: set[str] = set()
    made = dossiers.draft()
    for width in (360, 1280):
        owner = person(towns.seat(page_at(width), town, "citizen"), town, seen)
        for name, path in (
            ("helpers", f"/ho-so/{made.pk}/cung-lam/"), ("claim", "/nhan-ho-so/"),
            ("authorise", "/tai-khoan/uy-quyen/"),
        ):  # fmt: skip
            owner.open(path)
            check_targets(owner.page)
            owner.page.screenshot(path=pictures / f"{name}-{width}.png", full_page=True)
        clerk = person(towns.seat(page_at(width), town, "clerk"), town, seen)
        for name, path in (("paper-authorisation", "/mot-cua/uy-quyen/"), ("counter-phone", "/mot-cua/doi-so/")):
            clerk.open(path)
            check_targets(clerk.page)
            clerk.page.screenshot(path=pictures / f"{name}-{width}.png", full_page=True)
    assert world.account("citizen")
