"""Passkeys: made, listed, named, removed; they open the account on this site only, and each answer once."""

from typing import Any

import pytest
from django.test import Client

from motcua.journal import api as journal
from motcua.people import passkeys
from motcua.people.models import Account, Passkey
from tests.apps.portal.pages import get
from tests.support import world
from tests.support.officers import show_factor
from tests.support.passkeys import SoftKey

TASK, DOOR, SECURITY = "/dang-nhap/khoa-truy-cap/thu-thach/", "/dang-nhap/khoa-truy-cap/", "/tai-khoan/bao-mat/"


@pytest.fixture
def owner(db: None) -> Account:
    return world.account("citizen")


@pytest.fixture
def mine(owner: Account) -> Client:
    client = Client()
    client.force_login(owner)
    return client


def task(client: Client, what: str = "") -> dict[str, Any]:
    found: dict[str, Any] = client.post(TASK, {"task": what}).json()
    return found


def added(client: Client, name: str = "Điện thoại của mẹ") -> SoftKey:
    key = SoftKey()
    answer = client.post(SECURITY + "khoa/", {"credential": key.create(task(client, "register")), "name": name})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return key


def test_a_key_is_added_named_and_opens_the_account_without_a_number(mine: Client, owner: Account) -> None:
    key = added(mine)
    assert "Điện thoại của mẹ" in get(mine, SECURITY).text
    stranger = Client()
    answer = stranger.post(DOOR, {"credential": key.get(task(stranger)), "next": "/tai-khoan/"})
    assert answer["Location"] == "/tai-khoan/"
    assert owner.full_name in get(stranger, "/tai-khoan/").text
    assert [fact.kind for fact in journal.entries(f"account:{owner.pk}")][-2:] == [
        "account.keys_changed", "account.signed_in",
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_button_says_what_it_opens_with() -> None:
    page = get(Client(), "/dang-nhap/")
    [button] = [one for one in page.all("button") if one.text == "Đăng nhập bằng khóa truy cập"]
    [words] = page.texts(f"#{button.attribute('aria-describedby')}")
    assert words == "Mở bằng vân tay, khuôn mặt hoặc mã PIN của máy này. Không cần mã tin nhắn."


def test_the_task_asks_for_the_person_not_only_for_the_device(mine: Client) -> None:
    made, shown = task(mine, "register"), task(Client())
    assert made["authenticatorSelection"]["userVerification"] == "required"
    assert made["authenticatorSelection"]["residentKey"] == "required"
    assert (shown["userVerification"], shown.get("allowCredentials", [])) == ("required", [])


def test_an_answer_counts_once(mine: Client) -> None:
    key, client = added(mine), Client()
    answer = key.get(task(client))
    assert client.post(DOOR, {"credential": answer}).status_code == 302
    client.post("/dang-xuat/")
    assert client.post(DOOR, {"credential": answer}).status_code == 422
    other = Client()
    task(other)
    assert other.post(DOOR, {"credential": answer}).status_code == 422


def test_a_challenge_is_gone_after_one_answer_even_a_wrong_one(mine: Client) -> None:
    """Nobody tries again and again on one challenge; most keys have no counter that would notice a repeat."""
    key, client = added(mine), Client()
    answer = key.get(task(client))
    assert client.post(DOOR, {"credential": "{}"}).status_code == 422
    assert client.post(DOOR, {"credential": answer}).status_code == 422


def test_an_old_challenge_is_refused(mine: Client) -> None:
    key, client = added(mine), Client()
    answer = key.get(task(client))
    kept = client.session
    kept[passkeys.CHALLENGE] = {**kept[passkeys.CHALLENGE], "until": 0}
    kept.save()
    assert client.post(DOOR, {"credential": answer}).status_code == 422


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "http://testserver.evil.example"}, {"origin": "https://testserver"}, {"host": "evil.example"},
        {"verified": False}, {"uses": -1}, {"handle": "AAAA"},
    ],
)  # fmt: skip
def test_another_site_no_finger_a_copy_and_another_name_are_refused(mine: Client, lie: dict[str, Any]) -> None:
    key, client = added(mine), Client()
    Passkey.objects.update(uses=5)
    key.uses = 5
    for name, value in lie.items():
        setattr(key, name, 3 if name == "uses" else value)
    answer = client.post(DOOR, {"credential": key.get(task(client))})
    assert answer.status_code == 422
    assert "Chưa dùng được khóa truy cập này" in answer.content.decode()
    assert client.get("/tai-khoan/").status_code == 302


def test_the_key_of_a_closed_account_opens_nothing(mine: Client, owner: Account) -> None:
    key, client = added(mine), Client()
    Account.objects.filter(pk=owner.pk).update(is_active=False)
    assert client.post(DOOR, {"credential": key.get(task(client))}).status_code == 422
    assert client.get("/tai-khoan/").status_code == 302


def test_a_key_nobody_registered_opens_nothing(owner: Account) -> None:
    client = Client()
    assert client.post(DOOR, {"credential": SoftKey().get(task(client))}).status_code == 422


NONSENSE = ["", "x", "[]", "{}", '{"response": 1}', '{"response": {}, "rawId": "!"}', "9" * 30_000]


@pytest.mark.parametrize("answer", NONSENSE)
def test_nonsense_is_refused_in_words(owner: Account, answer: str) -> None:
    client = Client()
    task(client)
    assert client.post(DOOR, {"credential": answer}).status_code == 422


def test_one_persons_task_makes_no_key_for_another(mine: Client) -> None:
    other = Client()
    other.force_login(world.account("other_citizen"))
    answer = SoftKey().create(task(mine, "register"))
    task(other, "register")
    assert other.post(SECURITY + "khoa/", {"credential": answer}).status_code == 422
    assert not Passkey.objects.exists()


def test_only_the_owner_removes_a_key(mine: Client) -> None:
    added(mine)
    key = Passkey.objects.get()
    other = Client()
    other.force_login(world.account("other_citizen"))
    assert other.post(f"{SECURITY}khoa/{key.pk}/").status_code == 404
    assert mine.post(f"{SECURITY}khoa/{key.pk}/").status_code == 302
    assert not Passkey.objects.exists()


def test_an_officers_key_is_a_second_step_never_the_only_one(db: None) -> None:
    clerk = Client()
    clerk.force_login(world.account("clerk"))
    show_factor(clerk)
    key, stranger = added(clerk), Client()
    answer = stranger.post(DOOR, {"credential": key.get(task(stranger))})
    assert answer.status_code == 422 and "mật khẩu" in answer.content.decode()
    assert stranger.get("/mot-cua/").status_code == 302


def test_the_button_stays_hidden_where_nothing_can_press_it(db: None) -> None:
    page = get(Client(), "/dang-nhap/")
    [form] = page.all("form[data-task=sign-in]")
    assert "hidden" in form.given
