"""A new telephone number: at once with both telephones; with the old one lost, after days to stop it."""

import re
from datetime import timedelta

import pytest
from django.test import Client, RequestFactory

from motcua.journal import api as journal
from motcua.kit import clock
from motcua.messaging.models import Message
from motcua.people import devices, jobs, phones
from motcua.people.errors import ExpiredCode
from motcua.people.models import Account, Passkey, PhoneChange
from motcua.ui.filters import phone as grouped
from tests.apps.people.test_devices import sign_in
from tests.apps.portal.account.test_passkeys import DOOR, SECURITY, added, task
from tests.apps.portal.pages import get, post
from tests.support import world

PAGE, CODES, STOP = "/tai-khoan/so-dien-thoai/", "/tai-khoan/so-dien-thoai/xac-nhan/", "/dang-nhap/dung-doi-so/"
NEW = "0900000955"


@pytest.fixture
def owner(db: None) -> Account:
    return world.account("citizen")


@pytest.fixture
def mine(owner: Account) -> Client:
    client = Client()
    client.force_login(owner)
    return client


def code(phone: str | None) -> str:
    body = Message.objects.filter(recipient=phone, purpose="one_time_code").latest("id").body
    return re.findall(r"\b\d{6}\b", body)[0]


def ask(client: Client, old: str, new: str = NEW) -> None:
    answer = client.post(PAGE, {"phone": new, "old": old})
    assert (answer.status_code, answer["Location"]) == (302, CODES)


def test_with_both_telephones_the_number_changes_at_once(mine: Client, owner: Account) -> None:
    before = owner.phone
    ask(mine, "con")
    mine.post(CODES, {"code": code(NEW), "old_code": code(before)})
    owner.refresh_from_db()
    assert owner.phone == NEW
    told = Message.objects.filter(purpose="phone_changed").values_list("recipient", flat=True)
    assert {before, NEW} <= set(told)
    assert NEW not in Message.objects.filter(recipient=before, purpose="phone_changed").latest("id").body


def test_the_new_number_alone_changes_nothing_at_once(mine: Client, owner: Account) -> None:
    before = owner.phone
    ask(mine, "con")
    page = post(mine, CODES, {"code": code(NEW), "old_code": "000000"}, 422)
    assert "#old_code" in page.source, "of two codes, the one that is wrong is named"
    assert grouped(before or "") in page.text and grouped(NEW) in page.text, "both numbers stand on the page"
    owner.refresh_from_db()
    assert owner.phone == before


def test_a_lost_number_is_replaced_after_the_delay_and_told_at_once(mine: Client, owner: Account) -> None:
    before = owner.phone
    ask(mine, "mat")
    mine.post(CODES, {"code": code(NEW)})
    told = Message.objects.filter(recipient=before, purpose="phone_change_asked").latest("id").body
    assert STOP in told and NEW not in told
    assert phones.shortened(NEW) in get(mine, PAGE).text
    jobs.change_phones()
    owner.refresh_from_db()
    assert owner.phone == before
    with clock.travel(clock.now() + timedelta(hours=73)):
        jobs.change_phones()
        jobs.change_phones()
    owner.refresh_from_db()
    assert owner.phone == NEW and PhoneChange.objects.get().done_at


def test_what_the_lost_telephone_opened_it_opens_no_longer(mine: Client, owner: Account) -> None:
    key = added(mine)
    assert mine.get(SECURITY).status_code == 200
    ask(mine, "mat")
    mine.post(CODES, {"code": code(NEW)})
    assert Passkey.objects.filter(account=owner).exists(), "nothing ends before the number changes"
    with clock.travel(clock.now() + timedelta(hours=73)):
        jobs.change_phones()
    thief = Client()
    assert thief.post(DOOR, {"credential": key.get(task(thief))}).status_code == 422
    assert not Passkey.objects.exists()
    facts = [fact for fact in journal.entries(f"account:{owner.pk}") if fact.kind == "account.keys_changed"]
    assert (facts[-1].payload["what"], facts[-1].actor_kind) == ("passkeys_ended", "system")
    told = Message.objects.filter(recipient=NEW, purpose="phone_changed").latest("id").body
    assert "khóa truy cập cũ không dùng được nữa" in told and SECURITY in told
    again = Client()
    again.force_login(Account.objects.get(pk=owner.pk))
    assert "Hãy thêm khóa mới" in get(again, SECURITY).text
    added(again)
    assert "Hãy thêm khóa mới" not in get(again, SECURITY).text


def test_a_change_with_both_telephones_keeps_the_keys(mine: Client, owner: Account) -> None:
    key = added(mine)
    ask(mine, "con")
    mine.post(CODES, {"code": code(NEW), "old_code": code(owner.phone)})
    told = Message.objects.filter(recipient=NEW, purpose="phone_changed").latest("id").body
    assert "khóa truy cập" not in told
    other = Client()
    assert other.post(DOOR, {"credential": key.get(task(other))}).status_code == 302


def test_other_browsers_are_signed_out_when_the_number_changes(owner: Account) -> None:
    mine, other = Client(), Client()
    for browser in (mine, other):
        sign_in(browser, owner.phone or "")
    ask(mine, "con")
    mine.post(CODES, {"code": code(NEW), "old_code": code(owner.phone)})
    assert mine.get(SECURITY).status_code == 200, "who changed it stays"
    assert other.get(SECURITY).status_code == 302


def test_every_browser_is_signed_out_when_a_lost_number_is_replaced(mine: Client, owner: Account) -> None:
    """Whoever has the lost telephone may have a browser open in it."""
    thief = Client()
    sign_in(thief, owner.phone or "")
    ask(mine, "mat")
    mine.post(CODES, {"code": code(NEW)})
    assert thief.get(SECURITY).status_code == 200, "nothing ends before the number changes"
    with clock.travel(clock.now() + timedelta(hours=73)):
        jobs.change_phones()
    assert thief.get(SECURITY).status_code == 302


def test_a_code_sent_for_one_account_changes_no_other(mine: Client, owner: Account) -> None:
    ask(mine, "mat")
    shown = code(NEW)
    with pytest.raises(ExpiredCode):
        phones.ask_with_delay(world.account("other_citizen"), NEW, shown, "203.0.113.7")
    assert not PhoneChange.objects.exists()


def test_the_old_telephones_browser_is_a_strange_one_afterwards(owner: Account) -> None:
    """Its cookie must not keep the owner from hearing that somebody came in with it again."""
    request = RequestFactory().get("/")
    devices.remember(request, owner)
    request.COOKIES[devices.KNOWN] = request._motcua_known  # type: ignore[attr-defined]
    assert devices.is_known(request, owner)
    owner.phone = NEW
    assert not devices.is_known(request, owner)


def test_the_old_telephone_stops_it_without_signing_in(mine: Client, owner: Account) -> None:
    before = owner.phone
    ask(mine, "mat")
    mine.post(CODES, {"code": code(NEW)})
    victim = Client()
    post(victim, STOP, {"phone": before})
    assert post(victim, STOP, {"code": "12"}, 422).problems
    assert "Đã dừng việc đổi số" in post(victim, STOP, {"code": code(before)}).text
    with clock.travel(clock.now() + timedelta(hours=73)):
        jobs.change_phones()
    owner.refresh_from_db()
    assert owner.phone == before


def test_the_account_page_stops_it_too(mine: Client, owner: Account) -> None:
    ask(mine, "mat")
    mine.post(CODES, {"code": code(NEW)})
    assert mine.post(PAGE + "huy/").status_code == 302
    assert phones.pending(owner) is None


def test_stopping_tells_nobody_whether_something_waits(mine: Client) -> None:
    pages = set()
    for phone in (world.PHONES["citizen"], "0900000998"):
        page = post(Client(), STOP, {"phone": phone})
        pages.add(page.text.replace(phone, "").replace(f"{phone[:4]} {phone[4:7]} {phone[7:]}", ""))
    assert len(pages) == 1


def test_a_lost_number_is_not_replaced_by_one_with_an_account(mine: Client, owner: Account) -> None:
    taken = world.PHONES["other_citizen"]
    ask(mine, "mat", taken)
    assert "đã có tài khoản" in post(mine, CODES, {"code": code(taken)}, 422).text
    assert phones.pending(owner) is None


def test_a_number_with_an_account_is_told_only_to_its_holder(mine: Client, owner: Account) -> None:
    taken = world.PHONES["other_citizen"]
    ask(mine, "con", taken)
    page = post(mine, CODES, {"code": code(taken), "old_code": code(owner.phone)}, 422)
    assert "đã có tài khoản" in page.text
    owner.refresh_from_db()
    assert owner.phone != taken


def test_a_number_taken_while_waiting_ends_the_change(mine: Client, owner: Account) -> None:
    before = owner.phone
    ask(mine, "mat")
    mine.post(CODES, {"code": code(NEW)})
    Account.objects.make(phone=NEW, full_name="Người Khác")
    with clock.travel(clock.now() + timedelta(hours=73)):
        jobs.change_phones()
    owner.refresh_from_db()
    assert owner.phone == before and PhoneChange.objects.get().cancelled_at


WRONG: list[dict[str, str]] = [
    {}, {"phone": NEW}, {"old": "con"}, {"phone": "02283123456", "old": "con"}, {"phone": "x" * 5000, "old": "mat"},
]  # fmt: skip


@pytest.mark.parametrize("form", WRONG)
def test_what_is_wrong_is_said_and_nothing_is_sent(mine: Client, form: dict[str, str]) -> None:
    before = Message.objects.count()
    assert post(mine, PAGE, form, 422).problems
    assert Message.objects.count() == before


def test_ones_own_number_is_no_new_number(mine: Client, owner: Account) -> None:
    assert "Đây là số bạn đang dùng" in post(mine, PAGE, {"phone": owner.phone, "old": "con"}, 422).text


def test_an_officers_number_is_the_offices_business(db: None) -> None:
    client = Client()
    client.force_login(world.account("clerk"))
    assert client.get(PAGE).status_code == 404
