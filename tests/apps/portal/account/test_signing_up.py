"""Opening an account on the road of the seeds: Đăng ký → Công dân → Thuê bao di động → form → OTP."""

from collections.abc import Callable

import pytest
from django.test import Client

from motcua.people.models import Account
from tests.apps.portal.pages import Page, get, post

PHONE = "0900000997"
PERSON = {"loai": "cong-dan", "full_name": "Nguyễn Thị Mới", "phone": PHONE, "email": "", "personal_id": ""}
FIRM = {
    "loai": "to-chuc", "organisation_name": "Công ty Thử", "tax_code": "0100109106",
    "full_name": "Lê A", "phone": PHONE,
}  # fmt: skip
Code = Callable[[str], str]


def walk(browser: Client, *words: str, start: str = "/dang-ky/") -> Page:
    page = get(browser, start)
    for word in words:
        onward = [one for one in page.all(".mc-choices a") if one.texts(".mc-choices__title") == [word]]
        page = get(browser, onward[0].attribute("href"))
    return page


def test_the_road_has_the_words_of_the_seeds(browser: Client) -> None:
    page = walk(browser, "Công dân", "Thuê bao di động", start=get(browser, "/").link("Đăng ký"))
    assert page.texts("form label")[-4:] == [
        "Họ và tên *", "Số điện thoại di động *", "Thư điện tử (e-mail)", "Số định danh cá nhân",
    ]  # fmt: skip
    assert "Đăng ký" in page.buttons()
    assert "Mục có dấu * là bắt buộc." in page.text


def test_a_citizen_registers_and_is_signed_in(browser: Client, last_code: Code) -> None:
    answer = browser.post("/dang-ky/", {**PERSON, "email": "moi@example.vn", "next": "/thu-tuc/1.001193/"})
    assert answer["Location"] == "/dang-ky/xac-nhan/"
    assert not Account.objects.filter(phone=PHONE).exists()
    assert "Đăng ký" in get(browser, "/dang-ky/xac-nhan/").buttons()
    answer = browser.post("/dang-ky/xac-nhan/", {"code": last_code(PHONE)})
    assert answer["Location"] == "/thu-tuc/1.001193/"
    account = Account.objects.get(phone=PHONE)
    assert (account.kind, account.full_name, account.email) == ("citizen", "Nguyễn Thị Mới", "moi@example.vn")
    assert account.assurance == 1
    page = get(browser, "/")
    assert "Đăng xuất" in page.buttons() and "Đã tạo tài khoản" in page.text


def test_an_organisation_registers(browser: Client, last_code: Code) -> None:
    page = walk(browser, "Tổ chức, doanh nghiệp", "Thuê bao di động")
    assert "Mã số thuế *" in page.texts("form label")
    browser.post("/dang-ky/", FIRM)
    answer = browser.post("/dang-ky/xac-nhan/", {"code": last_code(PHONE)})
    person, firm = Account.objects.get(phone=PHONE), Account.objects.get(tax_code="0100109106")
    assert (person.kind, person.full_name, person.organisation_name) == ("citizen", "Lê A", "")
    assert (firm.kind, firm.organisation_name, firm.phone) == ("organisation", "Công ty Thử", None)
    page = get(browser, answer["Location"])
    assert "chưa được xác nhận" in page.text
    assert "Công ty Thử" in page.texts(".mc-acting strong")


def test_a_second_one_of_the_same_tax_code_is_told_how_to_join_and_not_whose_it_is(
    browser: Client, last_code: Code
) -> None:
    known = {**FIRM, "tax_code": "9999999901", "organisation_name": "Công ty khác"}
    browser.post("/dang-ky/", known)
    page = post(browser, "/dang-ky/xac-nhan/", {"code": last_code(PHONE)}, 409)
    assert "mời số điện thoại của bạn" in page.text and "Quách" not in page.text and "Gốm sứ" not in page.text
    assert Account.objects.filter(tax_code="9999999901").count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"full_name": ""}, "Hãy nhập họ và tên"),
        ({"full_name": "x" * 151}, "ngắn hơn"),
        ({"phone": ""}, "Hãy nhập số điện thoại"),
        ({"phone": "12"}, "10 chữ số"),
        ({"email": "khong-phai"}, "thư điện tử chưa đúng"),
        ({"personal_id": "123"}, "12 chữ số"),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_is_kept(browser: Client, changed: dict[str, str], said: str) -> None:
    typed = {**PERSON, "email": "a@example.vn", **changed}
    page = post(browser, "/dang-ky/", typed, 422)
    assert len(page.problems) == 1
    assert said.lower() in page.problems[0].lower()
    field = next(iter(changed))
    assert page.all(".govuk-error-summary a")[0].attribute("href") == f"#{field}"
    for name in ("full_name", "phone", "email", "personal_id"):
        assert page.all(f"input#{name}")[0].given.get("value", "") == typed[name]


def test_a_firm_needs_name_and_tax_code(browser: Client) -> None:
    page = post(browser, "/dang-ky/", {"loai": "to-chuc", "full_name": "Lê A", "phone": PHONE}, 422)
    assert page.problems == ["Hãy nhập tên tổ chức, doanh nghiệp.", "Hãy nhập mã số thuế."]


def test_a_known_phone_gets_a_code_like_any_other_and_then_its_own_account(browser: Client, last_code: Code) -> None:
    known = "0900000301"
    before = Account.objects.filter(phone=known).values().get()
    assert browser.post("/dang-ky/", {**PERSON, "phone": known})["Location"] == "/dang-ky/xac-nhan/"
    page = post(browser, "/dang-ky/xac-nhan/", {"code": last_code(known)})
    assert "Bạn đã có tài khoản" in page.text
    assert page.link("Tiếp tục") == "/ho-so/"
    assert Account.objects.filter(phone=known).values().get() == before


def test_registering_with_an_officers_phone_opens_no_office(browser: Client, last_code: Code) -> None:
    browser.post("/dang-ky/", {**PERSON, "phone": "0900000101"})
    page = post(browser, "/dang-ky/xac-nhan/", {"code": last_code("0900000101")}, 422)
    assert page.all("input[type=password]")
    assert "Đăng nhập" in get(browser, "/").texts("nav a")


def test_a_closed_account_is_not_opened_again(browser: Client, last_code: Code) -> None:
    Account.objects.filter(phone="0900000302").update(is_active=False)
    browser.post("/dang-ky/", {**PERSON, "phone": "0900000302"})
    assert browser.post("/dang-ky/xac-nhan/", {"code": last_code("0900000302")}).status_code == 403


def test_going_back_to_the_form_keeps_what_was_typed(browser: Client) -> None:
    browser.post("/dang-ky/", PERSON)
    back = get(browser, "/dang-ky/xac-nhan/").link("Sửa số điện thoại")
    page = get(browser, back)
    assert page.all("input#full_name")[0].attribute("value") == "Nguyễn Thị Mới"
    assert page.all("input#phone")[0].attribute("value") == PHONE


def test_where_one_was_going_survives_every_step(browser: Client) -> None:
    page = walk(browser, "Công dân", "Thuê bao di động", start="/dang-ky/?next=/thu-tuc/%3Fq%3Da")
    assert page.all("main input[name=next]")[0].attribute("value") == "/thu-tuc/?q=a"


def test_a_double_click_opens_one_account(browser: Client, last_code: Code) -> None:
    browser.post("/dang-ky/", PERSON)
    code = last_code(PHONE)
    browser.post("/dang-ky/xac-nhan/", {"code": code})
    assert browser.post("/dang-ky/xac-nhan/", {"code": code}).status_code == 302
    assert Account.objects.filter(phone=PHONE).count() == 1
