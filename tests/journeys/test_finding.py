"""Four portals, four ways to a procedure: the steps and the words of the guides that four communes wrote.

Each road ends where the dossier begins. The demonstration has offices in Ninh Bình only: communes of other guides are
recognised and told apart, and the last step is taken at an office that is here.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from motcua.portal import office
from motcua.portal.find import offer
from tests.apps.portal.find.test_labels import SETS
from tests.journeys.checks import page_weight
from tests.journeys.conftest import PageAt
from tests.journeys.test_find_and_sign_in import sound
from tests.support import world

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
BROWSERS = [(360, True), (1280, True), (360, False), (1280, False)]
"""Width, and whether scripts run. One test walks its road in all of them: the demonstration is loaded once."""
BIRTH, DEATH, MARRIAGE = "Thủ tục đăng ký khai sinh", "Thủ tục đăng ký khai tử", "Thủ tục đăng ký kết hôn"
PAGES = [
    "noi/", "noi/37/", "noi/37/?loc=y+yen", "noi/so-nganh/", "noi/cu/360/", "?noi=huyen+y+yen", "?noi=khong+co+dau",
    "?q=xyzzyqq&muc-do=4", "?cap=xa&linh-vuc=ho-tich&muc-do=3-4&doi-tuong=nguoi-dan",
]  # fmt: skip
PHONG_DOANH = "Ủy ban nhân dân xã Phong Doanh"
Visit = Callable[[str], Iterator["Visitor"]]


class Visitor:
    """Somebody who follows a guide word by word on one of the portals."""

    def __init__(self, page: Page, scripts: bool) -> None:
        self.page, self.scripts = page, scripts

    def choose(self, words: str) -> None:
        """Follow the link or press the button with these words in the page's own content."""
        content = self.page.locator("main")
        wanted = content.get_by_role("link", name=words).or_(content.get_by_role("button", name=words))
        wanted.first.click()
        self.page.wait_for_load_state()
        sound(self.page)

    def open_tab(self, words: str) -> None:
        """The navigation on top; on a phone with scripts it is folded."""
        menu = self.page.get_by_role("button", name="Danh mục")
        if menu.is_visible():
            menu.click()
        self.page.get_by_role("navigation").first.get_by_role("link", name=words, exact=True).click()
        sound(self.page)

    def narrow(self, typed: dict[str, str], chosen: dict[str, str]) -> None:
        """Type and choose in the filters; without scripts, then press the button of the filters."""
        filters = self.page.locator("details.mc-filters")
        summary = filters.locator("summary")
        if summary.is_visible() and filters.get_attribute("open") is None:
            summary.click()
        for label, text in typed.items():
            self.page.get_by_label(label).fill(text)
        for label, option in chosen.items():
            self.page.get_by_label(label).select_option(label=option)
        if self.scripts:
            for words in (*typed.values(), *chosen.values()):
                said = "Cấp xã" if words.startswith("Bộ thủ tục") else words
                expect(self.page.locator(".mc-chips").or_(self.page.locator(".mc-where"))).to_contain_text([said])
        else:
            filters.locator("button").click()
        sound(self.page)

    def search(self, text: str) -> None:
        self.page.get_by_label("Việc cần làm").fill(text)
        if self.scripts:
            expect(self.page.get_by_role("status").first).to_contain_text(f"cho “{text}”")
        else:
            self.page.locator(".mc-find .mc-search button").click()
        sound(self.page)

    def hit(self, name: str) -> Locator:
        return self.page.locator(".mc-hit", has=self.page.get_by_role("link", name=name, exact=True)).first

    def told(self, words: str) -> None:
        """What became of a place is said on top of the results."""
        expect(self.page.locator(".mc-where")).to_contain_text(words)

    def at_the_start(self, name: str, at: str = "") -> None:
        """The page on which the dossier begins, with the office that was chosen on the way."""
        expect(self.page.locator("h1")).to_have_text(name)
        assert re.search(r"/nop-ho-so/[\d.]+/", self.page.url), self.page.url
        if at:
            expect(self.page.locator("main")).to_contain_text(at)
        sound(self.page)

    def begin_and_choose(self, at: str) -> None:
        """Begin the dossier and say which office is to settle it."""
        self.page.locator("main form button").last.click()
        self.choose("Cơ quan giải quyết hồ sơ")
        self.page.get_by_label(at).check(force=True)
        self.page.get_by_role("button", name="Tiếp tục").click()
        assert "/co-quan/" not in self.page.url
        sound(self.page)


@pytest.fixture
def visits(live_server: LiveServer, page_at: PageAt, settings: Any) -> Visit:
    """Visitors of the first page of a portal that speaks the words of one guide, one for each kind of browser."""
    world.ensure()
    world.forget()
    offer.forget()
    office.forget()

    def come(guide: str) -> Iterator[Visitor]:
        settings.MOTCUA_ENTRY_LABELS = SETS[guide]
        for width, scripts in BROWSERS:
            page = page_at(width, scripts=scripts)
            page.goto(live_server.url)
            sound(page)
            yield Visitor(page, scripts)
            page.context.close()

    return come


def test_nam_dinh_by_district_and_commune_of_before(visits: Visit) -> None:
    """Nộp hồ sơ trực tuyến → Cấp xã → UBND huyện Ý Yên → UBND xã Yên Hưng → thủ tục."""
    for visitor in visits("Nam Định"):
        visitor.choose("Nộp hồ sơ trực tuyến")
        visitor.choose("Cấp xã")
        visitor.choose("UBND huyện Ý Yên (đến 30/6/2025)")
        visitor.choose("UBND xã Yên Hưng")
        visitor.told(
            "Xã Yên Hưng, huyện Ý Yên, tỉnh Nam Định (đến 31/8/2024) nay thuộc xã Phong Doanh, tỉnh Ninh Bình."
        )
        visitor.search("khai tử")
        visitor.told("nay thuộc xã Phong Doanh")
        visitor.hit(DEATH).get_by_role("button", name="Nộp hồ sơ").click()
        visitor.at_the_start(DEATH, PHONG_DOANH)


def test_hai_duong_by_the_set_of_commune_procedures(visits: Visit) -> None:
    """NỘP HỒ SƠ TRỰC TUYẾN → Bộ thủ tục hành chính cấp xã → lĩnh vực → Mức độ 3 → Nộp hồ sơ → cơ quan giải quyết."""
    for visitor in visits("Hải Dương"):
        visitor.choose("Nộp hồ sơ trực tuyến")
        visitor.narrow(
            {},
            {
                "Cơ quan giải quyết": "Bộ thủ tục hành chính cấp xã",
                "Lĩnh vực": "Hộ tịch",
                "Mức độ dịch vụ công": "Mức độ 3",
            },
        )
        visitor.hit(BIRTH).get_by_role("button", name="Nộp hồ sơ").click()
        visitor.at_the_start(BIRTH)
        visitor.begin_and_choose(PHONG_DOANH)


def test_dong_nai_by_the_name_of_the_office(visits: Visit) -> None:
    """Thẻ "Dịch vụ công" → tên cơ quan → mức độ → lĩnh vực → Tìm kiếm → "Chi tiết" hoặc "Nộp hồ sơ"."""
    for visitor in visits("Đồng Nai"):
        visitor.open_tab("Dịch vụ công")
        kept = {"Mức độ dịch vụ công": "Mức độ 3", "Lĩnh vực": "Hộ tịch"}
        visitor.narrow({"Tên cơ quan": "UBND xã Xuân Bắc"}, kept)
        visitor.told("Ủy ban nhân dân xã Xuân Bắc, thành phố Đồng Nai chưa nhận hồ sơ trên cổng này.")
        visitor.narrow({"Tên cơ quan": "UBND xã Phong Doanh"}, kept)
        visitor.page.locator(".mc-find .mc-search").get_by_role("button", name="Tìm kiếm").click()
        sound(visitor.page)
        visitor.hit(BIRTH).get_by_role("button", name="Chi tiết").click()
        expect(visitor.page.get_by_role("heading", name="Bạn cần chuẩn bị")).to_be_visible()
        visitor.page.go_back()
        visitor.hit(BIRTH).get_by_role("button", name="Nộp hồ sơ").click()
        visitor.at_the_start(BIRTH, PHONG_DOANH)


def test_ha_noi_by_tier(visits: Visit) -> None:
    """Đăng ký trực tuyến → phường/xã · quận/huyện · sở/ngành → dịch vụ → Thực hiện → cơ quan tiếp nhận."""
    for visitor in visits("Hà Nội"):
        visitor.choose("Đăng ký trực tuyến")
        for tier in ("Quận, huyện", "Sở, ngành"):
            expect(visitor.page.locator("main").get_by_role("link", name=tier)).to_be_visible()
        visitor.choose("Sở, ngành")
        visitor.choose("Sở Xây dựng")
        expect(visitor.page.locator(".mc-hit").first).to_be_visible()
        visitor.page.go_back()
        visitor.page.go_back()
        visitor.choose("phường, xã")
        visitor.choose("Xem thủ tục của mọi xã, phường")
        visitor.search("kết hôn")
        visitor.hit(MARRIAGE).get_by_role("button", name="Thực hiện").click()
        visitor.at_the_start(MARRIAGE)
        visitor.begin_and_choose(PHONG_DOANH)


def test_places_and_results_fit_every_screen(visits: Visit, live_server: LiveServer) -> None:
    """Every page of finding, with what is said when nothing is found and when a place is divided."""
    for visitor in visits("Nam Định"):
        for path in PAGES:
            visitor.page.goto(f"{live_server.url}/thu-tuc/{path}")
            sound(visitor.page)


def test_pages_of_finding_are_light(visits: Visit, live_server: LiveServer, page_at: PageAt) -> None:
    next(visits("Nam Định"))
    for path in PAGES:
        weight = page_weight(page_at(360), f"{live_server.url}/thu-tuc/{path}")
        assert weight.total <= 60_000 and weight.scripts <= 30_000, f"{path}: {weight.detail}"


def test_a_long_list_of_places_is_filtered_while_typing(visits: Visit, live_server: LiveServer) -> None:
    page = next(visits("Nam Định")).page
    page.goto(f"{live_server.url}/thu-tuc/noi/37/")
    page.get_by_label("Tên xã, phường hoặc huyện cũ").press_sequentially("y yen", delay=20)
    expect(page.locator("#list a")).to_have_count(2)
    assert page.evaluate("document.activeElement.id") == "loc"
    expect(page).to_have_url(re.compile(r"loc=y"))
    sound(page)
