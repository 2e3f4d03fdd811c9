"""Provinces and communes of today, for address fields: two levels, in Vietnamese order."""

from dataclasses import dataclass, field

from motcua.agencies.memory import Remembered
from motcua.agencies.models import Unit
from motcua.agencies.names import order
from motcua.agencies.recognising import Today, today_of


@dataclass(frozen=True, slots=True)
class Place:
    """A unit as a choice in a form: national code and full name ("Xã Phong Doanh")."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class _Map:
    provinces: list[Place] = field(default_factory=list)
    communes: dict[str, list[Place]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.provinces)


class Places:
    """What address fields ask; one statement a minute for the whole country."""

    def provinces(self) -> list[Place]:
        return _atlas.get("").provinces

    def communes(self, province: str) -> list[Place]:
        """Communes of a province code; empty for an unknown code."""
        return _atlas.get("").communes.get(province, [])

    def name(self, code: str) -> str:
        """The full name of a current province (2 digits) or commune (5 digits); "" when unknown."""
        return _atlas.get("").names.get(code, "")

    def province_of(self, commune: str) -> str:
        """The province code of a commune code; "" when unknown."""
        return _atlas.get("").parents.get(commune, "")

    def today_of(self, text: str) -> tuple[Today, ...]:
        """The communes of today for an address of three tiers; see `recognising.today_of`."""
        return today_of(text)


def forget() -> None:
    """After units were loaded or changed."""
    _atlas.forget()


def _draw(_: str) -> _Map:
    atlas = _Map()
    rows = Unit.objects.filter(kind__in=[Unit.Kind.PROVINCE, Unit.Kind.COMMUNE], valid_to=None)
    by_name = sorted(rows.values_list("kind", "code", "name", "parent__code"), key=lambda row: order(row[2]))
    for kind, code, name, parent in by_name:
        atlas.names[code] = name
        if kind == Unit.Kind.PROVINCE:
            atlas.provinces.append(Place(code, name))
        else:
            atlas.communes.setdefault(parent or "", []).append(Place(code, name))
            atlas.parents[code] = parent or ""
    return atlas


_atlas: Remembered[str, _Map] = Remembered(_draw)
