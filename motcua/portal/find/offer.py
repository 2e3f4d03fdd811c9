"""What is on offer here: the offices, fields of work and events of life by which people look."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Case, Count, F, Func, Value, When

from motcua.agencies.memory import Remembered
from motcua.catalogue.models import Procedure
from motcua.kit.vietnamese import slug, sort_key
from motcua.portal.find import offices
from motcua.portal.find.offices import Office
from motcua.ui.alphabet import alphabetical

MOST_USED = 6
"""Procedures on the home page of a portal that names none."""
MOST_FIELDS = 400
MOST_EVENTS = 60
USUAL_FIELDS = 8
USUAL_EVENTS = 12


@dataclass(frozen=True, slots=True)
class Offer:
    """`fields` and `events`: their part of an address → name.

    Fields are in Vietnamese order, `usual_fields` those with most procedures; events and `most_used` (code, name)
    stand in the order people need them.
    """

    fields: dict[str, str]
    usual_fields: dict[str, str]
    events: dict[str, str]
    most_used: list[tuple[str, str]]

    @property
    def offices(self) -> list[Office]:
        """At most 30, with `many` when there are more."""
        return offices.first()[0]

    @property
    def many(self) -> bool:
        return offices.first()[1]

    @property
    def usual_events(self) -> dict[str, str]:
        """The first of them, for the first page."""
        return dict(list(self.events.items())[:USUAL_EVENTS])

    def office(self, code: str) -> Office | None:
        """The office of an address, if it is one of ours."""
        listed = next((office for office in self.offices if office.code == code), None)
        return listed or (offices.by_code(code) if self.many else None)


def offer() -> Offer:
    """All of it, in three statements and one for the offices, remembered for a minute."""
    return _remembered.get("offer")


def forget() -> None:
    """After the catalogue changed in this process."""
    _remembered.forget()
    offices.forget()


def _read(_key: str) -> Offer:
    published = Procedure.objects.exclude(current=None)
    counted = (
        published.values_list("field_name").annotate(count=Count("id")).order_by("-count", alphabetical("field_name"))
    )
    fields = [name for name, _count in counted[:MOST_FIELDS] if name]
    used = _most_used()
    return Offer(
        fields=_slugs(sorted(fields, key=sort_key)),
        usual_fields=_slugs(fields[:USUAL_FIELDS]),
        events=_slugs(_events([event for _code, _name, events in used for event in events])),
        most_used=[(code, name) for code, name, _events in used],
    )


def _most_used() -> list[tuple[str, str, list[str]]]:
    """Those the portal names; one that is not published, or a portal that names none, makes room for what can be
    handed in here.
    """
    codes = settings.MOTCUA_MOST_USED
    named = Case(*(When(code=code, then=Value(place)) for place, code in enumerate(codes)), default=Value(len(codes)))
    found = Procedure.objects.exclude(current=None).order_by(named, "-level", "code")
    return list(found.values_list("code", "name", "life_events")[: len(codes) or MOST_USED])


def _events(first: list[str]) -> list[str]:
    """Those of the procedures most used, then by how many procedures belong to them."""
    each = Procedure.objects.exclude(current=None).annotate(event=Func(F("life_events"), function="unnest"))
    counted = each.values_list("event").annotate(count=Count("id")).order_by("-count", "event")[:MOST_EVENTS]
    return list(dict.fromkeys([*first, *(event for event, _count in counted)]))[:MOST_EVENTS]


def _slugs(names: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(slug(name), name)
    return found


_remembered: Remembered[str, Offer] = Remembered(_read)
