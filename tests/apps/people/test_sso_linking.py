"""Whose account a proven identity opens: its own, one proven by a code, a new one — never one by likeness."""

import re
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.messaging.models import Message
from motcua.people import organisations
from motcua.people.models import Account, Identity, Invitation, SpentProof
from motcua.people.sso import flow, linking
from motcua.people.sso.claims import Told
from tests.apps.people.identities import CLIENT, LAN, NGOC, arrive, returning
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
JOIN = "/dang-nhap/tai-khoan-cua-toi/"
CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


@pytest.fixture(autouse=True)
def _obedient(settings: LazySettings) -> None:
    settings.MOTCUA_SSO_CLIENT = CLIENT


@pytest.fixture
def browser() -> Client:
    return Client()


def who(browser: Client) -> Account | None:
    return Account.objects.filter(pk=browser.session.get("_auth_user_id")).first()


def code_sent(phone: str) -> str:
    body = Message.objects.filter(recipient=phone, channel="sms").latest("id").body
    found = re.search(r"\b\d{6}\b", body)
    assert found
    return found.group()


def signed_in(name: str) -> Client:
    browser = Client()
    browser.force_login(world.account(name))
    return browser


def test_an_account_that_looks_the_same_is_only_opened_by_its_telephone(browser: Client) -> None:
    answer = arrive(browser, NGOC, to="/thu-tuc/")
    assert answer["Location"] == JOIN
    page = browser.get(JOIN).content.decode()
    assert "Trịnh Bảo Ngọc" in page
    assert "*** 301" in page
    assert "0900000301" in page, "what the provider told is the person's own"
    ngoc = world.account("citizen")
    assert who(browser) is None
    assert not Identity.objects.exists()
    browser.post(JOIN, {"send": str(ngoc.pk)})
    assert browser.post(JOIN, {"code": "000000"}).status_code == 422
    assert who(browser) is None
    answer = browser.post(JOIN, {"code": code_sent("0900000301")})
    assert answer["Location"] == "/thu-tuc/"
    assert who(browser) == ngoc
    ngoc.refresh_from_db()
    assert ngoc.assurance == 2
    assert ngoc.phone == "0900000301"
    (fact,) = [one for one in journal.entries(f"account:{ngoc.pk}") if one.kind == "account.identity_linked"]
    assert fact.payload == {"provider": "vneid", "assurance": 2}


def test_no_other_account_is_offered_than_those_shown(browser: Client) -> None:
    arrive(browser, NGOC)
    sent = Message.objects.count()
    browser.post(JOIN, {"send": str(world.account("other_citizen").pk)})
    assert Message.objects.count() == sent
    browser.post(JOIN, {"code": "123456"})
    assert who(browser) is None


def test_who_does_not_own_the_old_account_opens_a_new_one(browser: Client) -> None:
    arrive(browser, NGOC, to="/thu-tuc/")
    assert browser.post(JOIN, {"new": "1"})["Location"] == "/thu-tuc/"
    made = who(browser)
    assert made is not None
    assert made != world.account("citizen")
    assert (made.assurance, made.phone) == (2, None)


def test_a_telephone_that_went_to_another_person_is_no_likeness(browser: Client) -> None:
    arrive(browser, {**LAN, "SoDienThoai": "0900000301"})
    made = who(browser)
    assert made is not None
    assert made.personal_id == LAN["SoDinhDanh"]


def test_signing_in_elsewhere_raises_the_account_already_open() -> None:
    browser = signed_in("citizen")
    assert arrive(browser, NGOC, to="/thu-tuc/")["Location"] == JOIN
    assert "Liên kết với tài khoản của bạn?" in browser.get(JOIN).content.decode()
    assert world.account("citizen").assurance == 1, "not before the person says yes"
    assert browser.post(JOIN, {"link": "1"})["Location"] == "/thu-tuc/"
    assert world.account("citizen").assurance == 2
    page = browser.get("/tai-khoan/lien-ket/").content.decode()
    assert "036195999901" in page
    assert arrive(browser, NGOC, to="/thu-tuc/")["Location"] == "/thu-tuc/", "the next time nothing is asked"


def test_a_number_that_only_the_person_typed_is_not_vouched_for() -> None:
    browser = signed_in("citizen")
    arrive(browser, {**NGOC, "SoDinhDanh": "", "sub": "one"})
    browser.post(JOIN, {"link": "1"})
    assert (world.account("citizen").assurance, world.account("citizen").personal_id) == (2, "")
    arrive(browser, {**NGOC, "sub": "one"})
    assert world.account("citizen").personal_id == NGOC["SoDinhDanh"]
    arrive(browser, {**NGOC, "SoDinhDanh": "", "sub": "one"})
    assert world.account("citizen").personal_id == NGOC["SoDinhDanh"], "told once by the same subject"


def test_many_accounts_with_ones_number_do_not_push_ones_own_out() -> None:
    ngoc = world.account("citizen")
    for number in range(5):
        false = Account.objects.make(phone=f"090000061{number}", full_name="X", personal_id=NGOC["SoDinhDanh"])
        Account.objects.filter(pk=false.pk).update(id=UUID(int=number + 1))
    sure = Account.objects.make(phone="0900000620", full_name="Y", personal_id=NGOC["SoDinhDanh"], assurance=2)
    told = Told("vneid", "s", personal_id=NGOC["SoDinhDanh"], phone=ngoc.phone or "")
    assert [one.account for one in linking.candidates(told)][:2] == [ngoc.pk, sure.pk]


def test_an_organisation_that_comes_itself_turns_out_who_only_declared_it(browser: Client) -> None:
    liar = world.account("other_citizen")
    facts = organisations.Facts("0100109106", "Tên đặt bừa")
    claimed = organisations.add(liar, facts, actor=Actor.SYSTEM).principal
    today = clock.now()
    Invitation.objects.create(
        principal=claimed, phone="0987000999", name="Bạn của kẻ nhận bừa", ground="staff", valid_from=today.date(),
        made_by=liar, expires_at=today,
    )  # fmt: skip
    claims = {
        "LoaiTaiKhoan": "TC", "HoVaTen": "Tạ Minh Quang", "TenDoanhNghiep": "Công ty Mây tre", "loAs": "2",
        "MaSoThue": "0100109106",
    }  # fmt: skip
    arrive(browser, claims, "dvcqg")
    assert who(browser) == claimed
    claimed.refresh_from_db()
    assert (claimed.assurance, claimed.organisation_name) == (2, "Công ty Mây tre")
    assert organisations.of(liar.pk) == []
    assert not claimed.invitations.exists(), "nor comes in who was invited by them"
    other = arrive(Client(), {**claims, "sub": "another"}, "dvcqg")
    assert other.status_code == 403, "proven once, it is nobody else's"


def test_the_identity_of_another_person_is_refused_in_words() -> None:
    browser = signed_in("citizen")
    arrive(browser, LAN)
    page = browser.get(JOIN).content.decode()
    assert "kết thúc bằng 901" in page
    assert "kết thúc bằng 901, nơi cấp ghi 905" in page or "905" in page
    assert browser.post(JOIN, {"link": "1"}).status_code == 422
    ngoc = world.account("citizen")
    assert (ngoc.assurance, ngoc.full_name) == (1, "Trịnh Bảo Ngọc")
    assert not Identity.objects.exists()


def test_an_identity_that_tells_another_number_one_day_changes_nobody(browser: Client) -> None:
    arrive(browser, {**LAN, "sub": "one"})
    account = who(browser)
    assert account is not None
    browser.post("/dang-xuat/")
    arrive(browser, {**NGOC, "sub": "one"})
    account.refresh_from_db()
    assert (account.personal_id, account.full_name) == (LAN["SoDinhDanh"], LAN["HoVaTen"])


@pytest.mark.parametrize(("account", "provider"), [("clerk", "vneid"), ("citizen", "staff")])
def test_officers_come_by_their_directory_and_nobody_else_does(account: str, provider: str) -> None:
    told = Told(provider=provider, subject="s", full_name="Ai", assurance=2)
    with pytest.raises(linking.NotPossible, match="danh bạ cán bộ"):
        linking.link(world.account(account), told, Actor.SYSTEM)
    assert not Identity.objects.exists()


def test_a_closed_account_is_opened_by_no_identity(browser: Client) -> None:
    arrive(browser, LAN)
    Account.objects.filter(pk=browser.session["_auth_user_id"]).update(is_active=False)
    other = Client()
    answer = arrive(other, LAN)
    assert "đã đóng" in answer.content.decode() and who(other) is None


def test_a_draft_begun_without_an_account_becomes_ones_own(browser: Client) -> None:
    answer = browser.post(f"/nop-ho-so/{dossiers.BIRTH}/", {})
    draft = UUID(re.findall(r"[0-9a-f-]{36}", answer["Location"])[0])
    arrive(browser, LAN, to=answer["Location"])
    made = who(browser)
    from motcua.dossiers.models import Dossier

    assert made is not None
    assert Dossier.objects.get(pk=draft).owner == made
    assert browser.get(answer["Location"]).status_code == 200


def test_the_last_way_in_stays(browser: Client) -> None:
    arrive(browser, LAN)
    identity = Identity.objects.get()
    answer = browser.post(f"/tai-khoan/lien-ket/{identity.pk}/bo/")
    assert answer.status_code == 422
    assert "cách đăng nhập cuối cùng" in answer.content.decode()
    assert Identity.objects.filter(pk=identity.pk).exists()


def test_without_the_identity_the_level_falls() -> None:
    browser = signed_in("citizen")
    arrive(browser, NGOC)
    browser.post(JOIN, {"link": "1"})
    identity = Identity.objects.get()
    assert "xuống mức 1" in browser.get(f"/tai-khoan/lien-ket/{identity.pk}/bo/").content.decode()
    assert browser.post(f"/tai-khoan/lien-ket/{identity.pk}/bo/").status_code == 302
    ngoc = world.account("citizen")
    assert ngoc.assurance == 1
    assert not ngoc.identities.exists()


def test_an_organisation_gets_an_account_of_its_own(browser: Client) -> None:
    claims = {
        "LoaiTaiKhoan": "TC", "HoVaTen": "Tạ Minh Quang", "TenDoanhNghiep": "Công ty Mây tre", "loAs": "2",
        "MaSoThue": "0100109106", "TechID": "t-1",
    }  # fmt: skip
    arrive(browser, claims, "dvcqg")
    made = who(browser)
    assert made is not None
    assert (made.kind, made.organisation_name, made.tax_code) == ("organisation", "Công ty Mây tre", "0100109106")
    other = Client()
    answer = arrive(other, {**claims, "sub": "another"}, "dvcqg")
    assert answer.status_code == 403
    assert "Tổ chức này đã có tài khoản" in answer.content.decode()


def test_what_a_provider_tells_is_bounded_and_checked(browser: Client) -> None:
    claims = {
        "HoVaTen": "A" * 5000, "SoDinhDanh": "123", "SoDienThoai": "abc", "birthdate": "2020-99-99", "DiaChi": ["x"],
        "ThuDienTu": "không phải thư", "loAs": {"a": 1}, "LoaiTaiKhoan": 7,
    }  # fmt: skip
    arrive(browser, claims)
    made = who(browser)
    assert made is not None
    assert (len(made.full_name), made.personal_id, made.birth_date, made.email) == (150, "", None, "")
    assert made.assurance == 1


def test_two_windows_use_an_answer_once(browser: Client) -> None:
    """The same answer in two requests at one moment: the database knows which came first."""
    address = returning(browser, LAN)
    import hashlib
    from datetime import timedelta

    state = re.findall(r"state=([\w-]+)", address)[0]
    digest = hashlib.sha256(f"sso:{state}".encode()).hexdigest()
    SpentProof.objects.create(digest=digest, expires_at=clock.now() + timedelta(minutes=1))
    assert browser.get(address).status_code == 400
    assert who(browser) is None


def test_an_old_question_is_answered_no_more(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    address = returning(browser, LAN)
    real = flow.time.time
    monkeypatch.setattr(flow.time, "time", lambda: real() + flow.SECONDS + 1)
    assert browser.get(address).status_code == 400


def test_what_one_provider_was_asked_another_does_not_answer(browser: Client) -> None:
    """Not even one that does not say who it is: its answer would be read by the wrong provider's table."""
    address = returning(browser, LAN)
    assert browser.get(address.replace("/vneid/", "/dvcqg/")).status_code == 400
    assert who(browser) is None and not Identity.objects.exists()
    assert browser.get(address).status_code == 400, "and the question is spent"


def test_returns_from_one_place_are_counted(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "RETURNS_PER_ADDRESS", 2)
    answers = [browser.get("/dang-nhap/vneid/ve/?state=x&code=y") for _each in range(3)]
    assert [answer.status_code for answer in answers] == [400, 400, 429]


def test_no_other_site_after_signing_in(browser: Client) -> None:
    assert arrive(browser, LAN, to="https://evil.example/")["Location"] == "/ho-so/"


def test_coming_back_asks_at_most_fourteen_statements(browser: Client) -> None:
    arrive(browser, LAN)
    browser.post("/dang-xuat/")
    address = returning(browser, LAN)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 302
    asked = [one["sql"] for one in seen if not one["sql"].upper().startswith(CONTROL)]
    assert len(asked) <= 14, asked


def officer_told(**more: object) -> dict[str, object]:
    return {"name": "Đinh Thị Hạnh", "email": "hanh@canbo.example", "email_verified": True, **more}


def test_an_officer_comes_by_a_verified_e_mail(browser: Client) -> None:
    Account.objects.filter(phone="0900000101").update(email="Hanh@canbo.example")
    assert arrive(browser, officer_told(), "staff")["Location"] == "/mot-cua/"
    assert who(browser) == world.account("clerk")
    assert Identity.objects.get().provider == "staff"


@pytest.mark.parametrize("told", [{"email_verified": False}, {"email": "la@canbo.example"}, {"email": ""}])
def test_the_directory_makes_nobody_an_officer(browser: Client, told: dict[str, object]) -> None:
    Account.objects.filter(phone="0900000101").update(email="hanh@canbo.example")
    accounts = Account.objects.count()
    answer = arrive(browser, officer_told(**told), "staff")
    assert answer.status_code == 403
    assert "quản trị viên" in answer.content.decode()
    assert who(browser) is None
    assert Account.objects.count() == accounts


def test_an_e_mail_that_two_officers_share_opens_neither(browser: Client) -> None:
    Account.objects.filter(phone__in=["0900000101", "0900000102"]).update(email="hanh@canbo.example")
    assert arrive(browser, officer_told(), "staff").status_code == 403
    assert who(browser) is None


def test_a_citizen_with_an_officers_e_mail_is_no_officer(browser: Client) -> None:
    Account.objects.filter(phone="0900000301").update(email="hanh@canbo.example")
    assert arrive(browser, officer_told(), "staff").status_code == 403


def test_the_directory_without_a_second_factor_leads_to_the_own_one(browser: Client, settings: LazySettings) -> None:
    settings.MOTCUA_STAFF_SECOND_FACTOR = True
    Account.objects.filter(phone="0900000101").update(email="hanh@canbo.example")
    answer = arrive(browser, officer_told(), "staff", acr="pwd", amr=("pwd",))
    assert answer.status_code == 302
    assert who(browser) is None, "no session before the second factor"
    assert browser.get("/mot-cua/").status_code == 302


def test_the_door_offers_exactly_the_two_accounts(browser: Client) -> None:
    page = browser.get("/dang-nhap/?next=/thu-tuc/").content.decode()
    assert "Tài khoản cấp bởi Cổng dịch vụ công quốc gia" in page
    assert "Tài khoản định danh điện tử cấp bởi Bộ Công an" in page
    assert "/dang-nhap/vneid/?next=%2Fthu-tuc%2F" in page
    assert "/dang-nhap/staff/" not in page
    assert "/dang-nhap/staff/" in browser.get("/dang-nhap/can-bo/").content.decode()
