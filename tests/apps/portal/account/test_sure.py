"""Whoever holds the telephone of a person known more surely may look, and give or take away nothing."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.people import authorising, mandates, organisations, sessions, staff
from motcua.people.models import Account, Identity, Invitation
from tests.apps.portal.pages import get
from tests.support import world

pytestmark = pytest.mark.django_db
UP = "/dang-nhap/xac-nhan-danh-tinh/"


@pytest.fixture
def ngoc() -> Account:
    """Once proven by an electronic identity."""
    account = world.account("citizen")
    told = {"personal_id": account.personal_id}
    Identity.objects.create(account=account, provider="vneid", subject="s", assurance=2, told=told)
    Account.objects.filter(pk=account.pk).update(assurance=2)
    return world.account("citizen")


@pytest.fixture
def browser(ngoc: Account) -> Client:
    """Signed in by a code alone."""
    client = Client()
    client.force_login(ngoc)
    return client


def show(browser: Client, level: int) -> None:
    kept = browser.session
    kept[sessions.LEVEL] = level
    kept.save()


def is_led(browser: Client, page: str, typed: dict[str, str]) -> bool:
    answer = browser.post(page, typed)
    return answer.status_code == 302 and answer["Location"].startswith(f"{UP}?muc=2&next=")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("account_merge", {"phone": "0900000302"}), ("data_pack", {}), ("data_close", {}), ("data_close_confirm", {}),
        ("phone_change", {"phone": "0900000955", "old": "con"}),
    ],
)  # fmt: skip
def test_a_telephone_alone_takes_nothing_away(browser: Client, name: str, typed: dict[str, str]) -> None:
    page = reverse(name)
    assert browser.get(page).status_code in (200, 302), "looking is free"
    assert is_led(browser, page, typed)
    if "phone" in typed:
        assert get(browser, page).all("input#phone")[0].attribute("value") == typed["phone"], "nothing typed is lost"
    show(browser, 2)
    assert not is_led(browser, page, typed)


def test_a_telephone_alone_unlinks_nothing(browser: Client, ngoc: Account) -> None:
    page = reverse("identity_unlink", args=[ngoc.identities.get().pk])
    assert is_led(browser, page, {}) and ngoc.identities.exists()
    show(browser, 2)
    assert browser.post(page).status_code == 302 and not ngoc.identities.exists()


def test_the_lost_telephone_may_still_be_replaced_after_the_days_to_stop_it(browser: Client) -> None:
    typed = {"phone": "0900000955", "old": "mat"}
    assert browser.post(reverse("phone_change"), typed)["Location"] == reverse("phone_change_confirm")


def test_an_authorisation_waits_for_the_proof_with_everything_typed(browser: Client, ngoc: Account) -> None:
    page, until = reverse("authorisations"), (clock.now() + timedelta(days=30)).strftime("%d/%m/%Y")
    typed = {"name": "Kẻ Gian", "phone": "0900000302", "to": until, "codes": "tat-ca"}
    assert is_led(browser, page, typed)
    assert authorising.offered(ngoc) == []
    back = get(browser, page)
    assert [back.all(f"input#{one}")[0].attribute("value") for one in ("name", "phone", "to")] == [
        "Kẻ Gian", "0900000302", until,
    ]  # fmt: skip
    assert [one.attribute("value") for one in back.all("input[name=codes][checked]")] == ["tat-ca"]
    show(browser, 2)
    browser.post(page, typed)
    assert len(authorising.offered(ngoc)) == 1


def test_staff_are_invited_and_invitations_accepted_by_who_has_proven_it(browser: Client, ngoc: Account) -> None:
    firm = organisations.add(ngoc, organisations.Facts("0100109106", "Cây Đa"), actor=Actor.SYSTEM).principal
    page = reverse("staff_invite", args=[firm.pk])
    assert is_led(browser, page, {"name": "Kẻ Gian", "phone": "0900000302", "scope": "tat-ca"})
    assert not Invitation.objects.exists()
    assert get(browser, page).all("input#name")[0].attribute("value") == "Kẻ Gian"
    boss = world.account("other_citizen")
    other = organisations.add(boss, organisations.Facts("0100112437", "Khác"), actor=Actor.SYSTEM).principal
    sent = staff.invite(other, ngoc.phone or "", "Ngọc", by=boss, actor=Actor.SYSTEM)
    answer = get(browser, reverse("acting_for")).all("section form")[0].attribute("action")
    assert is_led(browser, answer, {}) and Invitation.objects.filter(pk=sent.pk).exists()
    show(browser, 2)
    browser.post(answer)
    assert other in [one.principal for one in mandates.of_agent(ngoc.pk)]


def test_who_works_for_a_declared_organisation_proves_themselves_not_it(browser: Client, ngoc: Account) -> None:
    given = organisations.add(ngoc, organisations.Facts("0100109106", "Cây Đa"), actor=Actor.SYSTEM)
    browser.post(reverse("acting_for"), {"mandate": str(given.pk)})
    up = browser.post(reverse("data_pack"))["Location"]
    page = get(browser, up)
    assert "Tổ chức này chưa được xác nhận" not in page.text
    show(browser, 2)
    assert "xác nhận đủ" in get(browser, up).text


def test_a_certified_company_lets_staff_in_by_its_certificate_only(browser: Client, ngoc: Account) -> None:
    firm = organisations.add(ngoc, organisations.Facts("0100109106", "Cây Đa"), actor=Actor.SYSTEM).principal
    organisations.prove(firm, ngoc, name="Cây Đa", actor=Actor.SYSTEM)
    show(browser, 2)
    page, typed = reverse("staff_invite", args=[firm.pk]), {"name": "Ai Đó", "phone": "0900000302", "scope": "tat-ca"}
    assert re.match(rf"{UP}\?muc=3", browser.post(page, typed)["Location"])
    kept = browser.session
    kept[sessions.SHOWN_FOR] = {str(firm.pk): 3}
    kept.save()
    browser.post(page, typed)
    assert Invitation.objects.count() == 1
