"""Officers: the password alone opens nothing. An app, a passkey or a code on paper must follow, each of them once."""

import base64
import re
import time
from typing import Any

import pytest
from django.test import Client

from demo import codes
from demo.world import OFFICER_PASSWORD
from motcua.people import authenticator, keys, passwords, recovery, second_factor
from motcua.people.errors import WeakPassword
from motcua.people.models import Account, Authenticator, Passkey, RecoveryCode
from tests.apps.portal.account.test_passkeys import added, task
from tests.apps.portal.pages import get, post
from tests.support import world
from tests.support.officers import DOOR, SECOND, show_factor

CLERK = world.PHONES["clerk"]
ENROL = "/dang-nhap/can-bo/cai-dat/"


@pytest.fixture
def clerk(db: None) -> Account:
    return world.account("clerk")


def knock(password: str = OFFICER_PASSWORD) -> tuple[Client, str]:
    """A browser after the right password, and where it was led."""
    client = Client()
    answer = client.post(DOOR, {"phone": CLERK, "password": password})
    assert answer.status_code == 302
    return client, answer["Location"]


def app_code() -> str:
    return codes.code(CLERK, int(time.time()) // codes.STEP)


def test_the_password_alone_opens_no_session(clerk: Account) -> None:
    client, place = knock()
    assert place == SECOND
    for address in ("/mot-cua/", "/tai-khoan/", "/tai-khoan/bao-mat/ung-dung/"):
        assert client.get(address).status_code == 302
    assert "_auth_user_id" not in client.session


def test_the_apps_code_opens_it_once(clerk: Account) -> None:
    code = app_code()
    first, second = knock()[0], knock()[0]
    assert first.post(SECOND, {"code": code})["Location"] == "/mot-cua/"
    assert second.post(SECOND, {"code": code}).status_code == 422
    assert second.get("/mot-cua/").status_code == 302


def test_an_older_or_later_code_is_not_taken(clerk: Account) -> None:
    now = int(time.time()) // codes.STEP
    for step in (now - 4, now + 4):
        assert not authenticator.check(clerk, codes.code(CLERK, step))
    assert not authenticator.check(clerk, "") and not authenticator.check(clerk, "12345")


def test_guessing_is_stopped_whatever_the_browser(clerk: Account) -> None:
    for _ in range(second_factor.TRIES):
        client, _place = knock()
        assert client.post(SECOND, {"code": "000000"}).status_code in (422, 302)
    answer = knock()[0].post(SECOND, {"code": app_code()})
    assert answer.status_code == 429 and int(answer["Retry-After"]) > 0


def test_a_code_on_paper_opens_it_once(clerk: Account) -> None:
    [paper, *_rest] = keys.new_paper_codes(clerk)
    assert paper.replace("-", "") not in str(list(RecoveryCode.objects.values_list("digest", flat=True)))
    assert knock()[0].post(SECOND, {"code": f" {paper.upper()} "})["Location"] == "/mot-cua/"
    assert knock()[0].post(SECOND, {"code": paper}).status_code == 422
    assert RecoveryCode.objects.filter(account=clerk).count() == 9


def test_a_passkey_is_a_second_step_too(clerk: Account) -> None:
    inside = Client()
    inside.force_login(clerk)
    show_factor(inside)
    key = added(inside)
    client, _place = knock()
    assert "Dùng khóa truy cập" in get(client, SECOND).source
    offered = task(client, "second")
    assert len(offered["allowCredentials"]) == 1
    assert client.post(SECOND, {"credential": key.get(offered)})["Location"] == "/mot-cua/"


def test_a_passkey_of_a_colleague_is_refused(clerk: Account) -> None:
    colleague = Client()
    colleague.force_login(world.account("officer"))
    show_factor(colleague)
    key = added(colleague)
    client, _place = knock()
    assert client.post(SECOND, {"credential": key.get(task(client, "second"))}).status_code == 422


def test_without_a_second_factor_one_is_set_up_before_anything_opens(clerk: Account) -> None:
    keys.reset(clerk)
    client, place = knock()
    assert place == ENROL
    page = get(client, ENROL)
    letters = "".join(page.texts("main .mc-code")).replace(" ", "")
    assert client.get("/mot-cua/").status_code == 302 and client.get(SECOND)["Location"] == ENROL
    assert post(client, ENROL, {"code": "12"}, 422).problems
    assert "".join(get(client, ENROL).texts("main .mc-code")).replace(" ", "") == letters
    code = authenticator.code_at(base64.b32decode(letters), time.time())
    shown = post(client, ENROL, {"code": code})
    assert len(set(re.findall(r"\b[a-z0-9]{5}-[a-z0-9]{5}\b", shown.text))) == 10
    assert client.get("/mot-cua/").status_code == 200


def test_after_a_reset_no_older_factor_opens_anything(clerk: Account) -> None:
    paper = keys.new_paper_codes(clerk, tell=False)[0]
    keys.reset(clerk)
    assert not recovery.spend(clerk, paper) and not second_factor.has_any(clerk)


def test_the_secret_is_not_readable_in_the_table(clerk: Account) -> None:
    kept = bytes(Authenticator.objects.get(account=clerk).secret)
    assert codes.secret(CLERK) not in kept and len(kept) < 300


def test_a_password_is_changed_with_the_present_one_and_ends_other_browsers(clerk: Account) -> None:
    mine, other = knock()[0], knock()[0]
    mine.post(SECOND, {"code": app_code()})
    Authenticator.objects.update(last_step=0)
    other.post(SECOND, {"code": app_code()})
    place, own = "/tai-khoan/bao-mat/mat-khau/", "một câu dễ nhớ của tôi"
    assert post(mine, place, {"present": "sai", "new": own, "again": own}, 422).problems
    assert post(mine, place, {"present": OFFICER_PASSWORD, "new": own, "again": "khác"}, 422).problems
    assert mine.post(place, {"present": OFFICER_PASSWORD, "new": own, "again": own}).status_code == 302
    assert mine.get("/mot-cua/").status_code == 200
    assert other.get("/mot-cua/").status_code == 302
    assert "máy này" in get(mine, "/tai-khoan/thiet-bi/").text


@pytest.mark.parametrize("plain", ["password1234", "123456789012", "0900000101 a", "x" * 300])
def test_plain_passwords_are_refused(clerk: Account, plain: str) -> None:
    with pytest.raises(WeakPassword):
        passwords.choose(clerk, plain)


def test_the_road_is_walked_within_ten_minutes(clerk: Account) -> None:
    client, _place = knock()
    kept = client.session
    kept["second_step"] = {**kept["second_step"], "until": 0}
    kept.save()
    assert client.post(SECOND, {"code": app_code()})["Location"] == DOOR


def test_the_last_factor_of_an_officer_stays(clerk: Account) -> None:
    inside = Client()
    inside.force_login(clerk)
    show_factor(inside)
    added(inside)
    Authenticator.objects.filter(account=clerk).delete()
    page = post(inside, f"/tai-khoan/bao-mat/khoa/{Passkey.objects.get().pk}/", {}, 422)
    assert "cách xác nhận cuối cùng" in page.text


def test_a_citizen_has_no_app_no_paper_and_no_password(db: None) -> None:
    client = Client()
    client.force_login(world.account("citizen"))
    for place in ("ung-dung", "ma-giay", "mat-khau"):
        assert client.post(f"/tai-khoan/bao-mat/{place}/").status_code == 404


def test_an_officer_works_in_few_browsers(clerk: Account) -> None:
    clients = []
    for _ in range(4):
        client, _place = knock()
        Authenticator.objects.update(last_step=0)
        client.post(SECOND, {"code": app_code()})
        clients.append(client)
    assert [client.get("/mot-cua/").status_code for client in clients] == [302, 200, 200, 200]


def test_an_installation_may_do_without(clerk: Account, settings: Any) -> None:
    settings.MOTCUA_STAFF_SECOND_FACTOR = False
    client, place = knock()
    assert place == "/mot-cua/" and client.get("/mot-cua/").status_code == 200


def test_a_secret_sealed_with_a_lost_key_opens_nothing_and_breaks_nothing(clerk: Account, settings: Any) -> None:
    client, _place = knock()
    Authenticator.objects.filter(account=clerk).update(secret=b"gAAAAA-other-key")
    assert client.post(SECOND, {"code": app_code()}).status_code == 422
