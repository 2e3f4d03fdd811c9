"""An officer's open session alone changes no second factor: one is shown again first, and the owner hears of it."""

import base64
import time
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from demo import codes
from motcua.messaging.models import Message
from motcua.people import authenticator, keys, passkeys, second_factor
from motcua.people.models import Account, Authenticator, Passkey, RecoveryCode
from tests.apps.portal.account.test_passkeys import SECURITY, added, task
from tests.apps.portal.pages import get, post
from tests.support import world
from tests.support.officers import show_factor, sign_in
from tests.support.passkeys import SoftKey

CLERK = world.PHONES["clerk"]
AGAIN, APP, PAPER, KEYS = SECURITY + "xac-nhan/", SECURITY + "ung-dung/", SECURITY + "ma-giay/", SECURITY + "khoa/"


@pytest.fixture
def clerk(db: None) -> Account:
    Authenticator.objects.filter(account__phone=CLERK).update(last_step=0)
    return world.account("clerk")


@pytest.fixture
def inside(clerk: Account) -> Client:
    """A session somebody found open, long after its owner signed in."""
    client = Client()
    client.force_login(clerk)
    return client


def app_code() -> str:
    return codes.code(CLERK, int(time.time()) // codes.STEP)


def told(what: str) -> int:
    return Message.objects.filter(recipient=CLERK, purpose="factor_changed", body__contains=what).count()


def asked(answer: Any, onward: str = SECURITY) -> str:
    """Somebody is led to show a factor again, and comes back to `onward` then; gives that page."""
    assert answer.status_code == 302
    place = unquote(answer["Location"])
    assert place == f"{AGAIN}?next={onward}"
    return place


def test_nothing_changes_without_showing_a_factor_again(inside: Client, clerk: Account) -> None:
    show_factor(inside)
    added(inside)
    held = [keys.new_paper_codes(clerk), bytes(Authenticator.objects.get(account=clerk).secret)]
    kept = inside.session
    kept[second_factor.SHOWN] -= second_factor.LATELY
    kept.save()
    before = Message.objects.count()
    asked(inside.get(APP), APP)
    asked(inside.post(APP, {"code": "123456"}), APP)
    asked(inside.post(PAPER))
    asked(inside.post(f"{KEYS}{Passkey.objects.get().pk}/"))
    asked(inside.post(KEYS, {"credential": SoftKey().create(task(inside, "register")), "name": "Của kẻ gian"}))
    assert Passkey.objects.count() == 1 and RecoveryCode.objects.filter(account=clerk).count() == len(held[0])
    assert bytes(Authenticator.objects.get(account=clerk).secret) == held[1]
    assert Message.objects.count() == before


def test_the_app_is_replaced_after_the_present_code_which_counts_once(inside: Client, clerk: Account) -> None:
    place, code = asked(inside.get(APP), APP), app_code()
    assert post(inside, place, {"code": "000000"}, 422).problems
    assert inside.post(place, {"code": code})["Location"] == APP
    other = Client()
    other.force_login(clerk)
    assert post(other, place, {"code": code}, 422).problems, "a code counts once"
    letters = "".join(get(inside, APP).texts("main .mc-code")).replace(" ", "")
    fresh = base64.b32decode(letters)
    assert inside.post(APP, {"code": authenticator.code_at(fresh, time.time())}).status_code == 302
    assert told("ứng dụng tạo mã") == 1
    later = codes.code(CLERK, int(time.time()) // codes.STEP + 1)
    assert post(other, place, {"code": later}, 422).problems, "the old app proves nothing"


def test_a_code_on_paper_or_a_passkey_proves_it_too(inside: Client, clerk: Account) -> None:
    [paper, *_rest] = keys.new_paper_codes(clerk)
    assert inside.post(AGAIN, {"code": paper})["Location"] == SECURITY
    key, other = added(inside), Client()
    other.force_login(clerk)
    assert "Dùng khóa truy cập" in get(other, AGAIN).source
    assert other.post(AGAIN, {"credential": key.get(task(other, "second"))})["Location"] == SECURITY
    assert other.get(APP).status_code == 200


def test_somebody_elses_passkey_proves_nothing(inside: Client) -> None:
    colleague = Client()
    colleague.force_login(world.account("officer"))
    show_factor(colleague)
    key = added(colleague)
    offered = task(inside, "second")
    assert offered.get("allowCredentials", []) == []
    post(inside, AGAIN, {"credential": key.get(offered)}, 422)


def test_guesses_are_counted(inside: Client) -> None:
    for _ in range(second_factor.TRIES):
        assert inside.post(AGAIN, {"code": "000000"}).status_code == 422
    assert inside.post(AGAIN, {"code": app_code()}).status_code == 429


def test_who_has_just_signed_in_is_not_asked_twice(clerk: Account) -> None:
    client = Client()
    sign_in(client, CLERK)
    assert client.get(APP).status_code == 200
    assert client.get(AGAIN)["Location"] == SECURITY
    codes_shown = post(client, PAPER, {})
    assert "Mã dự phòng" in codes_shown.text and told("mã dự phòng trên giấy") == 1


def test_the_name_typed_for_a_key_is_kept_and_removing_one_is_told(inside: Client) -> None:
    page = get(inside, SECURITY)
    assert not page.all("form[data-task=register]") and "xác nhận lại một lần" in page.text
    place = asked(inside.post(KEYS, {"credential": SoftKey().create(task(inside, "register")), "name": "Máy ở nhà"}))
    inside.post(place, {"code": app_code()})
    [field] = get(inside, SECURITY).all("input[name=name]")
    assert field.attribute("value") == "Máy ở nhà"
    added(inside, "Máy ở nhà")
    assert inside.post(f"{KEYS}{Passkey.objects.get().pk}/")["Location"] == SECURITY
    assert not Passkey.objects.exists() and told("Máy ở nhà") == 1


def test_a_citizen_is_not_asked_and_has_no_such_page(db: None) -> None:
    citizen = Client()
    citizen.force_login(world.account("citizen"))
    added(citizen)
    assert citizen.get(AGAIN).status_code == 404 and citizen.post(AGAIN, {"code": "1"}).status_code == 404
    assert citizen.post(f"{KEYS}{Passkey.objects.get().pk}/").status_code == 302
    assert not Passkey.objects.exists()


def test_the_way_back_stays_on_this_site(inside: Client) -> None:
    assert inside.post(AGAIN + "?next=https://evil.example/", {"code": app_code()})["Location"] == SECURITY


def test_an_officer_without_any_factor_is_not_locked_out(inside: Client, clerk: Account, settings: Any) -> None:
    settings.MOTCUA_STAFF_SECOND_FACTOR = False
    Authenticator.objects.filter(account=clerk).delete()
    assert inside.get(APP).status_code == 200 and inside.get(AGAIN)["Location"] == SECURITY
    assert passkeys.of(clerk) == []
