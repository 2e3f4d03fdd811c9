"""From a place, of today or of before, to the office of today: typed in the search, or found on the pages of places."""

import pytest
from django.test import Client

from tests.apps.portal.conftest import Count
from tests.apps.portal.pages import Page, get

PHONG_DOANH, Y_YEN = "H42.37.117", "H42.37.118"


def _where(page: Page) -> str:
    return page.all(".mc-where")[0].text


def _hrefs(page: Page, selector: str) -> dict[str, str]:
    return {one.text: one.attribute("href") for one in page.all(selector)}


@pytest.mark.parametrize(
    ("typed", "office"),
    [
        ("UBND xã Phong Doanh", PHONG_DOANH), ("Ủy ban nhân dân xã Phong Doanh, Ninh Bình", PHONG_DOANH),
        ("ubnd xa phong doanh", PHONG_DOANH), ("UBND xã Ý Yên", Y_YEN), ("Sở Xây dựng", "H42.12"),
        ("so cong thuong", "H42.13"), ("Sở Công Thương tỉnh Ninh Bình", "H42.13"),
        ("sở xây dựng Ninh Bình", "H42.12"),
    ],
)  # fmt: skip
def test_the_name_of_an_office_is_the_filter(browser: Client, typed: str, office: str) -> None:
    page = get(browser, "/thu-tuc/", {"noi": typed})
    details = [one.attribute("href") for one in page.all(".mc-hit__name a")]
    assert details and all(href.endswith(f"?co-quan={office}") for href in details)
    assert page.texts(".mc-chips a") == [f"Bỏ lọc: {typed}"]


def test_a_commune_of_before_leads_to_the_office_of_today_and_says_so(browser: Client) -> None:
    page = get(browser, "/thu-tuc/", {"noi": "UBND xã Yên Hưng, huyện Ý Yên", "q": "khai sinh"})
    assert "Xã Yên Hưng, huyện Ý Yên, tỉnh Nam Định (đến 31/8/2024) nay thuộc xã Phong Doanh, tỉnh Ninh Bình." in (
        _where(page)
    )
    assert "chưa được kiểm chứng" in _where(page)
    assert page.link("Nộp hồ sơ") == f"/nop-ho-so/1.001193/?co-quan={PHONG_DOANH}"


def test_a_district_of_before_leads_to_the_communes_of_today(browser: Client) -> None:
    page = get(browser, "/thu-tuc/", {"noi": "UBND huyện Ý Yên", "q": "khai sinh"})
    assert "Huyện Ý Yên, tỉnh Nam Định (đến 30/6/2025) không còn cấp huyện." in _where(page)
    choices = _hrefs(page, ".mc-where .mc-links a")
    assert len(choices) == 7
    ours = next(text for text in choices if text.startswith("Ủy ban nhân dân xã Phong Doanh"))
    assert "xã Yên Hưng (đến 31/8/2024)" in ours and "xã Phú Hưng" in ours
    assert choices[ours] == f"/thu-tuc/?q=khai+sinh&co-quan={PHONG_DOANH}"
    other = next(text for text in choices if text.startswith("Xã Vũ Dương"))
    assert "chưa nhận hồ sơ trên cổng này" in _where(get(browser, choices[other]))
    assert page.link("Xem các xã, phường hiện nay") == "/thu-tuc/noi/cu/360/"


@pytest.mark.usefixtures("whole")
def test_a_district_of_another_province_is_known_too(browser: Client) -> None:
    page = get(browser, "/thu-tuc/", {"noi": "quận Ba Đình"})
    assert "Quận Ba Đình, thành phố Hà Nội (đến 30/6/2025)" in _where(page)
    assert any(text.startswith("Phường Ba Đình") for text in _hrefs(page, ".mc-where .mc-links a"))
    assert "chưa dùng cổng này" in get(browser, page.link("Xem các xã, phường hiện nay")).text.lower()


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("UBND xã Xuân Bắc", "Ủy ban nhân dân xã Xuân Bắc, thành phố Đồng Nai chưa nhận hồ sơ trên cổng này."),
        ("UBND xã Bình Lãng, tỉnh Hải Dương", "nay thuộc"),
    ],
)
def test_a_place_without_an_office_here_says_where_to_go(browser: Client, typed: str, said: str) -> None:
    page = get(browser, "/thu-tuc/", {"noi": typed})
    if not page.all(".mc-where a[href=https://dichvucong.gov.vn]"):
        page = get(browser, page.all(".mc-where .mc-links a")[0].attribute("href"))
    assert said in _where(page)
    assert page.link("Cổng Dịch vụ công quốc gia") == "https://dichvucong.gov.vn"
    assert page.all(".mc-hit"), "what every commune does can be read all the same"


@pytest.mark.usefixtures("whole")
def test_namesakes_are_shown_with_parents_and_dates(browser: Client) -> None:
    page = get(browser, "/thu-tuc/", {"noi": "xã Tân Thành", "linh-vuc": "ho-tich"})
    assert "Có nhiều nơi tên như vậy" in _where(page)
    choices = _hrefs(page, ".mc-where .mc-links a")
    assert 2 <= len(choices) <= 20
    assert all("(đến" in text or "(từ" in text for text in choices)
    for href in choices.values():
        assert "Có nhiều nơi" not in _where(get(browser, href))
        assert "linh-vuc=ho-tich" in href


@pytest.mark.usefixtures("whole")
def test_the_namesake_of_this_province_is_taken_and_said(browser: Client) -> None:
    page = get(browser, "/thu-tuc/", {"noi": "UBND xã Yên Hưng"})
    assert "Xã Yên Hưng, huyện Ý Yên, tỉnh Nam Định (đến 31/8/2024) nay thuộc xã Phong Doanh" in _where(page)
    assert "Nơi khác cùng tên:" in _where(page)
    assert any("Sơn La" in text for text in _hrefs(page, ".mc-where .mc-links a"))


@pytest.mark.usefixtures("whole")
def test_a_name_with_its_marks_comes_before_one_of_this_province_with_others(browser: Client) -> None:
    page = get(browser, "/thu-tuc/", {"noi": "Hải Dương"})
    choices = list(_hrefs(page, ".mc-where .mc-links a"))
    exact = [place for place, text in enumerate(choices) if "Hải Dương" in text.split(",")[0]]
    assert exact and exact == list(range(len(exact))), choices
    assert any(text.startswith("Tỉnh Hải Dương") for text in choices)
    assert "Hải Đường" not in page.all(".mc-where strong")[0].text, "not taken instead"


@pytest.mark.usefixtures("whole")
def test_more_namesakes_than_can_be_shown_are_said(browser: Client) -> None:
    many = get(browser, "/thu-tuc/", {"noi": "Phường 1"})
    assert len(_hrefs(many, ".mc-where .mc-links a")) <= 20
    assert "Còn nhiều kết quả khác" in _where(many) and "kèm huyện hoặc tỉnh" in _where(many)
    few = get(browser, "/thu-tuc/", {"noi": "Yên Hưng"})
    assert "Còn nhiều kết quả khác" not in _where(few)


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize(("typed", "meant"), [("quân Ba Đinh", "Quận Ba Đình"), ("huyên Ý Yen", "Huyện Ý Yên")])
def test_a_kind_word_with_wrong_marks_is_understood(browser: Client, typed: str, meant: str) -> None:
    assert meant in _where(get(browser, "/thu-tuc/", {"noi": typed}))


@pytest.mark.usefixtures("whole")
def test_a_short_number_is_not_a_code(browser: Client) -> None:
    assert "Mộc Châu" not in _where(get(browser, "/thu-tuc/", {"noi": "123"}))


@pytest.mark.parametrize("typed", ["xã Không Có Đâu", "zzz", "12345678901234567890"])
def test_an_unknown_place_is_said_and_narrows_nothing(browser: Client, typed: str) -> None:
    page = get(browser, "/thu-tuc/", {"noi": typed, "q": "khai sinh"})
    assert f"Không tìm thấy nơi nào tên “{typed}”." in _where(page)
    assert "chưa lọc theo nơi này" in _where(page)
    assert page.all(".mc-hit")


def test_what_is_typed_wins_over_the_list(browser: Client) -> None:
    page = get(browser, "/thu-tuc/", {"noi": "UBND xã Ý Yên", "co-quan": PHONG_DOANH, "q": "khai sinh"})
    assert page.link("Nộp hồ sơ").endswith(Y_YEN)
    assert page.texts(".mc-chips a") == ["Bỏ lọc: UBND xã Ý Yên"]


def test_the_road_of_nam_dinh_by_links(browser: Client) -> None:
    communes = get(browser, get(browser, "/thu-tuc/").link("Cấp xã : Nộp tại phường, xã, đặc khu"))
    assert communes.texts("#list > ul a")[:2] == ["UBND xã Phong Doanh", "UBND xã Ý Yên"]
    district = get(browser, communes.link("UBND huyện Ý Yên (đến 30/6/2025)"))
    assert district.texts("h1") == ["UBND huyện Ý Yên (đến 30/6/2025)"]
    listed = get(browser, district.link("UBND xã Yên Hưng (đến 31/8/2024)"))
    assert "nay thuộc xã Phong Doanh" in _where(listed)
    assert listed.all(".mc-hit__name a")[0].attribute("href").endswith(PHONG_DOANH)
    today = get(browser, district.link("Xã Phong Doanh"))
    assert today.all(".mc-hit__name a")[0].attribute("href").endswith(PHONG_DOANH)


def test_the_province_of_this_portal_comes_first(browser: Client) -> None:
    page = get(browser, "/thu-tuc/noi/")
    provinces = [one for one in page.all("main a") if one.attribute("href").count("/") == 4]
    own = next(one for one in provinces if "tỉnh Nam Định" in one.text)
    assert own.text == "Tỉnh Ninh Bình Gồm tỉnh Hà Nam, tỉnh Nam Định, tỉnh Ninh Bình (đến 30/6/2025)"
    assert page.link("Bộ, ngành trung ương") == "/thu-tuc/?cap=bo"
    rows = page.all("main ul.mc-links--columns")[-1].texts("a")
    assert len(rows) == 34 and rows[0].startswith("Tỉnh Ninh Bình") and rows[1].startswith("Tỉnh An Giang")


def test_a_list_of_places_is_filtered_without_marks(browser: Client) -> None:
    page = get(browser, "/thu-tuc/noi/37/", {"loc": "y yen"})
    assert page.texts("#list a") == ["UBND xã Ý Yên", "UBND huyện Ý Yên (đến 30/6/2025)"]
    nothing = get(browser, "/thu-tuc/noi/37/", {"loc": "Yên Hưng"})
    assert "nay thuộc xã Phong Doanh" in _where(get(browser, nothing.link("Tìm trong tên cũ và cả nước")))


def test_departments_are_listed_and_lead_to_their_procedures(browser: Client) -> None:
    page = get(browser, "/thu-tuc/noi/so-nganh/")
    assert page.link("Sở Xây dựng Sở Xây dựng tỉnh Ninh Bình") == "/thu-tuc/?co-quan=H42.12"
    assert get(browser, "/thu-tuc/?co-quan=H42.12").all(".mc-hit")
    assert page.link("Bộ, ngành trung ương") == "/thu-tuc/?cap=bo"


@pytest.mark.parametrize("path", ["noi/99/", "noi/cu/999/", "noi/cu/x/", "noi/so-nganhx/", "noi/37/x/", "noi/cu/-/"])
def test_unknown_places_are_a_page_that_helps(browser: Client, path: str) -> None:
    assert "Không tìm thấy trang này" in get(browser, f"/thu-tuc/{path}", status=404).text


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize("path", ["", "01/", "79/", "37/", "so-nganh/", "cu/360/", "cu/001/"])
def test_pages_of_places_cost_few_statements_whatever_their_size(browser: Client, statements: Count, path: str) -> None:
    get(browser, "/")
    assert len(statements(lambda: browser.get(f"/thu-tuc/noi/{path}"))) <= 8
    warm = statements(lambda: browser.get(f"/thu-tuc/noi/{path}"))
    assert len(warm) <= 2, warm
