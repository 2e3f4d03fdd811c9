"""Finding a procedure as people type it, with or without marks, with or without JavaScript."""

import pytest
from django.test import Client

from motcua.catalogue import api as catalogue
from tests.apps.portal.conftest import Count
from tests.apps.portal.pages import Node, Page, get

OFFICE = "H42.37.117"
LIVE = {"HX-Request": "true", "HX-Target": "results"}


@pytest.mark.parametrize("typed", ["khai sinh", "Khai Sinh", "giấy khai sinh", "dang ky khai sin", "em be moi sinh"])
def test_birth_is_found_however_it_is_typed(browser: Client, typed: str) -> None:
    page = get(browser, "/thu-tuc/", {"q": typed})
    assert page.all(".mc-hit__name a")[0].text == "Thủ tục đăng ký khai sinh"


def test_a_result_says_fee_time_visits_ways_and_level_at_a_glance(browser: Client) -> None:
    hit = get(browser, "/thu-tuc/", {"q": "trich luc"}).all(".mc-hit")[0]
    assert hit.texts("dt") == ["Lệ phí", "Thời hạn", "Số lần đến", "Cách nộp", "Mức độ"]
    assert hit.texts("dd") == [
        "8.000 đồng một bản", "Trong ngày", "1 lần", "Trực tuyến hoặc trực tiếp", "3, một phần",
    ]  # fmt: skip


def test_nothing_is_said_to_be_free_that_the_law_does_not_free(browser: Client) -> None:
    for hit in _all_hits(browser, "/thu-tuc/"):
        said = dict(zip(hit.texts("dt"), hit.texts("dd"), strict=True)).get("Lệ phí", "")
        version = catalogue.published(hit.all("a.govuk-link")[0].attribute("href").split("/")[2])
        if said == "Miễn lệ phí":
            assert (version.fee or {}).get("rule") == "free"
            assert not version.doubts or "fee" not in {doubt.get("item") for doubt in version.doubts}


def _all_hits(browser: Client, address: str) -> list[Node]:
    hits: list[Node] = []
    while address:
        page = get(browser, address)
        hits += page.all(".mc-hit")
        address = next((one.attribute("href") for one in page.all("a") if one.text == "Xem thêm"), "")
    return hits


def test_the_whole_catalogue_is_walked_page_by_page(browser: Client) -> None:
    names = [hit.texts(".mc-hit__name")[0] for hit in _all_hits(browser, "/thu-tuc/")]
    said = get(browser, "/thu-tuc/").all("#count")[0].text
    assert said == f"Có {len(names)} thủ tục."
    assert len(set(names)) == len(names) > 100


@pytest.mark.parametrize("forged", ["x", "!!", "A" * 300, "4pyTCg"])
def test_a_forged_place_in_the_list_begins_at_its_first_page(browser: Client, forged: str) -> None:
    first = get(browser, "/thu-tuc/").texts(".mc-hit__name")
    assert get(browser, "/thu-tuc/", {"sau": forged}).texts(".mc-hit__name") == first


def test_the_buttons_lead_on_and_keep_the_office(browser: Client) -> None:
    page = get(browser, "/thu-tuc/", {"q": "khai sinh", "co-quan": OFFICE})
    hit = page.all(".mc-hit")[0]
    links = {one.text: one.attribute("href") for one in hit.all(".mc-hit__acts a")}
    assert links == {
        "Nộp hồ sơ": f"/nop-ho-so/1.001193/?co-quan={OFFICE}",
        "Chi tiết": f"/thu-tuc/1.001193/?co-quan={OFFICE}",
    }
    assert page.all("select#co-quan option[selected]")[0].text == "Ủy ban nhân dân xã Phong Doanh"


@pytest.mark.parametrize(
    "query",
    [
        {"q": "ket hon"},
        {"co-quan": OFFICE, "muc-do": "3", "linh-vuc": "ho-tich", "doi-tuong": "nguoi-dan", "q": "khai tu"},
        {"noi": "UBND huyện Ý Yên", "q": "khai sinh"},
        {"noi": "UBND xã Yên Hưng, huyện Ý Yên"},
        {"noi": "UBND xã Yên Hưng"},
        {"noi": "Sở Xây dựng"},
        {"noi": "UBND xã Xuân Bắc", "q": "xyzzyqq"},
    ],
    ids=lambda query: "&".join(query),
)
@pytest.mark.parametrize("live", [True, False])
def test_a_search_costs_at_most_six_statements(
    browser: Client, statements: Count, query: dict[str, str], live: bool
) -> None:
    get(browser, "/thu-tuc/", query)
    seen = statements(lambda: browser.get("/thu-tuc/", query, headers=LIVE if live else {}))
    assert len(seen) <= (6 if "noi" in query else 2), seen


def test_while_typing_only_results_are_sent(browser: Client) -> None:
    live = browser.get("/thu-tuc/", {"q": "khai sinh", "noi": "", "co-quan": "", "linh-vuc": "ho-tich"}, headers=LIVE)
    assert "HX-Request" in live["Vary"]
    assert live["HX-Replace-Url"] == "/thu-tuc/?q=khai+sinh&linh-vuc=ho-tich"
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
    assert "Sinh con" in page.texts(".mc-tags a")
    assert page.all("main section dd a")[0].attribute("href").startswith("tel:")


def test_nothing_found_offers_near_words_and_the_removal_of_each_filter(browser: Client) -> None:
    page = get(browser, "/thu-tuc/", {"q": "khaisinhh", "linh-vuc": "dat-dai", "muc-do": "4", "co-quan": OFFICE})
    assert page.link("Bỏ lọc “Đất đai”") == f"/thu-tuc/?q=khaisinhh&co-quan={OFFICE}&muc-do=4"
    assert page.link("Bỏ lọc “Mức độ 4”") == f"/thu-tuc/?q=khaisinhh&co-quan={OFFICE}&linh-vuc=dat-dai"
    near = page.all(".govuk-inset-text .mc-links a")
    assert near
    assert get(browser, near[0].attribute("href")).all(".mc-hit")


def test_everything_handed_in_here_has_its_button_and_nothing_else(browser: Client) -> None:
    hits = _all_hits(browser, "/thu-tuc/")
    with_button = {hit.all("a")[0].attribute("href").split("/")[2] for hit in hits if "Nộp hồ sơ" in hit.texts("a")}
    assert {"1.001193", "1.000894", "1.004873", "2.000635", "1.000656"} <= with_button
    for code in with_button:
        assert catalogue.taking(catalogue.published(code).procedure)


def test_an_event_of_life_finds_its_procedures(browser: Client) -> None:
    address = get(browser, "/").link("Sinh con")
    assert address == "/thu-tuc/?su-kien=sinh-con"
    names = get(browser, address).texts(".mc-hit__name a")
    assert "Thủ tục đăng ký khai sinh" in names


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", "'; drop table", "a" * 5000, "%", "&|!():*", "   ", "\u202e", "1" * 30]
)
def test_whatever_is_typed_is_only_text(browser: Client, typed: str) -> None:
    names = ("q", "noi", "co-quan", "cap", "linh-vuc", "muc-do", "doi-tuong", "su-kien", "sau")
    page = get(browser, "/thu-tuc/", dict.fromkeys(names, typed))
    assert page.all("#count")
    assert "<script>alert" not in page.source


def test_the_address_of_a_search_can_be_shared(browser: Client) -> None:
    page: Page = get(browser, "/thu-tuc/?q=ket+hon&co-quan=H42.37.118")
    assert page.all("input#q")[0].attribute("value") == "ket hon"
    assert page.texts(".mc-hit__name a")[0] == "Thủ tục đăng ký kết hôn"
