"""What other parts ask of agencies: who an officer is today, an office's contact, calendar and territory."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q

from motcua.agencies import browse, calendars, places, recognising, staffing, tree
from motcua.agencies.browse import FormerPlace, Province, Taken
from motcua.agencies.memory import Remembered
from motcua.agencies.models import Agency, Unit
from motcua.agencies.names import LONGEST, folded, order
from motcua.agencies.places import Place, Places
from motcua.agencies.recognising import Today
from motcua.agencies.resolving import Candidate, Resolution, resolve
from motcua.agencies.succession import Former, Heir, former, successors
from motcua.kit.actor import Actor
from motcua.kit.vietnamese import clean
from motcua.people.models import Account
from motcua.people.sessions import actor_of

__all__ = [
    "Candidate", "Contact", "Former", "FormerPlace", "Heir", "Place", "Places", "Province", "Resolution", "Taken",
    "Tier", "Today", "actor_for", "agencies_for", "agency", "calendar_for", "check_parent", "commune", "communes_of",
    "contact_for", "districts_of", "find_units", "former", "heirs_of_district", "officer_by_email", "place_under",
    "places_of", "post_of", "provinces_then_and_now", "resolve", "successors", "tier", "under",
]  # fmt: skip

calendar_for = calendars.calendar_for
provinces_then_and_now = browse.provinces_then_and_now
districts_of = browse.districts_of
communes_of = browse.communes_of
heirs_of_district = browse.heirs_of_district
Tier = tree.Tier
post_of = staffing.title_of
places_of = staffing.places_of
officer_by_email = staffing.officer_by_email
tier, under, check_parent, place_under = tree.tier, tree.under, tree.check_parent, tree.place_under
MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Contact:
    """The contact card of an office: where to come or call. `phone` is canonical, for a link that dials."""

    agency: UUID
    name: str
    address: str
    phone: str
    email: str
    hours_text: str
    official_in_charge: str


def actor_for(
    account: Account, held: frozenset[UUID] = frozenset(), opened: frozenset[UUID] = frozenset(),
    office: UUID | None = None,
) -> Actor:  # fmt: skip
    """The account as an actor, with the office and functions of today. At most one statement.

    `office` is where an officer of several offices chose to work now. An officer without a valid appointment keeps no
    role and no office: the policy then refuses everything.
    """
    plain = actor_of(account)
    if account.kind != Account.Kind.OFFICER:
        return replace(plain, held=held, opened=opened)
    return staffing.enact(replace(plain, personal_id=account.personal_id), office)


def agency(id: UUID) -> Agency:
    """The office itself, remembered for a minute; `Agency.DoesNotExist` when unknown."""
    return _agencies.get(id)


def contact_for(agency: UUID) -> Contact:
    """The card of the office's service centre if it has one, else its own; remembered for a minute."""
    return _contacts.get(agency)


def agencies_for(unit: Unit) -> list[Agency]:
    """The active People's Committees of a unit (one statement)."""
    return list(Agency.objects.filter(unit=unit, kind=Agency.Kind.PEOPLES_COMMITTEE, is_active=True).order_by("code"))


def find_units(text: str, kinds: Iterable[str] = (Unit.Kind.COMMUNE,)) -> list[Unit]:
    """Units of these kinds whose name begins with `text`, marks or not; at most 20."""
    start = folded(clean(text[:LONGEST]))
    if not start:
        return []
    found = Unit.objects.filter(kind__in=list(kinds), folded__startswith=start).select_related("parent")
    return sorted(found.order_by("folded", "code")[:MOST_FOUND], key=lambda one: (order(one.name), one.code))


def commune(code: str) -> Unit | None:
    """The current commune of a national code."""
    return Unit.objects.filter(kind=Unit.Kind.COMMUNE, code=code, valid_to=None).first()


def _card(agency: UUID) -> Contact:
    both = list(Agency.objects.filter(Q(id=agency) | Q(parent=agency, kind=Agency.Kind.SERVICE_CENTRE)))
    own = next((one for one in both if one.id == agency), None)
    if own is None:
        raise Agency.DoesNotExist(agency)
    desk = next((one for one in both if one.kind == Agency.Kind.SERVICE_CENTRE), own)
    return Contact(agency, desk.name, desk.address, desk.phone, desk.email, desk.hours_text, desk.official_in_charge)


_contacts: Remembered[UUID, Contact] = Remembered(_card)


def _agency(id: UUID) -> Agency:
    return Agency.objects.select_related("unit", "parent").get(id=id)


_agencies: Remembered[UUID, Agency] = Remembered(_agency)


def forget() -> None:
    """After offices changed in this process."""
    _contacts.forget()
    _agencies.forget()
    calendars.forget()
    places.forget()
    browse.forget()
    recognising.forget()
    staffing.forget()
