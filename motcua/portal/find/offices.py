"""The offices that take citizens' matters on this portal, found by code, by place and by name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from motcua.agencies.memory import Remembered
from motcua.agencies.models import Agency, Unit
from motcua.agencies.names import order
from motcua.catalogue.models import Offering
from motcua.kit.vietnamese import clean, fold, sort_key

KINDS = tuple(kind for kind in Agency.Kind if kind != Agency.Kind.SERVICE_CENTRE)
"""A service centre is the counter of an office, not an office to choose."""
FEW = 30
"""As many offices stand in a list; of more one types the name."""
MOST_BODIES = 2000
MOST_NAMED = 20
LONGEST = 200
_BODIES = [kind for kind in KINDS if kind != Agency.Kind.PEOPLES_COMMITTEE]
_SAID = ("id", "code", "name", "short_name", "kind", "unit__code", "unit__name")
_COMMITTEE = fold("Ủy ban nhân dân")
_KINDS_OF_PROVINCE = re.compile(r" (?:tinh|thanh pho|tp\.?)(?= )")
"""People leave them out: "Sở Xây dựng Ninh Bình"."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office that one may choose; `code` stands in addresses, `unit` is the code of its commune or province."""

    id: UUID
    code: str
    name: str
    short_name: str
    kind: str
    unit: str
    place: str


def offering() -> QuerySet[Agency]:
    """The active offices that offer something."""
    some = Offering.objects.filter(agency=OuterRef("pk"))
    return Agency.objects.filter(Exists(some), is_active=True, kind__in=KINDS)


def first() -> tuple[list[Office], bool]:
    """At most 30 offices in the order of lists, and whether there are more; remembered for a minute."""
    return _first.get("")


def by_code(code: str) -> Office | None:
    """The office of an address; known ones are remembered for a minute."""
    return _by_code.get(code) if 0 < len(code) <= 24 else None


def in_communes(codes: Iterable[str]) -> dict[str, Office]:
    """Code of a commune of today → its People's Committee, where it is on this portal. One statement."""
    wanted = list(codes)
    if not wanted:
        return {}
    units = {"unit__kind": Unit.Kind.COMMUNE, "unit__code__in": wanted}
    rows = read(offering().filter(kind=Agency.Kind.PEOPLES_COMMITTEE, **units).order_by("-code"))
    return {office.unit: office for office in rows}


def communes_of(province: str) -> list[Office]:
    """The People's Committees of the communes of a province, in order. One statement."""
    units = {"unit__kind": Unit.Kind.COMMUNE, "unit__parent__code": province}
    return in_order(read(offering().filter(kind=Agency.Kind.PEOPLES_COMMITTEE, **units)))


def of_province(province: str) -> list[Office]:
    """The province's own offices: its People's Committee, departments, authorised bodies. One statement."""
    units = {"unit__kind": Unit.Kind.PROVINCE, "unit__code": province}
    return in_order(read(offering().filter(**units).order_by("code")[:MOST_BODIES]))


def named(text: str) -> list[Office]:
    """The departments, bodies and provincial committees that are called so; exact names alone, when there are any."""
    wanted = _plain(text[:LONGEST])
    if len(wanted) < 3:
        return []
    exact, near = [], []
    for names, office in _bodies.get(""):
        if wanted in names:
            exact.append(office)
        elif office.kind != Agency.Kind.PEOPLES_COMMITTEE and any(f" {wanted} " in f" {name} " for name in names):
            near.append(office)
    return (exact or near)[:MOST_NAMED]


def forget() -> None:
    """After offices changed in this process."""
    _first.forget()
    _by_code.forget()
    _bodies.forget()


def in_order(found: Iterable[Office]) -> list[Office]:
    """Communes in Vietnamese order, then the province and its departments."""
    ranks: list[Agency.Kind] = list(KINDS)
    return sorted(
        found,
        key=lambda one: (
            len(one.unit) < 5, ranks.index(Agency.Kind(one.kind)), order(one.place), sort_key(one.name), one.code,
        ),
    )  # fmt: skip


def read(found: QuerySet[Agency]) -> list[Office]:
    """The offices of a query, in its order."""
    return [Office(*row) for row in found.values_list(*_SAID)]


def _plain(name: str) -> str:
    folded = fold(clean(name))
    short = "ubnd" + folded.removeprefix(_COMMITTEE) if folded.startswith(_COMMITTEE) else folded
    return _KINDS_OF_PROVINCE.sub("", short)


def _read_bodies(_: str) -> list[tuple[frozenset[str], Office]]:
    committees = offering().filter(kind=Agency.Kind.PEOPLES_COMMITTEE, unit__kind=Unit.Kind.PROVINCE)
    bodies = offering().filter(kind__in=_BODIES)
    rows = read((committees | bodies).order_by("code")[:MOST_BODIES])
    return [(frozenset({_plain(one.name), _plain(one.short_name)}), one) for one in in_order(rows)]


def _read_first(_: str) -> tuple[list[Office], bool]:
    found = read(offering().order_by("code")[: FEW + 1])
    return in_order(found[:FEW]), len(found) > FEW


def _read_one(code: str) -> Office | None:
    return next(iter(read(offering().filter(code=code)[:1])), None)


_first: Remembered[str, tuple[list[Office], bool]] = Remembered(_read_first)
_by_code: Remembered[str, Office | None] = Remembered(_read_one)
_bodies: Remembered[str, list[tuple[frozenset[str], Office]]] = Remembered(_read_bodies)
