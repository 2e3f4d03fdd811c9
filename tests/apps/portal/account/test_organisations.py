"""Acting for an organisation: added, its staff invited and ended, its business done and nobody else's."""

import re
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.dossiers.models import Dossier
from motcua.kit.actor import Actor
from motcua.messaging.models import Message
from motcua.people import mandates, organisations, sessions, staff
from motcua.people.models import Account, Identity, Mandate
from tests.apps.people import tokens
from tests.apps.portal.pages import Page, get, post
from tests.contracts.fixtures import sandbox, sandbox_process
from tests.contracts.process import SandboxProcess

__all__ = ["sandbox", "sandbox_process"]
BOSS, HELPER, STRANGER = "0900000301", "0900000302", "0900000303"
REISSUE, OTHER = "2.000575", "2.000720"
"""Procedures of a household business."""
Count = Callable[[Callable[[], object]], list[str]]


def person(phone: str = BOSS) -> Account:
    return Account.objects.get(phone=phone)


def sitting(phone: str = BOSS) -> Client:
    client = Client()
    client.force_login(person(phone))
    return client


def shown(browser: Client, level: int) -> Client:
    """The same browser, having shown this much."""
    kept = browser.session
    kept[sessions.LEVEL] = level
    kept.save()
    return browser


@pytest.fixture
def firm() -> Account:
    facts = organisations.Facts("0100109106", "Hộ kinh doanh Cây Đa", "household", "Thôn Trung")
    return organisations.add(person(), facts, actor=Actor.SYSTEM).principal


def one(firm: Account, more: str = "") -> str:
    return f"/tai-khoan/to-chuc/{firm.pk}/{more}"


def invite(browser: Client, firm: Account, phone: str, **more: object) -> Page:
    data = {"name": "Nhân viên", "phone": phone, "scope": "tat-ca", **more}
    return get(browser, browser.post(one(firm, "nhan-vien/them/"), data)["Location"])


def answer(browser: Client) -> str:
    """Say yes to the invitation on the screen."""
    found = get(browser, "/tai-khoan/lam-thay/").all("section form")[0]
    return str(browser.post(found.attribute("action"))["Location"])


def test_the_registry_names_the_organisation_and_its_silence_stops_nobody(
    sandbox: SandboxProcess, settings: LazySettings
) -> None:
    settings.MOTCUA_ENTERPRISES_URL = f"{sandbox.url}/enterprises"
    address = "/tai-khoan/to-chuc/them/?ma-so-thue=9999999919"
    page = get(sitting(), address)
    assert page.all("input#name")[0].attribute("value") == "Công ty Cổ phần Mây tre Đồng Quê Thử Nghiệm"
    for lie in ("fail", "lie_ok", "garbage"):
        sandbox.control("registry", lie)
        page = get(sitting(), address)
        assert "Bạn tự điền" in page.text and not page.all("input#name")[0].given.get("value")
    sandbox.control("registry", "ok")
    typed = {"tax_code": "9999999919", "name": "Mây tre", "address": "", "sort": "business"}
    liar = sitting(STRANGER)
    liar.post("/tai-khoan/to-chuc/them/", typed)
    told = {"personal_id": person(HELPER).personal_id}
    Identity.objects.create(account=person(HELPER), provider="vneid", subject="s", assurance=2, told=told)
    Account.objects.filter(phone=HELPER).update(assurance=2)
    browser = sitting(HELPER)
    led = browser.post("/tai-khoan/to-chuc/them/", {**typed, "address": "Xóm Đình"})["Location"]
    assert led.startswith("/dang-nhap/xac-nhan-danh-tinh/?muc=2")
    back = "/tai-khoan/to-chuc/them/?ma-so-thue=9999999919"
    assert get(browser, back).all("input#name")[0].given.get("value") == "Mây tre", "nothing typed is lost"
    shown(browser, 2).post("/tai-khoan/to-chuc/them/", typed)
    made = Mandate.objects.get(principal__tax_code="9999999919", state="active")
    assert (made.agent, made.proven, made.principal.assurance) == (person(HELPER), "registry", 2)  # the very person
    assert get(liar, "/ho-so/").texts(".mc-acting strong") == [], "who only declared it is out"
    page = post(sitting(), "/tai-khoan/to-chuc/them/", typed, 409)
    assert "Lương" not in page.text


def test_an_invitation_tells_nobody_whether_the_telephone_has_an_account(firm: Account) -> None:
    browser, told = sitting(), []
    for phone in (HELPER, "0900000988"):
        page = invite(browser, firm, phone)
        told.append([text.replace(phone[-3:], "…") for text in page.texts(".govuk-notification-banner__content")])
        assert "Hộ kinh doanh Cây Đa mời bạn" in Message.objects.get(recipient=phone).body
    assert told[0] == told[1]
    assert "Lương" not in page.text  # the name of the account is not told before its owner said yes


def test_staff_work_within_their_scope_and_until_they_are_ended(firm: Account, statements: Count) -> None:
    invite(sitting(), firm, HELPER, scope="chon", codes=[REISSUE])
    browser = sitting(HELPER)
    assert get(sitting(STRANGER), "/tai-khoan/lam-thay/").all("section form") == []
    assert "Cấp lại Giấy chứng nhận đăng ký hộ kinh doanh" in get(browser, "/tai-khoan/lam-thay/").text
    answer(browser)
    page = get(browser, "/ho-so/")
    assert page.texts(".mc-acting strong") == ["Hộ kinh doanh Cây Đa"]
    begun = browser.post(f"/nop-ho-so/{REISSUE}/")["Location"]
    draft = Dossier.objects.get(pk=UUID(re.findall(r"[0-9a-f-]{36}", begun)[0]))
    assert draft.owner == firm
    assert draft.answers["household"] == {"name": "Hộ kinh doanh Cây Đa", "code": "0100109106"}
    assert (draft.contact_name, draft.phone) == (person(HELPER).full_name, HELPER)
    assert Dossier.objects.filter(pk=draft.pk, owner=person(HELPER)).count() == 0
    refused = get(browser, browser.post(f"/nop-ho-so/{OTHER}/")["Location"])
    assert "không gồm thủ tục này" in refused.text
    assert get(sitting(), begun, status=404)  # the representative, working for herself just now
    boss = sitting()
    boss.post("/tai-khoan/lam-thay/", {"mandate": str(mandates.of_agent(person().pk)[0].pk)})
    assert get(boss, begun)
    given = mandates.of_agent(person(HELPER).pk)[0]
    assert "Đã chấm dứt" in get(boss, boss.post(one(firm, f"nhan-vien/{given.pk}/"))["Location"]).text
    assert get(browser, begun, status=404)
    assert get(browser, "/ho-so/").texts(".mc-acting strong") == []
    quiet = sitting(STRANGER)
    assert "people_mandate" not in str(statements(lambda: quiet.get("/ho-so/")))


def test_searching_for_procedures_loses_nothing_typed(firm: Account) -> None:
    data = {"name": "Ai đó", "phone": "0900000989", "to": "31/12/2026", "codes": [OTHER], "q": "cấp lại", "search": "1"}
    page = post(sitting(), one(firm, "nhan-vien/them/"), data)
    ticked = {box.attribute("value"): "checked" in box.given for box in page.all("input[name=codes]")}
    assert ticked[OTHER] and ticked[REISSUE] is False
    assert page.all("input#to")[0].attribute("value") == "31/12/2026"
    page = post(sitting(), one(firm, "nhan-vien/them/"), {**data, "codes": [], "to": "1/1/2020"})
    assert page.all("input#phone")[0].attribute("value") == "0900000989"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"phone": "12"}, "10 chữ số"), ({"name": ""}, "họ và tên"), ({"to": "1/1/2020"}, "không ở quá khứ"),
        ({"from": "mai"}, "23/11/2026"), ({"scope": "chon"}, "ít nhất một thủ tục"),
        ({"scope": "khac"}, "việc được giao"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_invitation_is_told(firm: Account, changed: dict[str, str], said: str) -> None:
    data = {"name": "Ai đó", "phone": "0900000989", "scope": "tat-ca", **changed}
    page = post(sitting(), one(firm, "nhan-vien/them/"), data, 422)
    assert said in page.problems[0]


def test_staff_manage_nobody_and_the_last_representative_stays(firm: Account) -> None:
    mandates.give(firm, person(HELPER), Mandate.Ground.STAFF, actor=Actor.SYSTEM)
    assert get(sitting(HELPER), one(firm))
    assert get(sitting(HELPER), one(firm, "nhan-vien/them/"), status=404)
    own = mandates.of_agent(person().pk)[0]
    assert "duy nhất" in post(sitting(), one(firm, f"nhan-vien/{own.pk}/"), {}, 422).text


def test_an_invitation_can_be_declined_or_withdrawn(firm: Account) -> None:
    sent = staff.invite(firm, HELPER, "A", by=person(), actor=Actor.SYSTEM)
    browser = sitting(HELPER)
    browser.post(f"/tai-khoan/lam-thay/loi-moi/{sent.pk}/", {"decline": "1"})
    assert browser.post(f"/tai-khoan/lam-thay/loi-moi/{sent.pk}/").status_code == 404
    again = staff.invite(firm, HELPER, "A", by=person(), actor=Actor.SYSTEM)
    sitting().post(one(firm, f"loi-moi/{again.pk}/"))
    assert not mandates.of_agent(person(HELPER).pk)


def test_only_declared_lends_no_level(firm: Account) -> None:
    Account.objects.filter(phone=BOSS).update(assurance=2)
    own = mandates.of_agent(person().pk)[0]
    assert organisations.level(own, 2, 2) == 1
    organisations.prove(firm, person(), name="Cây Đa", actor=Actor.SYSTEM)
    own = mandates.of_agent(person().pk)[0]
    assert organisations.level(own, 1, 3) == 3
    assert organisations.level(own, 1, 1) == 1, "who came in by a code did not show the certificate this time"


@pytest.fixture
def trusting(sandbox: SandboxProcess, tmp_path: Path, settings: LazySettings) -> SandboxProcess:
    tokens.trust(sandbox, tmp_path)
    settings.MOTCUA_TRUST = str(tmp_path)
    return sandbox


def send(browser: Client, content: bytes, name: str = "da-ky.pdf") -> object:
    return browser.post("/dang-nhap/chung-thu-so/", {"signed": SimpleUploadedFile(name, content)})


def download(browser: Client, kind: str = "pdf") -> bytes:
    return bytes(browser.get(f"/dang-nhap/chung-thu-so/xac-nhan.{kind}").content)


def test_a_company_signs_in_with_its_certificate_and_nobody_replays_it(trusting: SandboxProcess) -> None:
    token, browser = tokens.issued(trusting, tax_code="0100112437", name="Công ty Ký Số"), Client()
    page = download(browser)
    assert download(browser) == page
    signed = token.sign(page)
    assert "không phải tệp" in Page(_said(send(_asked(Client()), signed))).text  # another browser's challenge
    assert send(browser, signed)["Location"] == "/ho-so/"  # type: ignore[index]
    made = Account.objects.get(tax_code="0100112437")
    assert (made.kind, made.assurance, browser.session["_auth_user_id"]) == ("organisation", 3, str(made.pk))
    assert "đã dùng" in Page(_said(send(browser, signed))).text
    assert get(browser, one(made)).texts("h1") == ["Công ty Ký Số"]
    text = download(_asked(other := Client()), "txt")
    assert send(other, token.beside(text), "a.p7s")["Location"] == "/ho-so/"  # type: ignore[index]


def _asked(browser: Client) -> Client:
    download(browser)
    return browser


def _said(response: object) -> str:
    assert response.status_code == 422  # type: ignore[attr-defined]
    return str(response.content.decode())  # type: ignore[attr-defined]


def test_the_representative_proves_the_company_and_works_for_it(trusting: SandboxProcess, firm: Account) -> None:
    browser = sitting()
    send(browser, tokens.issued(trusting, tax_code=firm.tax_code).sign(download(browser)))
    page = get(browser, one(firm))
    assert "Đã xác nhận bằng chứng thư" in page.text and "chưa được xác nhận" not in page.text
    assert page.texts(".mc-acting strong") == ["Công ty Thử Nghiệm"]  # as the certificate calls it
    assert browser.session.get(sessions.LEVEL, 1) == 1, "a company's certificate says nothing of the person"
    assert browser.session[sessions.SHOWN_FOR] == {str(firm.pk): 3}


def test_an_unknown_person_signs_in_first_and_need_not_sign_again(trusting: SandboxProcess) -> None:
    browser = Client()
    number = person().personal_id
    token = tokens.issued(trusting, personal_id=number, name=person().full_name)
    told = send(browser, token.sign(download(browser)))
    assert told["Location"].startswith("/dang-nhap/?next=")  # type: ignore[index]
    browser.force_login(person())
    assert "Đã xác nhận bạn" in get(browser, browser.get("/dang-nhap/chung-thu-so/tiep/")["Location"]).text
    assert person().assurance == 3


def test_who_works_for_an_unproven_organisation_is_led_to_its_certificate_and_back(
    trusting: SandboxProcess, firm: Account
) -> None:
    browser, wanted = sitting(), "/dang-nhap/xac-nhan-danh-tinh/?muc=3&next=/ho-so/"
    browser.post("/tai-khoan/lam-thay/", {"mandate": str(mandates.of_agent(person().pk)[0].pk)})
    page = get(browser, wanted)
    assert "Tổ chức này chưa được xác nhận" in page.text
    assert page.texts(".mc-choices__title") == ["Chứng thư chữ ký số"]
    signed = tokens.issued(trusting, tax_code=firm.tax_code).sign(download(browser))
    told = browser.post("/dang-nhap/chung-thu-so/", {"signed": SimpleUploadedFile("a.pdf", signed), "next": "/ho-so/"})
    assert told["Location"] == "/ho-so/"
    assert "xác nhận đủ" in get(browser, wanted).text
