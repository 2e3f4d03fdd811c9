"""Signing in by phone and code: nothing told to strangers, nothing typed twice, nowhere else to go."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from motcua.catalogue import api as catalogue
from motcua.dossiers import drafting
from motcua.dossiers.models import Dossier
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.people import otp, sessions
from motcua.people.models import Account
from tests.apps.portal.conftest import Count
from tests.apps.portal.pages import get, post
from tests.support import world

CITIZEN = "0900000301"
NOBODY = "0900000999"
OFFICER = "0900000101"
Code = Callable[[str], str]


def ask(browser: Client, phone: str = CITIZEN, **more: str) -> None:
    answer = browser.post("/dang-nhap/", {"phone": phone, **more})
    assert (answer.status_code, answer["Location"]) == (302, "/dang-nhap/xac-nhan/")


def test_a_citizen_signs_in_with_the_code_of_the_message(browser: Client, last_code: Code) -> None:
    ask(browser, "+84 900 000 301")
    assert "0900 000 301" in get(browser, "/dang-nhap/xac-nhan/").text
    answer = browser.post("/dang-nhap/xac-nhan/", {"code": last_code(CITIZEN)})
    assert (answer.status_code, answer["Location"]) == (302, "/ho-so/")
    assert "Đăng xuất" in get(browser, "/").buttons()


def test_one_goes_on_where_one_was_going(browser: Client, last_code: Code) -> None:
    wanted = "/nop-ho-so/1.001193/?co-quan=H42.37.117"
    page = get(browser, "/dang-nhap/", {"next": wanted})
    ask(browser, next=page.all("main input[name=next]")[0].attribute("value"))
    assert browser.post("/dang-nhap/xac-nhan/", {"code": last_code(CITIZEN)})["Location"] == wanted


EVIL = ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:evil"]


@pytest.mark.parametrize("evil", EVIL)
def test_nobody_is_led_to_another_site(browser: Client, last_code: Code, evil: str) -> None:
    page = get(browser, "/dang-nhap/", {"next": evil})
    assert page.all("main input[name=next]")[0].attribute("value") == ""
    ask(browser, next=evil)
    assert browser.post("/dang-nhap/xac-nhan/", {"code": last_code(CITIZEN)})["Location"] == "/ho-so/"
    assert browser.get("/dang-nhap/", {"next": evil})["Location"] == "/ho-so/"


def test_before_the_code_is_right_nobody_learns_who_has_an_account(browser: Client, last_code: Code) -> None:
    """The same pages, word for word, for a citizen, an officer and a phone nobody registered."""
    seen = set()
    for phone in (CITIZEN, OFFICER, NOBODY):
        visitor = Client()
        ask(visitor, phone)
        wrong = "000000" if last_code(phone) != "000000" else "111111"
        page = post(visitor, "/dang-nhap/xac-nhan/", {"code": wrong}, 422)
        seen.add(page.text.replace(f"{phone[:4]} {phone[4:7]} {phone[7:]}", "…"))
    assert len(seen) == 1


def test_without_an_account_one_registers_and_types_neither_phone_nor_code_again(
    browser: Client, last_code: Code
) -> None:
    ask(browser, NOBODY, next="/thu-tuc/")
    answer = browser.post("/dang-nhap/xac-nhan/", {"code": last_code(NOBODY)})
    page = get(browser, answer["Location"])
    assert "chưa có tài khoản" in page.text
    for _ in range(2):
        page = get(browser, page.all(".mc-choices a")[0].attribute("href"))
    assert page.all("input#phone")[0].attribute("value") == NOBODY
    form = {"loai": "cong-dan", "full_name": "Người Mới", "phone": NOBODY, "next": "/thu-tuc/"}
    assert browser.post("/dang-ky/", form)["Location"] == "/thu-tuc/"
    assert Account.objects.get(phone=NOBODY).full_name == "Người Mới"
    assert "Đăng xuất" in get(browser, "/").buttons()


def test_a_confirmed_phone_confirms_no_other(browser: Client, last_code: Code) -> None:
    ask(browser, NOBODY)
    browser.post("/dang-nhap/xac-nhan/", {"code": last_code(NOBODY)})
    form = {"loai": "cong-dan", "full_name": "Kẻ Khác", "phone": "0900000998"}
    assert browser.post("/dang-ky/", form)["Location"] == "/dang-ky/xac-nhan/"
    assert not Account.objects.filter(phone="0900000998").exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Hãy điền số điện thoại"),
        ("abc", "chỉ gồm chữ số"),
        ("0912", "10 chữ số"),
        ("02283825333", "Số máy bàn không nhận được tin nhắn"),
    ],
)
def test_a_malformed_phone_is_kept_and_explained(browser: Client, typed: str, said: str) -> None:
    page = post(browser, "/dang-nhap/", {"phone": typed, "next": "/thu-tuc/"}, 422)
    assert len(page.problems) == 1
    assert said in page.problems[0]
    assert page.all("input#phone")[0].given.get("value", "") == typed
    assert page.all("main input[name=next]")[0].attribute("value") == "/thu-tuc/"
    assert page.all("title")[0].text.startswith("Lỗi:")


def test_a_wrong_code_says_how_many_tries_are_left(browser: Client, last_code: Code) -> None:
    ask(browser)
    wrong = "000000" if last_code(CITIZEN) != "000000" else "111111"
    page = post(browser, "/dang-nhap/xac-nhan/", {"code": wrong}, 422)
    assert "còn 4 lần" in page.problems[0]
    for _ in range(4):
        page = post(browser, "/dang-nhap/xac-nhan/", {"code": wrong}, 422)
    page = post(browser, "/dang-nhap/xac-nhan/", {"code": last_code(CITIZEN)}, 422)
    assert "hết hạn" in page.problems[0]
    assert "Gửi lại mã" in page.buttons()


def test_an_expired_code_is_replaced_by_one_button(browser: Client, last_code: Code) -> None:
    ask(browser)
    old = last_code(CITIZEN)
    with clock.travel(clock.now() + timedelta(minutes=otp.MINUTES + 1)):
        assert "hết hạn" in post(browser, "/dang-nhap/xac-nhan/", {"code": old}, 422).problems[0]
        assert "Đã gửi mã mới" in post(browser, "/dang-nhap/xac-nhan/", {"resend": "1"}).text
        answer = browser.post("/dang-nhap/xac-nhan/", {"code": last_code(CITIZEN)})
    assert answer["Location"] == "/ho-so/"


def test_too_many_codes_wait_and_say_so(browser: Client) -> None:
    for _ in range(otp.SENDS_PER_PHONE):
        ask(browser)
    answer = browser.post("/dang-nhap/", {"phone": CITIZEN})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "Bạn đã thử nhiều lần. Hãy đợi 15 phút rồi thử lại." in answer.content.decode()
    again = browser.post("/dang-nhap/xac-nhan/", {"resend": "1"})
    assert again.status_code == 429


def test_an_officers_phone_opens_nothing_by_a_code(browser: Client, last_code: Code) -> None:
    ask(browser, OFFICER)
    page = post(browser, "/dang-nhap/xac-nhan/", {"code": last_code(OFFICER)}, 422)
    assert page.all("input[type=password]")
    assert page.all("input#phone")[0].attribute("value") == OFFICER
    assert "Đăng nhập" in get(browser, "/").texts("nav a")


def test_drafts_begun_without_an_account_become_ones_own(browser: Client, last_code: Code) -> None:
    version = catalogue.published("1.001193")
    draft = drafting.start(version, Actor.ANONYMOUS, agency=None, account=None, language="vi")
    foreign = drafting.start(version, Actor.ANONYMOUS, agency=None, account=None, language="vi")
    session = browser.session
    session[sessions.HELD] = [str(draft.id)]
    session.save()
    ask(browser)
    browser.post("/dang-nhap/xac-nhan/", {"code": last_code(CITIZEN)})
    assert Dossier.objects.get(pk=draft.id).owner_id == world.account("citizen").id
    assert Dossier.objects.get(pk=foreign.id).owner_id is None


def test_the_code_page_alone_asks_for_the_phone(browser: Client) -> None:
    for address in ("/dang-nhap/xac-nhan/", "/dang-ky/xac-nhan/"):
        assert browser.get(address).status_code == 302
        assert browser.post(address, {"code": "123456"}).status_code == 302


def test_back_after_signing_in_does_nothing_twice(browser: Client, last_code: Code) -> None:
    ask(browser)
    code = last_code(CITIZEN)
    browser.post("/dang-nhap/xac-nhan/", {"code": code})
    answer = browser.post("/dang-nhap/xac-nhan/", {"code": code}, follow=True)
    assert answer.redirect_chain[-1][0] == "/ho-so/"


def test_one_session_is_not_another(browser: Client, last_code: Code) -> None:
    """A code typed in a browser that did not ask for it opens nothing."""
    ask(browser)
    assert Client().post("/dang-nhap/xac-nhan/", {"code": last_code(CITIZEN)})["Location"] == "/dang-nhap/"


def test_signing_out_needs_the_button(browser: Client) -> None:
    browser.force_login(world.account("citizen"))
    browser.get("/dang-xuat/")
    assert "Đăng xuất" in get(browser, "/").buttons()
    assert browser.post("/dang-xuat/")["Location"] == "/"
    assert "Đăng xuất" not in get(browser, "/").buttons()


def test_the_page_for_the_phone_costs_nothing(browser: Client, statements: Count) -> None:
    get(browser, "/")
    assert statements(lambda: browser.get("/dang-nhap/")) == []


def test_pages_of_signing_in_are_kept_by_no_cache(browser: Client) -> None:
    for address in ("/dang-nhap/", "/dang-ky/", "/dang-nhap/can-bo/", "/ma-xac-nhan/?viec=submit"):
        assert "no-store" in browser.get(address)["Cache-Control"]


def test_the_task_of_the_widget_names_its_purpose(browser: Client, statements: Count) -> None:
    assert statements(lambda: browser.get("/ma-xac-nhan/", {"viec": "submit"})) == []
    made = browser.get("/ma-xac-nhan/", {"viec": "submit"}).json()
    assert made["parameters"]["data"] == {"purpose": "submit"}
    for purpose in ("", "a b", "<b>", "x" * 81):
        assert browser.get("/ma-xac-nhan/", {"viec": purpose}).status_code == 404
