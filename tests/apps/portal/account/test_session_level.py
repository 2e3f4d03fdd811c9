"""A session is worth what its own sign-in showed: nobody lends it another person's identity, certificate or key."""

import re

import pytest
from django.conf import LazySettings
from django.test import Client

from demo.world import OFFICER_PASSWORD
from motcua.messaging.models import Message
from motcua.people import sessions
from motcua.people.models import Account, Device, Identity, Passkey
from tests.apps.people.identities import CLIENT, LAN, NGOC, arrive
from tests.apps.portal.account.test_passkeys import DOOR, added, task
from tests.support import world
from tests.support.officers import DOOR as OFFICERS

pytestmark = pytest.mark.django_db
JOIN = "/dang-nhap/tai-khoan-cua-toi/"


@pytest.fixture(autouse=True)
def _obedient(settings: LazySettings) -> None:
    settings.MOTCUA_SSO_CLIENT = CLIENT


@pytest.fixture
def ngoc() -> Account:
    """Once proven by an electronic identity; her telephone alone shows less."""
    found = world.account("citizen")
    Account.objects.filter(pk=found.pk).update(assurance=2)
    number = NGOC["SoDinhDanh"]
    Identity.objects.create(account=found, provider="vneid", subject=f"vneid-{number}", told={"personal_id": number})
    return found


def by_telephone(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def level(client: Client) -> int:
    return int(client.session.get(sessions.LEVEL, 1))


@pytest.mark.parametrize("sent", [{}, {"merge": "1"}])
def test_an_identity_that_was_not_linked_raises_nobody(ngoc: Account, sent: dict[str, str]) -> None:
    thief = by_telephone(ngoc)
    assert arrive(thief, LAN)["Location"] == JOIN
    thief.post(JOIN, sent)
    assert level(thief) == 1


def test_a_stolen_telephone_and_somebody_elses_identity_open_nothing_together(ngoc: Account) -> None:
    """Neither from inside the account nor from outside; an identity that tells no number contradicts nobody."""
    nameless = {name: value for name, value in LAN.items() if name not in ("SoDinhDanh", "SoDienThoai")}
    inside, outside = by_telephone(ngoc), Client()
    arrive(inside, nameless)
    assert "đã xác nhận danh tính" in inside.post(JOIN, {"link": "1"}).content.decode()
    arrive(outside, {**nameless, "SoDienThoai": ngoc.phone or ""})
    outside.post(JOIN, {"send": str(ngoc.pk)})
    body = Message.objects.filter(recipient=ngoc.phone, purpose="one_time_code").latest("id").body
    outside.post(JOIN, {"code": re.findall(r"\b\d{6}\b", body)[0]})
    assert level(inside) == 1 and "_auth_user_id" not in outside.session
    assert ngoc.identities.count() == 1


def test_ones_own_identity_raises_the_session_and_the_telephone_alone_does_not(ngoc: Account) -> None:
    own = by_telephone(ngoc)
    assert level(own) == 1
    assert "cách đơn giản hơn" in own.get("/tai-khoan/").content.decode()
    arrive(own, NGOC)
    assert level(own) == 2
    assert level(by_telephone(ngoc)) == 1


def test_a_key_shows_no_more_than_who_made_it_had_shown(ngoc: Account) -> None:
    key = added(by_telephone(ngoc))
    assert Passkey.objects.get(account=ngoc).assurance == 1
    assert Message.objects.filter(recipient=ngoc.phone, purpose="new_key").exists(), "its owner hears of it"
    later = Client()
    assert later.post(DOOR, {"credential": key.get(task(later))}).status_code == 302
    assert level(later) == 1


def test_nobody_hides_a_session_behind_an_officers_password(ngoc: Account) -> None:
    client = by_telephone(ngoc)
    Device.objects.create(account=ngoc, session_key=client.session.session_key, name="Chrome", how="code")
    client.post(OFFICERS, {"phone": world.PHONES["clerk"], "password": OFFICER_PASSWORD})
    assert "_auth_user_id" not in client.session and not Device.objects.filter(account=ngoc).exists()


def test_a_page_of_ones_own_is_asked_for_anew_and_forgotten_on_signing_out(ngoc: Account) -> None:
    client = by_telephone(ngoc)
    assert "no-cache" in client.get("/tai-khoan/")["Cache-Control"]
    assert client.post("/dang-xuat/")["Clear-Site-Data"] == '"cache"'
