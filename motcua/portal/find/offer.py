"""What is on offer here: the offices, fields of work and events of life by which people look."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from motcua.agencies.memory import Remembered
from motcua.agencies.models import Agency
from motcua.catalogue.models import Offering, Procedure
from motcua.kit.vietnamese import sort_key

MOST_USED = 6


@dataclass(frozen=True, slots=True)
class Office:
    """An office that one may choose; `code` stands in addresses."""

    id: UUID
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Offer:
    """`fields`: code → name; `events` of life and `most_used` (code, name) in the order people need them."""

    offices: list[Office]
    fields: dict[str, str]
    events: list[str]
    most_used: list[tuple[str, str]]

    def office(self, code: str) -> Office | None:
        """The office of an address, if it is one of ours."""
        return next((office for office in self.offices if office.code == code), None)


def offer() -> Offer:
    """All of it, in two statements, remembered for a minute."""
    return _remembered.get("offer")


def forget() -> None:
    """After the catalogue changed in this process."""
    _remembered.forget()


def _read(_key: str) -> Offer:
    offices = Agency.objects.filter(is_active=True, kind=Agency.Kind.PEOPLES_COMMITTEE)
    offering = offices.filter(pk__in=Offering.objects.values("agency")).order_by("code")
    procedures = list(
        Procedure.objects.exclude(current=None).values_list(
            "code", "name", "field_code", "field_name", "current__content__life_events"
        )
    )
    first = {code: place for place, code in enumerate(settings.MOTCUA_MOST_USED)}
    procedures.sort(key=lambda row: (first.get(row[0], len(first)), row[0]))
    return Offer(
        offices=[Office(office.id, office.code, office.name) for office in offering],
        fields=dict(sorted({(row[2], row[3]) for row in procedures}, key=lambda pair: sort_key(pair[1]))),
        events=list(dict.fromkeys(event for row in procedures for event in row[4] or ())),
        most_used=[(row[0], row[1]) for row in procedures[:MOST_USED]],
    )


_remembered: Remembered[str, Offer] = Remembered(_read)
