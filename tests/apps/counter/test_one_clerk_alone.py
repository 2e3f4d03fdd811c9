"""What one clerk alone cannot do: open somebody's affairs to themselves, or judge a dossier of their own."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from motcua.dossiers import policy
from motcua.journal import api as journal
from motcua.kit import clock
from motcua.messaging.models import Message
from motcua.people import entries, jobs, lost_phones, phones
from motcua.people.models import Account, Mandate, Passkey, PhoneChange
from tests.apps.portal.pages import Page
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
Seat = Callable[[str], Client]

PAPER, PHONE = "/mot-cua/uy-quyen/", "/mot-cua/doi-so/"
OLD_WOMAN = {"principal_name": "Vũ Thị Già", "principal_id": "036140000001", "principal_phone": ""}
NEW = "0900000955"


def code(phone: str) -> str:
    body = Message.objects.filter(recipient=phone, channel="sms").latest("id").body
    return re.findall(r"\b\d{6}\b", body)[0]


def shown(client: Client, address: str, form: dict[str, Any], status: int = 200) -> Page:
    answer = client.post(address, form)
    assert answer.status_code == status, answer.content.decode()
    return Page(answer.content.decode())


def paper(scan: bool = True, **more: str) -> dict[str, Any]:
    form: dict[str, Any] = {"agent_phone": world.PHONES["other_citizen"], "codes": "1.001193", "to": "01/02/2027"}
    return form | OLD_WOMAN | more | ({"paper": dossiers.photograph()} if scan else {})


def citizen() -> dict[str, str]:
    me = world.account("citizen")
    return {"principal_name": me.full_name, "principal_id": me.personal_id}


def test_who_has_no_telephone_is_registered_by_the_scan_of_the_paper(sit: Seat) -> None:
    clerk = sit("clerk")
    assert "Hãy chọn bản chụp" in shown(clerk, PAPER, paper(scan=False), 422).text
    assert clerk.post(PAPER, paper()).status_code == 302
    made = Mandate.objects.get(proven="officer")
    assert made.principal.phone is None and made.scope == ["1.001193"] and made.evidence
    told = Message.objects.filter(recipient=world.PHONES["other_citizen"], purpose="authorised_agent").latest("id")
    assert "Vũ Thị Già" in told.body


def test_the_procedures_are_found_by_name_and_nothing_typed_is_lost(sit: Seat) -> None:
    clerk = sit("clerk")
    form = {key: text for key, text in paper(scan=False).items() if key != "codes"}
    found = shown(clerk, PAPER, form | {"q": "khai sinh", "search": "1", "paper": dossiers.photograph()})
    assert found.all("input[name=codes][value=1.001193]") and "đăng ký khai sinh (1.001193)" in found.text
    assert "Đã nhận bản chụp" in found.text and found.all("#agent_phone")[0].attribute("value") == form["agent_phone"]
    assert "Chưa thấy thủ tục nào" in shown(clerk, PAPER, form | {"q": "zzzz qqqq", "search": "1"}).text
    assert "Hãy tìm rồi đánh dấu" in shown(clerk, PAPER, paper(codes=""), 422).text
    assert clerk.post(PAPER, form | {"q": "khai sinh", "codes": ["1.001193"]}).status_code == 302
    assert Mandate.objects.get(proven="officer").scope == ["1.001193"]


@pytest.mark.parametrize("number", ["", world.PHONES["citizen"]])
def test_who_has_a_telephone_is_asked_by_it_even_when_the_clerk_leaves_it_out(sit: Seat, number: str) -> None:
    clerk, phone = sit("clerk"), world.PHONES["citizen"]
    first = paper(principal_phone=number, **citizen())
    assert phone not in shown(clerk, PAPER, first).text.replace(" ", "").replace(number or "-", "")
    asked = Message.objects.filter(recipient=phone, purpose="authorise_code").latest("id").body
    assert world.account("other_citizen").full_name in asked and "01/02/2027" in asked
    again = paper(scan=False, principal_phone=number, **citizen())
    assert shown(clerk, PAPER, again | {"code": "000000"}, 422) and not Mandate.objects.filter(proven="officer")
    other = again | {"code": code(phone), "codes": ["1.001193", "1.000894"]}
    assert shown(clerk, PAPER, other, 422), "the code is for the procedures the principal was asked for"
    assert clerk.post(PAPER, again | {"code": code(phone)}).status_code == 302
    made = Mandate.objects.get(proven="officer")
    assert made.principal == world.account("citizen") and made.evidence
    assert Message.objects.filter(recipient=phone, purpose="authorised").exists()


def test_a_number_alone_under_another_name_opens_no_account(sit: Seat) -> None:
    shown_for = paper(**citizen() | {"principal_name": "Tên Khác Hẳn"})
    assert sit("clerk").post(PAPER, shown_for).status_code == 302
    assert Mandate.objects.get(proven="officer").principal != world.account("citizen")


def test_nobody_is_agent_at_their_own_counter(sit: Seat) -> None:
    mine = world.account("other_citizen").personal_id
    Account.objects.filter(pk=world.account("clerk").pk).update(personal_id=mine)
    for agent in (world.PHONES["other_citizen"], world.PHONES["clerk"]):
        assert "nhờ đồng nghiệp" in shown(sit("clerk"), PAPER, paper(agent_phone=agent), 422).text
    assert not Mandate.objects.filter(proven="officer").exists()


def test_an_officers_private_account_is_their_own_too(sit: Seat) -> None:
    made = dossiers.submitted()
    desk, clerk = reverse("desk", args=[made.pk]), sit("clerk")
    assert policy.may(world.actor("clerk"), "receive", made)
    Account.objects.filter(pk=world.account("clerk").pk).update(personal_id=world.account("citizen").personal_id)
    actor = world.actor("clerk")
    assert actor.personal_id and actor.personal_id not in repr(actor)
    assert not policy.acts(actor, made) and not policy.may_read_papers(actor, made)
    page = Page(clerk.get(desk).content.decode())
    assert "do chính bạn nộp" in page.text and "Xem hồ sơ này" not in page.text
    assert clerk.get(reverse("desk_act", args=[made.pk, "receive"])).status_code == 404


def lost(**more: str) -> dict[str, str]:
    me = world.account("citizen")
    form = {"old": world.PHONES["citizen"], "personal_id": me.personal_id, "full_name": me.full_name, "new": NEW}
    return form | {"seen": "1"} | more


def test_a_lost_telephone_is_replaced_after_the_delay(sit: Seat) -> None:
    clerk, before = sit("clerk"), world.PHONES["citizen"]
    assert "Mã 6 số" in shown(clerk, PHONE, lost()).text
    assert not PhoneChange.objects.exists()
    shown(clerk, PHONE, lost(code="000000"), 422)
    done = clerk.post(PHONE, lost(code=code(NEW)), follow=True)
    assert "Số mới dùng được từ" in Page(done.content.decode()).text
    owner = Account.objects.get(phone=before)
    fact = next(one for one in journal.entries(f"account:{owner.pk}") if one.kind == entries.PHONE_CHANGING)
    assert (fact.actor, fact.actor_kind) == (world.account("clerk").pk, "officer")
    told = Message.objects.filter(recipient=before, purpose="phone_change_asked").latest("id").body
    assert "/dang-nhap/dung-doi-so/" in told and NEW not in told
    Passkey.objects.create(account=owner, credential=b"lost", public_key=b"key", name="Máy đã mất")
    with clock.travel(clock.now() + timedelta(hours=73)):
        jobs.change_phones()
    owner.refresh_from_db()
    assert owner.phone == NEW and not Passkey.objects.filter(account=owner).exists()


def test_the_old_number_stops_what_the_clerk_asked_for(sit: Seat) -> None:
    clerk = sit("clerk")
    shown(clerk, PHONE, lost())
    clerk.post(PHONE, lost(code=code(NEW)))
    assert phones.cancel(world.account("citizen"))
    with clock.travel(clock.now() + timedelta(hours=73)):
        jobs.change_phones()
    assert Account.objects.filter(phone=world.PHONES["citizen"]).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"old": "0900000999"}, {"personal_id": "036140000001"}, {"old": world.PHONES["officer"]}, {"seen": ""},
    ],
)  # fmt: skip
def test_what_does_not_fit_is_answered_alike_and_sends_nothing(sit: Seat, wrong: dict[str, str]) -> None:
    form = lost(**wrong)
    if not form["seen"]:
        del form["seen"]
    page = shown(sit("clerk"), PHONE, form, 422)
    assert ("Không tìm thấy tài khoản nào khớp cả ba điều" in page.text) == ("seen" in form)
    assert not Message.objects.filter(recipient=NEW).exists()


def test_an_account_without_a_number_is_known_by_its_name(sit: Seat) -> None:
    Account.objects.filter(pk=world.account("citizen").pk).update(personal_id="")
    clerk, given = sit("clerk"), {"personal_id": "036195999901"}
    shown(clerk, PHONE, lost(full_name="Người Khác", **given), 422)
    shown(clerk, PHONE, lost(**given))


def test_an_officer_does_not_try_out_numbers(sit: Seat) -> None:
    clerk = sit("clerk")
    for _ in range(lost_phones.TRIES_AN_HOUR):
        shown(clerk, PHONE, lost(old="0900000999"), 422)
    assert "thử nhiều lần" in shown(clerk, PHONE, lost(), 422).text
