"""The first page, help, and the language."""

from uuid import UUID

from django.conf import settings
from django.test import Client

from motcua.catalogue import api as catalogue
from motcua.dossiers import drafting
from motcua.kit.actor import Actor
from motcua.people import sessions
from tests.apps.portal.conftest import Count
from tests.apps.portal.pages import get
from tests.support import world


def _draft(who: str | None) -> UUID:
    version = catalogue.published("1.001193")
    account = world.account(who) if who else None
    actor = world.actor(who) if who else Actor.ANONYMOUS
    return drafting.start(version, actor, agency=None, account=account, language="vi").id


def test_search_comes_first_and_all_doors_are_there(browser: Client) -> None:
    page = get(browser, "/")
    assert page.texts("main form label")[0] == "Tìm thủ tục"
    assert page.link("Nộp hồ sơ trực tuyến") == "/thu-tuc/"
    assert page.texts("#usual + ul a")[0] == "Thủ tục đăng ký khai sinh"
    assert page.texts("#events + ul a")[0] == "Sinh con"
    assert page.texts("#where + ul .mc-doors__title") == ["Cấp xã", "Quận, huyện (đến 30/6/2025)", "Sở, ngành"]
    assert page.texts("#whom + ul a")[:2] == ["Người dân", "Doanh nghiệp, hộ kinh doanh, hợp tác xã"]
    assert "Hộ tịch" in page.texts("#fields + ul a")
    track = page.all("form[action='/tra-cuu/']")[0]
    assert track.all("input[name=ma]")


def test_a_visitor_costs_nothing_once_warm(browser: Client, statements: Count) -> None:
    get(browser, "/")
    assert statements(lambda: browser.get("/")) == []


def test_a_draft_is_continued_first(browser: Client, statements: Count) -> None:
    draft = _draft("citizen")
    _draft("other_citizen")
    browser.force_login(world.account("citizen"))
    page = get(browser, "/")
    assert [one.attribute("href") for one in page.all("#drafts + ul a")] == [f"/nop-ho-so/1.001193/{draft}/"]
    assert page.texts("#drafts + ul a") == ["Tiếp tục: Thủ tục đăng ký khai sinh"]
    assert len(statements(lambda: browser.get("/"))) <= 3


def test_a_draft_without_account_is_continued_in_its_own_browser_only(browser: Client) -> None:
    draft = _draft(None)
    session = browser.session
    session[sessions.HELD] = [str(draft)]
    session.save()
    assert get(browser, "/").all("#drafts + ul a")
    assert not get(Client(), "/").all("#drafts")


def test_officers_see_their_room_and_no_drafts(browser: Client) -> None:
    browser.force_login(world.account("clerk"))
    page = get(browser, "/")
    assert page.link("Một cửa") == "/mot-cua/"
    assert "Đăng xuất" in page.buttons()
    assert not page.all("#drafts")


def test_help_tells_the_five_steps_in_the_words_of_the_stepper(browser: Client) -> None:
    page = get(browser, "/tro-giup/")
    assert page.texts(".mc-items h2") == [
        "Đăng ký/Đăng nhập", "Lựa chọn dịch vụ", "Nộp hồ sơ", "Theo dõi kết quả", "Nhận kết quả",
    ]  # fmt: skip


def test_language_is_remembered_and_comes_back_to_the_page(browser: Client) -> None:
    answer = browser.post("/ngon-ngu/", {"language": "en", "next": "/thu-tuc/?q=a"})
    assert (answer.status_code, answer["Location"]) == (302, "/thu-tuc/?q=a")
    assert answer.cookies["django_language"].value == "en"


def test_readers_of_english_are_told_that_procedures_are_published_in_vietnamese(browser: Client) -> None:
    browser.cookies["django_language"] = "en"
    page = get(browser, "/thu-tuc/1.001193/")
    assert page.all("h1")[0].attribute("lang") == "vi"
    told = ("published in Vietnamese", "công bố bằng tiếng Việt. Tờ khai")
    assert any(words in page.text for words in told)
    browser.cookies["django_language"] = "vi"
    assert not any(words in get(browser, "/thu-tuc/1.001193/").text for words in told)


def test_only_the_procedures_that_the_portal_names_are_called_usual(browser: Client) -> None:
    shown = get(browser, "/").all("[aria-labelledby=usual] a")
    assert [one.attribute("href").split("/")[2] for one in shown] == list(settings.MOTCUA_MOST_USED)


def test_language_leads_nowhere_else(browser: Client) -> None:
    for evil in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        assert browser.post("/ngon-ngu/", {"language": "en", "next": evil})["Location"] == "/"
    answer = browser.get("/ngon-ngu/", {"language": "en"})
    assert answer.status_code == 302
    assert "django_language" not in answer.cookies


def test_the_token_of_a_form_is_asked_for(browser: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/ngon-ngu/", {"language": "en"}).status_code == 403
