"""What became of old units, and what the units of today were made of.

Only communes (and districts without communes) have rows of succession; a district became what its communes
became, and an old province became the province in which its communes lie today.
"""

from dataclasses import dataclass

from django.db.models import Q

from motcua.agencies import country
from motcua.agencies.models import Succession, Unit
from motcua.agencies.names import order

GENERATIONS = 5
CURRENT = (Unit.Kind.COMMUNE, Unit.Kind.PROVINCE)
DOUBTFUL = "chưa xác minh"


@dataclass(frozen=True, slots=True)
class Heir:
    """A unit of today that took over an old one. `only` = nothing else took a part of it.

    `usual` = where the table sends people of an old commune when they cannot say which part they live in.
    """

    unit: Unit
    only: bool
    confidence: str
    source: str
    usual: bool = True


@dataclass(frozen=True, slots=True)
class Former:
    """An old unit that became, `whole` or in part, the unit of today that was asked about."""

    unit: Unit
    whole: bool


def successors(unit: Unit) -> list[Heir]:
    """The units of today that took over `unit` (itself, when it still exists), the usual one first.

    Of a district, every commune of today that took land of one of its communes; of a province, one province.
    One statement, and one more for each earlier reform on the way (at most five).
    """
    if unit.kind in CURRENT and unit.valid_to is None:
        return [Heir(unit, True, unit.confidence, unit.source)]
    if unit.kind == Unit.Kind.OLD_PROVINCE:
        return _province_of_today(unit)
    of_unit = Q(old=unit)
    if unit.kind == Unit.Kind.OLD_DISTRICT:
        of_unit |= Q(old__parent=unit)
    heirs: dict[Unit, list[Heir]] = {}
    for traced in trace(of_unit).values():
        for heir in traced:
            heirs.setdefault(heir.unit, []).append(heir)
    if unit.kind == Unit.Kind.OLD_DISTRICT:
        return sorted((_joined(each, len(heirs) == 1) for each in heirs.values()), key=lambda one: _order(one.unit))
    return [each[0] for each in heirs.values()]


def former(unit: Unit) -> list[Former]:
    """What a unit of today was made of, all earlier reforms included, with parents, in Vietnamese order.

    One statement for each reform on the way and one that finds nothing more (usually three); one for a province.
    """
    if unit.kind == Unit.Kind.PROVINCE:
        made_of = Q(kind=Unit.Kind.OLD_PROVINCE, children__children__became__new__parent=unit)
        return [Former(old, True) for old in Unit.objects.filter(made_of).distinct().order_by("code")]
    found: dict[Unit, Former] = {}
    frontier: set[Unit] = {unit}
    for _ in range(GENERATIONS):
        rows = Succession.objects.filter(new__in=frontier).select_related("old__parent__parent")
        further = {row.old: Former(row.old, not row.split) for row in rows if row.old not in found}
        found |= further
        frontier = set(further)
        if not frontier:
            break
    return sorted(found.values(), key=lambda one: _order(one.unit))


def trace(of_old: Q) -> dict[Unit, list[Heir]]:
    """The heirs of today of every old unit that `of_old` (about successions) names, the usual one first."""
    rows: dict[Unit, list[Succession]] = {}
    asked: list[Unit] = []
    wanted = of_old
    for generation in range(GENERATIONS):
        found = (
            Succession.objects.filter(wanted)
            .select_related("old", "new__parent")
            .order_by("-default", "new__code", "old__code")
        )
        for row in found:
            rows.setdefault(row.old, []).append(row)
        if generation == 0:
            asked = sorted(rows, key=lambda unit: (unit.code, unit.name))
        missing = {row.new for some in rows.values() for row in some if row.new.kind not in CURRENT} - set(rows)
        if not missing:
            break
        wanted = Q(old__in=missing)
    return {old: _heirs(old, rows, GENERATIONS) for old in asked}


def _heirs(old: Unit, rows: dict[Unit, list[Succession]], generations: int) -> list[Heir]:
    heirs: dict[Unit, Heir] = {}
    for row in rows.get(old, ()) if generations else ():
        alone = not row.split and len(rows[old]) == 1
        if row.new.kind in CURRENT:
            further = [Heir(row.new, True, row.confidence, row.source)]
        else:
            further = _heirs(row.new, rows, generations - 1)
        for heir in further:
            confidence = DOUBTFUL if DOUBTFUL in (row.confidence, heir.confidence) else heir.confidence
            usual = row.default and heir.usual
            heirs.setdefault(heir.unit, Heir(heir.unit, alone and heir.only, confidence, heir.source, usual))
    return list(heirs.values())


def _joined(heirs: list[Heir], only: bool) -> Heir:
    """One heir of a district from the ways its communes lead there: as sure as the surest of them."""
    best = min(heirs, key=lambda heir: heir.confidence == DOUBTFUL)
    return Heir(best.unit, only, best.confidence, best.source, only)


def _province_of_today(old: Unit) -> list[Heir]:
    within = Q(kind=Unit.Kind.PROVINCE, children__came_from__old__parent__parent=old)
    found = list(Unit.objects.filter(within).distinct().order_by("code"))
    return [Heir(one, len(found) == 1, country.FROM_TABLE, country.TABLE_SOURCE, len(found) == 1) for one in found]


def _order(unit: Unit) -> tuple[object, ...]:
    return order(unit.name), unit.code
