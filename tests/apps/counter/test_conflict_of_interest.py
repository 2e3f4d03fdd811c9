"""An officer does not judge what they stand on the applicant's side of: as agent, helper or co-signer."""

import secrets
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.dossiers import policy
from motcua.dossiers.models import Dossier, Party
from motcua.kit import clock
from motcua.people import mandates
from motcua.people.models import Account, Mandate
from tests.apps.portal.pages import Page
from tests.support import dossiers, world

pytestmark = pytest.mark.django_db
Seat = Callable[[str], Client]
NUMBER = "036085000077"


@pytest.fixture
def clerk() -> Account:
    """The clerk, whose personal number is known."""
    Account.objects.filter(pk=world.account("clerk").pk).update(personal_id=NUMBER)
    return world.account("clerk")


@pytest.fixture
def private(clerk: Account) -> Account:
    """The account by which the clerk does their own business at home."""
    return Account.objects.make(phone="0900000977", full_name=clerk.full_name, personal_id=NUMBER)


@pytest.fixture
def handed_in() -> Dossier:
    return dossiers.submitted()


def give(principal: Account, agent: Account, ground: str = "authorised", **more: object) -> Mandate:
    return mandates.give(principal, agent, Mandate.Ground(ground), actor=world.actor("citizen"), **more)  # type: ignore[arg-type]


def again(dossier: Dossier) -> Dossier:
    """The dossier as the next request reads it."""
    return Dossier.objects.get(pk=dossier.pk)


def kept_out(sit: Seat, dossier: Dossier, why: str) -> None:
    """No act, no paper, no inside; the page says why and who goes on."""
    actor, found = world.actor("clerk"), again(dossier)
    assert not policy.acts(actor, found) and not policy.may_read_papers(actor, found)
    assert not policy.may(actor, "receive", found)
    clerk = sit("clerk")
    page = Page(clerk.get(reverse("desk", args=[dossier.pk])).content.decode())
    assert why in page.text and "Đồng nghiệp khác sẽ giải quyết" in page.text
    assert clerk.get(reverse("desk_act", args=[dossier.pk, "receive"])).status_code == 404
    assert clerk.post(reverse("desk_act", args=[dossier.pk, "receive"]), {}).status_code == 404
    assert again(dossier).state == "submitted"


def at_work(dossier: Dossier) -> bool:
    return policy.may(world.actor("clerk"), "receive", again(dossier))


def test_an_agent_of_the_owner_is_kept_out_and_colleagues_go_on(
    sit: Seat, handed_in: Dossier, private: Account
) -> None:
    assert at_work(handed_in)
    give(world.account("citizen"), private, scope=["1.000894"])  # of whatever procedure
    kept_out(sit, handed_in, "ủy quyền hoặc đại diện")
    assert policy.is_office(world.actor("officer"), again(handed_in))


def test_the_officers_own_account_as_agent_counts_without_any_number(sit: Seat, handed_in: Dossier) -> None:
    Account.objects.filter(pk=world.account("clerk").pk).update(personal_id="")
    give(world.account("citizen"), world.account("clerk"))
    kept_out(sit, handed_in, "ủy quyền hoặc đại diện")


def test_whoever_acts_for_the_officer_is_on_their_side_too(sit: Seat, handed_in: Dossier, private: Account) -> None:
    give(private, world.account("citizen"))
    kept_out(sit, handed_in, "ủy quyền hoặc đại diện")


def test_an_organisation_that_the_officer_represents(sit: Seat, handed_in: Dossier, private: Account) -> None:
    company = Account.objects.make(
        phone=None, full_name="Công ty Gốm", organisation_name="Công ty Gốm", kind=Account.Kind.ORGANISATION
    )
    give(company, private, "representative")
    assert at_work(handed_in)
    Dossier.objects.filter(pk=handed_in.pk).update(owner=company)
    kept_out(sit, handed_in, "ủy quyền hoặc đại diện")


def test_a_mandate_ended_after_handing_in_still_counts_an_older_one_does_not(
    sit: Seat, handed_in: Dossier, private: Account
) -> None:
    actor, mine = world.actor("citizen"), give(world.account("citizen"), private)
    mandates.end(mine, actor=actor)
    kept_out(sit, handed_in, "ủy quyền hoặc đại diện")
    assert handed_in.submitted_at is not None
    Mandate.objects.filter(pk=mine.pk).update(ended_at=handed_in.submitted_at - timedelta(minutes=1))
    assert at_work(handed_in)


def test_a_mandate_only_offered_over_or_yet_to_come_does_not_count(handed_in: Dossier, private: Account) -> None:
    owner, today = world.account("citizen"), clock.now().date()
    mine = give(owner, private, offered=True)
    assert at_work(handed_in)
    mine.state, mine.valid_from, mine.valid_to = "active", today - timedelta(9), today - timedelta(1)
    mine.save()
    assert at_work(handed_in)
    mine.valid_from, mine.valid_to = today + timedelta(1), None
    mine.save()
    assert at_work(handed_in)


@pytest.mark.parametrize(("part", "standing"), [("editor", "joined"), ("cosigner", "signed")])
@pytest.mark.parametrize("by_phone", [True, False])
def test_a_helper_and_a_cosigner_are_kept_out(
    sit: Seat, handed_in: Dossier, private: Account, part: str, standing: str, by_phone: bool
) -> None:
    invited = Party.objects.create(
        dossier=handed_in, part=part, phone=private.phone if by_phone else "0900000978", name="Người cùng làm",
        account=None if by_phone else private, digest=secrets.token_hex(32), invited_at=clock.now(),
    )  # fmt: skip
    assert at_work(handed_in), "an invitation alone keeps nobody from work"
    invited.standing = standing
    invited.save()
    kept_out(sit, handed_in, "cùng điền hoặc cùng ký")


def test_it_costs_one_statement_a_dossier_and_none_a_row(sit: Seat, handed_in: Dossier, private: Account) -> None:
    actor, found = world.actor("clerk"), again(handed_in)
    policy.acts(actor, found)  # the version is remembered from here on
    found = again(handed_in)
    with CaptureQueriesContext(connection) as spent:
        assert policy.acts(actor, found) and policy.may_read_papers(actor, found)
    assert len(spent) == 1, [query["sql"][:200] for query in spent]
    client, before = sit("clerk"), 0
    client.get(reverse("inbox"))
    for concerned in (False, True):
        if concerned:
            give(world.account("citizen"), private)
            dossiers.submitted(seed=2)
        with CaptureQueriesContext(connection) as spent:
            assert handed_in.shown_code in client.get(reverse("inbox")).text
        assert not before or len(spent) == before
        before = len(spent)
