"""Acting for another: only within its days, only while both accounts live, only by whom it was given to."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest

from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.people import mandates, organisations
from motcua.people.models import Account, Mandate
from tests.support import world

pytestmark = pytest.mark.django_db
Ground = Mandate.Ground


@pytest.fixture
def given() -> Mandate:
    """For ten days from today."""
    principal, agent = world.account("citizen"), world.account("other_citizen")
    last = clock.now().date() + timedelta(days=10)
    return mandates.give(principal, agent, Ground.AUTHORISED, actor=Actor.SYSTEM, valid_to=last)


def browser(mandate: Mandate) -> Any:
    """A request whose session works under this mandate."""
    request: Any = SimpleNamespace(session={})
    mandates.act_under(request, mandate)
    return request


def works(mandate: Mandate, request: HttpRequest | None = None) -> bool:
    found = mandates.acting(request or browser(mandate), mandate.agent_id)
    return found is not None and mandate in mandates.of_agent(mandate.agent_id)


def test_it_works_through_its_last_day_and_no_longer(given: Mandate) -> None:
    request = browser(given)
    with clock.travel(clock.now() + timedelta(days=10)):
        assert works(given, request)
    with clock.travel(clock.now() + timedelta(days=11)):
        assert not works(given, request)
    assert mandates.ACTING not in request.session, "the session works for oneself again"


def test_it_does_not_work_before_its_first_day(given: Mandate) -> None:
    Mandate.objects.filter(pk=given.pk).update(valid_from=clock.now().date() + timedelta(days=1))
    assert not works(given)


@pytest.mark.parametrize("side", ["principal_id", "agent_id"])
def test_it_ends_with_either_account(given: Mandate, side: str) -> None:
    assert works(given)
    Account.objects.filter(pk=getattr(given, side)).update(is_active=False)
    assert not works(given)


def test_nobody_else_works_under_it(given: Mandate) -> None:
    thief = world.account("citizen_without_email")
    assert mandates.acting(browser(given), thief.pk) is None


def test_a_mandate_for_some_procedures_covers_no_others() -> None:
    assert mandates.covers(["1.001193"], "1.001193") and mandates.covers([], "1.000894")
    assert not mandates.covers(["1.001193"], "1.000894")


def test_a_certificate_that_was_not_shown_now_lends_its_level_to_nobody(given: Mandate) -> None:
    firm = Account(kind=Account.Kind.ORGANISATION, assurance=3)
    mine = Mandate(principal=firm, ground=Ground.REPRESENTATIVE, proven=organisations.PROVEN)
    staff = Mandate(principal=firm, ground=Ground.STAFF, proven=organisations.PROVEN)
    assert organisations.level(mine, own=1, shown=1) == 1
    assert organisations.level(mine, own=1, shown=3) == 3
    assert organisations.level(staff, own=2, shown=3) == 2
