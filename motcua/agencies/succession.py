"""From an old place name or code to the unit of today — without ever guessing between two of one name.

A name alone is never enough: our list of old units is not the whole country's, so the same name may exist
where we do not know it. With the district or province named too, exactly one unit may match.
"""

import re
from dataclasses import dataclass

from django.db.models import Q

from motcua.agencies.models import Succession, Unit
from motcua.agencies.places import bare
from motcua.kit.vietnamese import clean, fold

MOST_CANDIDATES = 20
GENERATIONS = 5
CURRENT = (Unit.Kind.COMMUNE, Unit.Kind.PROVINCE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that could be meant, with the parents that tell it from its namesakes."""

    unit: Unit
    parents: tuple[str, ...]

    @property
    def label(self) -> str:
        """ "Xã Yên Hưng, Huyện Ý Yên, Tỉnh Nam Định"."""
        return ", ".join((self.unit.name, *self.parents))


@dataclass(frozen=True, slots=True)
class Heir:
    """A unit of today that took over an old one. `only` = nothing else took a part of it."""

    unit: Unit
    only: bool
    confidence: str
    source: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """`unit` only when one unit is meant for certain; otherwise the person chooses among `candidates`."""

    unit: Unit | None
    candidates: tuple[Candidate, ...]


def resolve(text: str) -> Resolution:
    """The unit meant by "xã Yên Hưng, huyện Ý Yên", by "Yên Hưng" or by a code. Two statements at most.

    Certain only when the name with its marks, and at least one parent, match exactly one unit; or when a code
    belongs to exactly one unit.
    """
    parts = [part for part in (clean(piece) for piece in re.split(r"[,;]|\s[-–]\s", text)) if part]
    if not parts:
        return Resolution(None, ())
    if parts[0].isdigit():
        found = _candidates(Q(code=parts[0]))
        return Resolution(found[0].unit if len(found) == 1 else None, tuple(found))
    wanted, parents = bare(parts[0]), parts[1:]
    found = _candidates(Q(folded__in={fold(wanted), fold(parts[0])}) | Q(aliases__contains=[wanted]))
    named = _without_own_past([one for one in found if all(_within(one, parent) for parent in parents)])
    exact = [one for one in named if _same(one.unit, wanted)]
    if parents and len(named) == 1 and len(exact) == 1:
        return Resolution(exact[0].unit, tuple(named))
    return Resolution(None, tuple(named or found))


def successors(unit: Unit) -> list[Heir]:
    """The units of today that took over `unit` (itself, when it still exists), the usual one first.

    Follows successions through at most five generations, two statements each.
    """
    if unit.kind in CURRENT and unit.valid_to is None:
        return [Heir(unit, True, unit.confidence, unit.source)]
    heirs: dict[Unit, Heir] = {}
    frontier = {unit: Heir(unit, True, unit.confidence, unit.source)}
    for _ in range(GENERATIONS):
        rows = list(
            Succession.objects.filter(old__in=frontier)
            .select_related("old", "new", "new__parent")
            .order_by("-default", "new__code")
        )
        nearer = {row.new: _inherit(row, frontier[row.old], rows) for row in rows}
        heirs |= {new: heir for new, heir in nearer.items() if new.kind in (Unit.Kind.COMMUNE, Unit.Kind.PROVINCE)}
        frontier = {new: heir for new, heir in nearer.items() if new not in heirs}
        if not frontier:
            break
    return list(heirs.values())


def _inherit(row: Succession, from_heir: Heir, rows: list[Succession]) -> Heir:
    alone = from_heir.only and not row.split and sum(other.old == row.old for other in rows) == 1
    weakest = next((said for said in (from_heir.confidence, row.confidence) if said == "chưa xác minh"), row.confidence)
    return Heir(row.new, alone, weakest, row.source)


def _candidates(matching: Q) -> list[Candidate]:
    units = Unit.objects.filter(matching).select_related("parent__parent").order_by("kind", "code")
    return [Candidate(unit, _parents(unit)) for unit in units[:MOST_CANDIDATES]]


def _without_own_past(found: list[Candidate]) -> list[Candidate]:
    """A unit that kept code and name through the reform is one unit: its old self is left out."""
    kept = {(one.unit.code, one.unit.folded) for one in found if one.unit.kind in CURRENT}
    return [one for one in found if one.unit.kind in CURRENT or (one.unit.code, one.unit.folded) not in kept]


def _parents(unit: Unit) -> tuple[str, ...]:
    names: list[str] = []
    above = unit.parent
    while above is not None and len(names) < 3:
        names.append(above.name)
        above = above.parent
    return tuple(names)


def _within(candidate: Candidate, parent: str) -> bool:
    return any(fold(bare(name)) == fold(bare(parent)) for name in candidate.parents)


def _same(unit: Unit, wanted: str) -> bool:
    """Typed with marks, the marks must agree; typed without, the folded name is all there is."""
    if wanted == fold(wanted) or wanted.lower() == fold(wanted):
        return True
    return any(clean(name).lower() == wanted.lower() for name in (bare(unit.name), *unit.aliases))
