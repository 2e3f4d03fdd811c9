"""Offices: calendars as published, officers with the roles of today, contact cards."""

from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.agencies import api, library
from motcua.agencies.models import Agency, CalendarDay, Officer, Unit, WorkCalendar
from motcua.kit import clock
from motcua.people.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def calendar(root: Path) -> WorkCalendar:
    return library.load_calendar(root / "library" / "calendars" / "viet-nam.yaml")


@pytest.fixture
def office(calendar: WorkCalendar) -> Agency:
    unit = Unit.objects.create(code="13822", name="Xã Thử", folded="thu", kind="commune", source="thử")
    return Agency.objects.create(
        code="T1", name="UBND xã Thử", short_name="UBND", unit=unit, kind="peoples_committee",
        address="Nhà số 1", phone="0900000101", hours_text="giờ", official_in_charge="Chị A",
        code_prefix="T1", calendar=calendar,
    )  # fmt: skip


@pytest.fixture
def account() -> Account:
    return Account.objects.make(phone="0900000911", full_name="Cán Bộ Thử", kind="officer")


def post(account: Account, office: Agency, start: date, end: date | None = None, *roles: str) -> Officer:
    return Officer.objects.create(
        account=account, agency=office, post_title="Cán bộ", roles=list(roles or ("clerk",)),
        valid_from=start, valid_to=end,
    )  # fmt: skip


def test_holidays_and_swapped_days_are_those_published(office: Agency) -> None:
    days = api.calendar_for(office.id)
    assert not days.is_working(date(2026, 11, 24))  # Ngày Văn hóa Việt Nam
    assert not days.is_working(date(2026, 1, 2)) and days.is_working(date(2026, 1, 10))
    assert not days.is_working(date(2026, 8, 31)) and days.is_working(date(2026, 8, 22))
    assert not days.is_working(date(2026, 4, 27))  # compensation for a Sunday
    assert days.covers(2026) and days.covers(2027) and not days.covers(2028)
    closing = days.closing(date(2026, 11, 23))
    assert closing == datetime(2026, 11, 23, 17, 0, tzinfo=clock.HANOI)
    assert days.full_day() == timedelta(hours=8)


def test_the_year_not_yet_decided_is_marked_provisional(calendar: WorkCalendar) -> None:
    assert set(calendar.days.filter(date__year=2026).values_list("provisional", flat=True)) == {False}
    assert set(calendar.days.filter(date__year=2027).values_list("provisional", flat=True)) == {True}
    assert not CalendarDay.objects.filter(source="").exists()


def test_calendar_and_card_are_remembered(office: Agency) -> None:
    api.calendar_for(office.id), api.contact_for(office.id), api.agency(office.id)
    with CaptureQueriesContext(connection) as seen:
        api.calendar_for(office.id), api.contact_for(office.id), api.agency(office.id)
    assert len(seen) == 0


def test_an_officer_acts_for_the_office_of_today(account: Account, office: Agency) -> None:
    today = clock.now().date()
    post(account, office, today - timedelta(days=30), None, "clerk", "seal_clerk")
    with CaptureQueriesContext(connection) as seen:
        actor = api.actor_for(account)
    assert len(seen) == 1
    assert (actor.kind, actor.agency) == ("officer", office.id)
    assert actor.roles == frozenset({"clerk", "seal_clerk"})


@pytest.mark.parametrize(("start", "end"), [(-30, -1), (1, None), (1, 30)])
def test_a_post_that_is_over_or_not_begun_gives_no_role(
    account: Account, office: Agency, start: int, end: int | None
) -> None:
    today = clock.now().date()
    post(account, office, today + timedelta(start), None if end is None else today + timedelta(end))
    actor = api.actor_for(account)
    assert actor.agency is None and not actor.roles


def test_an_officer_of_a_closed_office_has_no_role(account: Account, office: Agency) -> None:
    post(account, office, date(2025, 7, 1))
    Agency.objects.filter(id=office.id).update(is_active=False)
    assert not api.actor_for(account).roles


def test_a_citizen_keeps_what_the_session_holds_and_an_officer_does_not(account: Account, office: Agency) -> None:
    held = frozenset({uuid4()})
    citizen = Account.objects.make(phone="0900000901", full_name="Ngọc")
    assert api.actor_for(citizen, held=held).held == held
    post(account, office, date(2025, 7, 1))
    assert api.actor_for(account, held=held).held == frozenset()


def test_the_card_is_that_of_the_service_centre(office: Agency) -> None:
    assert api.contact_for(office.id).name == "UBND xã Thử"
    Agency.objects.create(
        code="T1.01", name="Trung tâm", short_name="TT", unit=office.unit, parent=office,
        kind="service_centre", address="Tầng 1", phone="0900000102", hours_text="giờ",
        official_in_charge="Chị B", code_prefix="T1", calendar=office.calendar,
    )  # fmt: skip
    api.forget()
    card = api.contact_for(office.id)
    assert (card.name, card.phone, card.agency) == ("Trung tâm", "0900000102", office.id)
    assert [one.code for one in api.agencies_for(office.unit)] == ["T1"]


def test_an_unknown_office_is_an_error_not_a_default() -> None:
    for ask in (api.calendar_for, api.contact_for, api.agency):
        with pytest.raises(Agency.DoesNotExist):
            ask(uuid4())


def test_a_post_cannot_end_before_it_begins(account: Account, office: Agency) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        post(account, office, date(2026, 2, 1), date(2026, 1, 1))
