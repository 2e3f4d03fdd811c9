"""Two accounts of one person become one, after both were proven; nothing is lost, nothing is shared by accident."""

import re

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.test import Client

from motcua.dossiers.models import Dossier
from motcua.journal import api as journal
from motcua.messaging.models import Message
from motcua.people import mandates, merging
from motcua.people.models import Account, Identity, Mandate
from motcua.people.sessions import actor_of
from motcua.people.sso.linking import NotPossible
from tests.apps.people.identities import CLIENT, LAN, arrive
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
JOIN, MERGE = "/dang-nhap/tai-khoan-cua-toi/", "/tai-khoan/lien-ket/gop/"
OFFICERS_ONLY = re.compile(r"agencies\.")
"""Columns that name officers, who are never merged."""


@pytest.fixture
def twin() -> Account:
    """A second account of the citizen, opened by another telephone."""
    return Account.objects.make(phone="0900000391", full_name="Trịnh Bảo Ngọc", address="Nơi ở")


def test_every_table_that_names_an_account_says_what_happens_to_it() -> None:
    named = {
        f"{model._meta.label_lower}.{column.name}"
        for model in apps.get_models()
        for column in model._meta.concrete_fields
        if column.related_model is Account
    }
    decided = {column for mover in merging.MOVERS.values() for column in mover.covers}
    forgotten = {name for name in named - decided if not OFFICERS_ONLY.match(name)}
    assert not forgotten, f"say in a mover of people.merging what becomes of {sorted(forgotten)}"


def test_dossiers_and_mandates_follow(twin: Account) -> None:
    ngoc, duy = world.account("citizen"), world.account("other_citizen")
    draft = dossiers.draft()
    Dossier.objects.filter(pk=draft.pk).update(owner=twin)
    given = mandates.give(twin, duy, Mandate.Ground.AUTHORISED, actor=actor_of(twin))
    double = mandates.give(ngoc, duy, Mandate.Ground.PARENT, actor=actor_of(ngoc))
    twice = mandates.give(twin, duy, Mandate.Ground.PARENT, actor=actor_of(twin))
    mutual = mandates.give(ngoc, twin, Mandate.Ground.AUTHORISED, actor=actor_of(ngoc))
    Identity.objects.create(account=twin, provider="vneid", subject="s", assurance=2)
    Account.objects.filter(pk=twin.pk).update(assurance=2)
    moved = merging.merge(ngoc, twin, actor=actor_of(ngoc))
    assert moved["dossiers"] == 1
    draft.refresh_from_db()
    assert draft.owner == ngoc
    for mandate in (given, double, twice, mutual):
        mandate.refresh_from_db()
    assert (given.principal_id, given.state) == (ngoc.pk, "active")
    assert double.state == "active"
    assert twice.state == mutual.state == "ended"
    assert (ngoc.assurance, ngoc.phone) == (2, "0900000301")
    twin.refresh_from_db()
    assert (twin.is_active, twin.phone) == (False, None)
    assert twin.closed_at is not None
    for subject in (ngoc, twin):
        facts = [one for one in journal.entries(f"account:{subject.pk}") if one.kind == "account.merged"]
        assert facts[0].payload["kept"] == str(ngoc.pk)
        assert "0900000391" not in str(facts[0].payload)


def test_who_is_known_more_surely_is_believed(twin: Account) -> None:
    ngoc, typed = world.account("citizen"), "036093999902"
    Account.objects.filter(pk=ngoc.pk).update(personal_id=typed, full_name="Ai Đó")
    Identity.objects.create(account=twin, provider="vneid", subject="s", assurance=2)
    Account.objects.filter(pk=twin.pk).update(assurance=2)
    merging.merge(ngoc, twin, actor=actor_of(ngoc))
    assert (ngoc.assurance, ngoc.full_name, ngoc.address) == (2, "Trịnh Bảo Ngọc", "Nơi ở")
    assert ngoc.personal_id == "", "a number that was only typed is not vouched for by joining"


def test_a_code_is_too_little_for_an_account_proven_more_surely(client: Client, twin: Account) -> None:
    Account.objects.filter(pk=twin.pk).update(assurance=2)
    client.force_login(world.account("citizen"))
    client.post(MERGE, {"phone": "0900 000 391"})
    body = Message.objects.filter(recipient="0900000391", channel="sms").latest("id").body
    answer = client.post(MERGE, {"code": re.findall(r"\b\d{6}\b", body)[0]})
    assert answer.status_code == 422 and "mã tin nhắn chưa đủ" in answer.content.decode()
    client.post(MERGE, {"yes": "1"})
    assert Account.objects.get(pk=twin.pk).is_active


def test_two_numbers_are_two_people(twin: Account) -> None:
    Account.objects.filter(pk=twin.pk).update(personal_id="036093999902")
    twin.refresh_from_db()
    with pytest.raises(NotPossible, match="khác nhau"):
        merging.merge(world.account("citizen"), twin, actor=actor_of(twin))
    assert Account.objects.get(pk=twin.pk).is_active


@pytest.mark.parametrize("who", ["clerk", "citizen"])
def test_officers_and_oneself_are_never_merged(who: str) -> None:
    ngoc = world.account("citizen")
    with pytest.raises(NotPossible):
        merging.merge(ngoc, world.account(who), actor=actor_of(ngoc))


def test_a_code_to_the_other_telephone_is_the_proof(client: Client, twin: Account) -> None:
    ngoc = world.account("citizen")
    client.force_login(ngoc)
    assert client.post(MERGE, {"yes": "1"}).status_code == 302
    client.post(MERGE, {"phone": "0900 000 391"})
    assert client.post(MERGE, {"yes": "1"}).status_code == 302
    assert Account.objects.get(pk=twin.pk).is_active, "not before the code"
    assert client.post(MERGE, {"code": "000000"}).status_code == 422
    body = Message.objects.filter(recipient="0900000391", channel="sms").latest("id").body
    found = re.search(r"\b\d{6}\b", body)
    assert found
    client.post(MERGE, {"code": found.group()})
    assert "Tài khoản kia đóng lại" in client.get(MERGE).content.decode()
    assert Account.objects.get(pk=twin.pk).is_active
    assert client.post(MERGE, {"yes": "1"})["Location"] == "/tai-khoan/lien-ket/"
    assert not Account.objects.get(pk=twin.pk).is_active


def test_whether_a_number_has_an_account_is_told_to_its_holder_only(client: Client, twin: Account) -> None:
    client.force_login(world.account("citizen"))
    pages = []
    for phone in ("0900000391", "0900000997"):
        client.get(f"{MERGE}?khac=1")
        client.post(MERGE, {"phone": phone})
        pages.append(client.get(MERGE).content.decode().replace("0900 000 391", "#").replace("0900 000 997", "#"))
    strip = [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page) for page in pages]
    assert strip[0] == strip[1]


def test_signing_in_elsewhere_to_the_other_account_is_the_proof_too(client: Client, settings: LazySettings) -> None:
    settings.MOTCUA_SSO_CLIENT = CLIENT
    lan = Client()
    arrive(lan, LAN)
    made = Account.objects.get(personal_id=LAN["SoDinhDanh"])
    phone_account = Account.objects.make(phone="0900000305", full_name="Lan")
    client.force_login(phone_account)
    arrive(client, LAN)
    assert "Bạn có hai tài khoản ở đây" in client.get(JOIN).content.decode()
    client.post(JOIN, {"merge": "1"})
    phone_account.refresh_from_db()
    made.refresh_from_db()
    assert (phone_account.assurance, phone_account.full_name) == (2, "Vi Thị Xuân Lan")
    assert not made.is_active
    assert Identity.objects.get().account == phone_account
    assert lan.get("/tai-khoan/").status_code == 302, "whoever was signed in to the closed account is out"
