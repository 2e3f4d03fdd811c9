"""Finding a procedure as people type it, with or without marks, with or without JavaScript."""

import pytest
from django.test import Client

from motcua.catalogue import api as catalogue
from tests.apps.portal.conftest import Count
from tests.apps.portal.pages import Page, get

OFFICE = "H42.37.117"
LIVE = {"HX-Request": "true", "HX-Target": "results"}


@pytest.mark.parametrize("typed", ["khai sinh", "Khai Sinh", "giấy khai sinh", "dang ky khai sin", "em be moi sinh"])
def test_birth_is_found_however_it_is_typed(browser: Client, typed: str) -> None:
    page = get(browser, "/thu-tuc/", {"q": typed})
    assert page.all(".mc-hit__name a")[0].text == "Thủ tục đăng ký khai sinh"


def test_a_result_says_fee_time_visits_and_ways_at_a_glance(browser: Client) -> None:
    hit = get(browser, "/thu-tuc/", {"q": "trich luc"}).all(".mc-hit")[0]
    assert hit.texts("dt") == ["Lệ phí", "Thời hạn", "Số lần đến", "Cách nộp"]
    assert hit.texts("dd") == [
        "8.000 đồng một bản", "Trong ngày", "Đến cơ quan 1 lần", "Trực tuyến hoặc trực tiếp",
    ]  # fmt: skip


def test_only_the_law_makes_a_procedure_free(browser: Client) -> None:
    for hit in get(browser, "/thu-tuc/").all(".mc-hit"):
        code = hit.all("a.govuk-link")[0].attribute("href").split("/")[2]
        fee = hit.texts("dd")[0]
        assert (fee == "Miễn lệ phí") == (catalogue.published(code).fee["rule"] == "free")


def test_the_buttons_lead_on_and_keep_the_office(browser: Client) -> None:
    page = get(browser, "/thu-tuc/", {"q": "khai sinh", "co-quan": OFFICE})
    hit = page.all(".mc-hit")[0]
    links = {one.text: one.attribute("href") for one in hit.all(".mc-hit__acts a")}
    assert links == {
        "Nộp hồ sơ": f"/nop-ho-so/1.001193/?co-quan={OFFICE}",
        "Chi tiết": f"/thu-tuc/1.001193/?co-quan={OFFICE}",
    }
    assert page.all("select#co-quan option[selected]")[0].text == "Ủy ban nhân dân xã Phong Doanh"


def test_a_search_costs_two_statements(browser: Client, statements: Count) -> None:
    get(browser, "/thu-tuc/", {"q": "khai sinh"})
    assert len(statements(lambda: browser.get("/thu-tuc/", {"q": "ket hon"}))) <= 2
    assert len(statements(lambda: browser.get("/thu-tuc/", {"q": "ket hon"}, headers=LIVE))) <= 2


def test_while_typing_only_results_are_sent(browser: Client) -> None:
    live = browser.get("/thu-tuc/", {"q": "khai sinh"}, headers=LIVE)
    assert "HX-Request" in live["Vary"]
    text = live.content.decode()
    assert "<html" not in text
    assert 'hx-swap-oob="innerHTML"' in text
    assert "Thủ tục đăng ký khai sinh" in text
    back = browser.get("/thu-tuc/", headers={**LIVE, "HX-History-Restore-Request": "true"})
    assert "<html" in back.content.decode()


def test_nothing_found_says_what_to_try(browser: Client) -> None:
    page = get(browser, "/thu-tuc/", {"q": "xyzzyqq"})
    assert page.all("#count")[0].text == "Không tìm thấy thủ tục nào."
    assert "Hãy thử một trong các cách sau" in page.text
    assert page.link("Xem tất cả thủ tục") == "/thu-tuc/"
    assert "Sinh con" in page.texts(".mc-links a")
    assert page.link("0228 000 0117") == "tel:02280000117"


def test_everything_handed_in_here_has_its_button_however_the_result_is_received(browser: Client) -> None:
    hits = get(browser, "/thu-tuc/").all(".mc-hit")
    assert len(hits) == 5
    assert all("Nộp hồ sơ" in hit.texts("a") for hit in hits)


def test_an_event_of_life_finds_its_procedures(browser: Client) -> None:
    address = get(browser, "/").link("Sinh con")
    names = get(browser, address).texts(".mc-hit__name a")
    assert "Thủ tục đăng ký khai sinh" in names


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", "'; drop table", "a" * 5000, "%", "&|!():*", "   "]
)
def test_whatever_is_typed_is_only_text(browser: Client, typed: str) -> None:
    page = get(browser, "/thu-tuc/", {"q": typed, "co-quan": typed[:50], "linh-vuc": typed[:50]})
    assert page.all("#count")
    assert "<script>alert" not in page.source


def test_the_address_of_a_search_can_be_shared(browser: Client) -> None:
    page: Page = get(browser, "/thu-tuc/?q=ket+hon&co-quan=H42.37.118")
    assert page.all("input#q")[0].attribute("value") == "ket hon"
    assert page.texts(".mc-hit__name a")[0] == "Thủ tục đăng ký kết hôn"
