"""The office that owns this portal and the card of any office: whom to ask, on every page."""

from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Case, When
from django.http import HttpRequest

from motcua.agencies import api as agencies
from motcua.agencies.memory import Remembered
from motcua.agencies.models import Agency, Unit
from motcua.ui.navigation import Contact

NOBODY = Contact(name="")
_last: list[Contact] = [NOBODY]


def card(agency: UUID) -> Contact:
    """The contact card of an office: its service centre where it has one."""
    found = agencies.contact_for(agency)
    return Contact(found.name, found.address, found.phone, found.email, found.hours_text, found.official_in_charge)


def owner(request: HttpRequest) -> Contact:
    """The office named by MOTCUA_OFFICE, else the first commune; as last known while the database is away."""
    try:
        id = _owners.get(settings.MOTCUA_OFFICE)
        if id is not None:
            _last[:] = [card(id)]
        return _last[0] if id is not None else NOBODY
    except DatabaseError:
        return _last[0]


def province() -> str:
    """The code of the province in which this portal's office lies; "" while there is no office."""
    return _provinces.get(settings.MOTCUA_OFFICE)


def forget() -> None:
    """After offices changed in this process."""
    _owners.forget()
    _provinces.forget()
    _last[:] = [NOBODY]
    agencies.forget()


def _owner(code: str) -> UUID | None:
    offices = Agency.objects.filter(is_active=True, kind=Agency.Kind.PEOPLES_COMMITTEE)
    if code:
        offices = Agency.objects.filter(code=code)
    nearest = Case(When(unit__kind=Unit.Kind.COMMUNE, then=0), default=1)
    return offices.order_by(nearest, "code").values_list("id", flat=True).first()


_owners: Remembered[str, UUID | None] = Remembered(_owner)


def _province(code: str) -> str:
    id = _owners.get(code)
    row = Agency.objects.filter(pk=id).values_list("unit__parent__code", "unit__code").first() if id else None
    return (row[0] or row[1]) if row else ""


_provinces: Remembered[str, str] = Remembered(_province)
