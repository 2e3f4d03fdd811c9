"""Going down from an old province to its districts and communes, and across to the communes of today.

Plain places without database behind them, remembered for a minute; every list is in Vietnamese order.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from motcua.agencies.memory import Remembered
from motcua.agencies.models import Unit
from motcua.agencies.names import order
from motcua.agencies.places import Place
from motcua.agencies.succession import trace


@dataclass(frozen=True, slots=True)
class FormerPlace:
    """An old unit as an entry of a list; `until` is its last day."""

    code: str
    name: str
    until: date


@dataclass(frozen=True, slots=True)
class Province:
    """A province of today and the old ones that it was made of."""

    today: Place
    former: tuple[FormerPlace, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a commune of today took over of an old district: communes whole, and communes in part.

    Both are empty where the district itself, having no commune, became the commune of today.
    """

    today: Place
    province: Place
    whole: tuple[FormerPlace, ...]
    in_part: tuple[FormerPlace, ...]


def provinces_then_and_now() -> list[Province]:
    """The 34 provinces of today, each with its old ones. One statement."""
    return list(_provinces.get(""))


def districts_of(province: str) -> list[FormerPlace]:
    """The districts of an old province, by its code; empty for an unknown code. One statement."""
    return list(_districts.get(province))


def communes_of(district: str) -> list[FormerPlace]:
    """The old communes of an old district, by its code, with those that ended earlier. One statement."""
    return list(_communes.get(district))


def heirs_of_district(district: str) -> list[Taken]:
    """The communes of today that took over an old district, by its code. One statement, seldom two."""
    return list(_heirs.get(district))


def forget() -> None:
    """After units were loaded or changed."""
    for kept in (_provinces, _districts, _communes, _heirs):
        kept.forget()


def _read_provinces(_: str) -> list[Province]:
    old = "children__came_from__old__parent__parent"
    rows = (
        Unit.objects.filter(kind=Unit.Kind.PROVINCE, valid_to=None)
        .values_list("code", "name", f"{old}__kind", f"{old}__code", f"{old}__name", f"{old}__valid_to")
        .distinct()
    )
    found: dict[Place, list[FormerPlace]] = {}
    for code, name, kind, *former in rows:
        some = found.setdefault(Place(code, name), [])
        if kind == Unit.Kind.OLD_PROVINCE:
            some.append(FormerPlace(*former))
    return [Province(today, _ordered(found[today])) for today in sorted(found, key=lambda one: order(one.name))]


def _below(kind: Unit.Kind, above: Unit.Kind, code: str) -> tuple[FormerPlace, ...]:
    units = Unit.objects.filter(kind=kind, parent__kind=above, parent__code=code)
    rows = units.values_list("code", "name", "valid_to")
    return _ordered([FormerPlace(code, name, until) for code, name, until in rows if until is not None])


def _ordered(found: list[FormerPlace]) -> tuple[FormerPlace, ...]:
    return tuple(sorted(found, key=lambda one: (order(one.name), one.code)))


def _read_heirs(district: str) -> list[Taken]:
    this = {"kind": Unit.Kind.OLD_DISTRICT, "code": district}
    within = Q(**{f"old__{name}": said for name, said in this.items()})
    within |= Q(**{f"old__parent__{name}": said for name, said in this.items()})
    whole: dict[Unit, list[FormerPlace]] = {}
    in_part: dict[Unit, list[FormerPlace]] = {}
    for old, heirs in trace(within).items():
        for heir in heirs:
            lists = (whole.setdefault(heir.unit, []), in_part.setdefault(heir.unit, []))
            if old.kind == Unit.Kind.OLD_COMMUNE and old.valid_to is not None:
                lists[not heir.only].append(FormerPlace(old.code, old.name, old.valid_to))
    return [
        Taken(Place(unit.code, unit.name), _above(unit), _ordered(whole[unit]), _ordered(in_part[unit]))
        for unit in sorted(whole, key=lambda unit: (order(unit.name), unit.code))
    ]


def _above(unit: Unit) -> Place:
    return Place(unit.parent.code, unit.parent.name) if unit.parent else Place("", "")


_provinces: Remembered[str, list[Province]] = Remembered(_read_provinces)
_districts: Remembered[str, tuple[FormerPlace, ...]] = Remembered(
    lambda code: _below(Unit.Kind.OLD_DISTRICT, Unit.Kind.OLD_PROVINCE, code)
)
_communes: Remembered[str, tuple[FormerPlace, ...]] = Remembered(
    lambda code: _below(Unit.Kind.OLD_COMMUNE, Unit.Kind.OLD_DISTRICT, code)
)
_heirs: Remembered[str, list[Taken]] = Remembered(_read_heirs)
