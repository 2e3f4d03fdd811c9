"""Attacks on the doors: stuffing, flooding, counting people, borrowed sessions, foreign addresses, forged forms."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.messaging.models import Message
from motcua.people import api as people
from motcua.people import otp
from motcua.people.models import Account
from tests.apps.portal.pages import Page, get
from tests.support import world

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = world.PHONES["citizen"], "0900000997"
FOREIGN = (
    "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http:///evil.example",
    "https:evil.example", "\\\\evil.example", " https://evil.example", "https://testserver@evil.example/",
)  # fmt: skip


def sms(phone: str) -> int:
    return Message.objects.filter(recipient=phone, channel="sms").count()


def ask(phone: str, ip: str = "203.0.113.9") -> int:
    return Client(REMOTE_ADDR=ip).post("/dang-nhap/", {"phone": phone}).status_code


def sign_up(phone: str) -> dict[str, str]:
    return {"loai": "cong-dan", "full_name": "Trịnh Bảo Ngọc", "phone": phone}


@pytest.mark.parametrize("road", ["/dang-nhap/", "/dang-ky/"])
def test_a_phone_with_an_account_looks_like_any_other(road: str) -> None:
    """The same answer, the same page after it, the same statements: nobody counts who has an account."""
    seen = set()
    for phone in (KNOWN, UNKNOWN, world.PHONES["clerk"]):
        client = Client()
        with CaptureQueriesContext(connection) as counted:
            answer = client.post(road, sign_up(phone))
        page = client.get(answer["Location"])
        said = Page(page.content.decode()).text.replace(f"{phone[:4]} {phone[4:7]} {phone[7:]}", "")
        seen.add((answer.status_code, answer["Location"], len(counted), page.status_code, said))
        assert sms(phone) == 1
    assert len(seen) == 1


def test_one_address_that_tries_many_phones_is_stopped() -> None:
    answers = [ask(f"09870{number:05d}") for number in range(otp.SENDS_PER_ADDRESS + 3)]
    assert answers[: otp.SENDS_PER_ADDRESS] == [302] * otp.SENDS_PER_ADDRESS
    assert set(answers[otp.SENDS_PER_ADDRESS :]) == {429}


def test_one_phone_asked_from_many_addresses_gets_few_messages() -> None:
    answers = [ask(KNOWN, f"198.51.100.{number}") for number in range(otp.SENDS_PER_PHONE + 4)]
    assert answers.count(302) == otp.SENDS_PER_PHONE == sms(KNOWN)


def test_a_phone_gets_a_bounded_number_of_messages_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(otp, "SENDS_PER_PHONE_DAY", 3)
    for number in range(6):
        ask(KNOWN, f"198.51.100.{number}")
    assert sms(KNOWN) == 3


def test_the_price_of_an_hour_is_bounded_and_a_flood_uses_up_nobodys_share(settings: Any) -> None:
    settings.MOTCUA_CODES_PER_HOUR = otp.SENDS_PER_PHONE + 2
    for _ in range(20):  # one phone, flooded: few are sent, the others cost nobody anything
        ask(KNOWN)
    assert ask("0987000001") == ask("0987000002") == 302
    assert ask("0987000003") == 429
    assert Message.objects.filter(channel="sms", purpose="one_time_code").count() == otp.SENDS_PER_PHONE + 2


def test_stuffing_passwords_is_stopped_by_phone_and_by_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "PASSWORDS_PER_PHONE", 3)
    monkeypatch.setattr(people, "PASSWORDS_PER_ADDRESS", 6)

    def knock(phone: str, ip: str) -> int:
        form = {"phone": phone, "password": "sai"}
        return Client(REMOTE_ADDR=ip).post("/dang-nhap/can-bo/", form).status_code

    one_phone = [knock(world.PHONES["clerk"], f"198.51.100.{number}") for number in range(5)]
    assert one_phone == [422, 422, 422, 429, 429]
    one_address = [knock(f"09870{number:05d}", "203.0.113.50") for number in range(8)]
    assert one_address == [422] * 6 + [429] * 2


def test_a_code_of_one_door_opens_no_other() -> None:
    """The code for registering or stopping a change never signs anybody in."""
    client = Client()
    client.post("/dang-ky/", sign_up(KNOWN))
    code = Message.objects.filter(recipient=KNOWN).latest("id").body.split("là ")[1][:6]
    client.post("/dang-nhap/", {"phone": KNOWN})
    assert client.post("/dang-nhap/xac-nhan/", {"code": code}).status_code == 422


@pytest.mark.parametrize("next_page", FOREIGN)
def test_no_door_leads_to_another_site(next_page: str) -> None:
    me = Client()
    me.force_login(world.account("citizen"))
    for place in ("/dang-nhap/", "/dang-ky/", "/dang-nhap/can-bo/"):
        for client in (me, Client()):
            answer = client.get(place, {"next": next_page})
            assert "evil" not in answer.get("Location", "") and "javascript" not in answer.get("Location", "")
    for place in ("/dang-nhap/", "/dang-nhap/can-bo/", "/dang-nhap/xac-nhan-danh-tinh/"):
        page = get(Client(), place, {"next": next_page})
        places = [one.given.get("href", "") for one in page.all("main a")] + page.texts("main input[name=next]")
        values = [one.given.get("value", "") for one in page.all("main input[name=next]")]
        assert not [found for found in (*places, *values) if "evil" in found or "javascript" in found]


PAGES = (
    "/dang-nhap/", "/dang-ky/?loai=cong-dan&cach=dien-thoai", "/dang-nhap/can-bo/", "/dang-nhap/dung-doi-so/",
    "/tai-khoan/", "/tai-khoan/thiet-bi/", "/tai-khoan/bao-mat/", "/tai-khoan/bao-mat/ung-dung/",
    "/tai-khoan/bao-mat/mat-khau/", "/tai-khoan/so-dien-thoai/",
)  # fmt: skip
POSTS = (
    "/dang-nhap/", "/dang-nhap/xac-nhan/", "/dang-ky/", "/dang-nhap/can-bo/", "/dang-nhap/can-bo/buoc-hai/",
    "/dang-nhap/can-bo/cai-dat/", "/dang-nhap/khoa-truy-cap/",
    "/dang-nhap/khoa-truy-cap/thu-thach/", "/dang-nhap/dung-doi-so/", "/dang-xuat/", "/tai-khoan/thiet-bi/tat-ca/",
    "/tai-khoan/bao-mat/khoa/", "/tai-khoan/bao-mat/ma-giay/", "/tai-khoan/so-dien-thoai/",
    "/tai-khoan/so-dien-thoai/huy/",
)  # fmt: skip


def test_every_form_carries_its_token_and_none_works_without() -> None:
    clients = [Client(), Client(), Client()]
    clients[1].force_login(world.account("citizen"))
    clients[2].force_login(world.account("clerk"))
    for client in clients:
        for place in PAGES:
            answer = client.get(place)
            if answer.status_code != 200:
                continue
            for form in Page(answer.content.decode()).all("form[method=post]"):
                assert form.all("input[name=csrfmiddlewaretoken]"), place
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.account("citizen"))
    assert [strict.post(place, {"phone": KNOWN}).status_code for place in POSTS] == [403] * len(POSTS)
    assert sms(KNOWN) == 0


def test_a_browser_left_to_another_person_keeps_nothing_of_the_first() -> None:
    client = Client()
    client.force_login(world.account("citizen"))
    client.get("/tai-khoan/so-dien-thoai/")
    before = client.session.session_key
    client.post("/dang-xuat/")
    client.force_login(world.account("other_citizen"))
    assert client.session.session_key != before
    assert world.account("citizen").full_name not in get(client, "/tai-khoan/").text


def test_a_closed_account_is_out_at_once() -> None:
    client = Client()
    client.force_login(world.account("citizen"))
    Account.objects.filter(phone=KNOWN).update(is_active=False)
    assert client.get("/tai-khoan/").status_code == 302
