"""From a place as people write it to the unit meant, of today or of before — never guessing between namesakes.

The name of a commune alone is never enough: communes that ended before March 2025 are in no list of ours, so
the one we know may not be the one meant. With the district or province named too, exactly one unit may match.
A district or province of before 7/2025 is meant for certain when its kind word is written and no other has its name.
"""

from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q

from motcua.agencies.models import Succession, Unit
from motcua.agencies.names import Name, folded, readings
from motcua.kit.vietnamese import clean

MOST_CANDIDATES = 20
LENGTH_OF_CODE = 5
"""Of a commune; the shorter codes of districts and provinces are the numbers of wards, too: "3" is Phường 3."""
MOST_NAMESAKES = 200
"""More than any name has: 33 units are called "Phường 1", 51 "Tân Thành"."""
CURRENT = (Unit.Kind.COMMUNE, Unit.Kind.PROVINCE)
PROVINCES = (Unit.Kind.PROVINCE, Unit.Kind.OLD_PROVINCE)
COMMUNES = (Unit.Kind.COMMUNE, Unit.Kind.OLD_COMMUNE)
TIERS: dict[str, tuple[Unit.Kind, ...]] = {
    "tinh": PROVINCES,
    "thanh pho": (*PROVINCES, Unit.Kind.OLD_DISTRICT),
    "quan": (Unit.Kind.OLD_DISTRICT,),
    "huyen": (Unit.Kind.OLD_DISTRICT,),
    "thi xa": (Unit.Kind.OLD_DISTRICT,),
}
"""Which units a kind word can mean; every other word means communes."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that could be meant, with the parents that tell it from its namesakes.

    `divided` = it ended and its land went to several units of today. `exact` = it is called as was typed, the
    marks and kind words that were typed included.
    """

    unit: Unit
    parents: tuple[str, ...]
    divided: bool = False
    exact: bool = False

    @property
    def label(self) -> str:
        """ "Xã Yên Hưng, Huyện Ý Yên, Tỉnh Nam Định"."""
        return ", ".join((self.unit.name, *self.parents))

    @property
    def life(self) -> str:
        """ "Xã Yên Hưng, huyện Ý Yên, tỉnh Nam Định (đến 31/8/2024)"."""
        return self.unit.life


@dataclass(frozen=True, slots=True)
class Resolution:
    """`unit` only when one unit is meant for certain; otherwise the person chooses among `candidates`.

    `more` = there are more candidates than can be shown.
    """

    unit: Unit | None
    candidates: tuple[Candidate, ...]
    more: bool = False


def resolve(text: str) -> Resolution:
    """The unit meant by "xã Yên Hưng, huyện Ý Yên", by "UBND huyện Ý Yên" or by a code of 5 figures.

    At most 20 candidates, with their parents. One statement, or up to four when nothing is found at once.
    """
    code = clean(text[:20])
    if len(code) == LENGTH_OF_CODE and code.isdecimal():
        found = _candidates(Q(code=code))
        return Resolution(found[0].unit if len(found) == 1 else None, tuple(found))
    tried: set[str] = set()
    for names in readings(text):
        wanted = names[0]
        if not wanted.folded or wanted.folded in tried:
            continue
        tried.add(wanted.folded)
        found = _candidates(Q(folded=wanted.folded) | Q(aliases__contains=[wanted.folded]))
        if found:
            return _decide(wanted, names[1:], found)
    return Resolution(None, ())


def _decide(wanted: Name, parents: list[Name], found: list[Candidate]) -> Resolution:
    tier = TIERS.get(wanted.kind, COMMUNES)
    fitting = [one for one in found if not wanted.kind or one.unit.kind in tier] or found
    named = [one for one in fitting if all(_within(one, parent) for parent in parents)]
    exact = _without_own_past([one for one in named if _exact(one, wanted, parents)])
    unit = exact[0].unit if len(exact) == 1 else None
    if unit is not None and not parents and not _only_one(unit, wanted, found):
        unit = None
    shown = _without_own_past(named or fitting)
    likely = [*(replace(one, exact=True) for one in exact), *(one for one in shown if one not in exact)]
    return Resolution(unit, tuple(likely[:MOST_CANDIDATES]), more=len(likely) > MOST_CANDIDATES)


def _candidates(matching: Q) -> list[Candidate]:
    divided = Exists(Succession.objects.filter(old=OuterRef("pk"), split=True))
    units = Unit.objects.filter(matching).select_related("parent__parent").annotate(divided=divided)
    found = units.order_by("kind", "code")[:MOST_NAMESAKES]
    return [Candidate(unit, unit.parents(), unit.divided) for unit in found]


def _exact(one: Candidate, wanted: Name, parents: list[Name]) -> bool:
    """Everything that was typed, marks and kind words, is as the unit and its parents are called."""
    above = one.unit.above()
    return _same(one.unit, wanted) and all(any(_same(unit, parent) for unit in above) for parent in parents)


def _only_one(unit: Unit, wanted: Name, found: list[Candidate]) -> bool:
    """Without parents: a district or province with its kind word, and no namesake at its level."""
    if not wanted.kind or unit.kind in COMMUNES:
        return False
    level = PROVINCES if unit.kind in PROVINCES else (unit.kind,)
    rivals = [one for one in found if one.unit.kind in level and _called(one.unit, wanted)]
    return len(_without_own_past(rivals)) == 1


def _called(unit: Unit, wanted: Name) -> bool:
    return any(wanted.agrees(name) for name in _names(unit))


def _same(unit: Unit, wanted: Name) -> bool:
    return any(wanted.agrees(name) and wanted.agrees_in_kind(name) for name in _names(unit))


def _within(one: Candidate, parent: Name) -> bool:
    wanted = {parent.folded, parent.loosened().folded}
    return any(folded(name) in wanted for unit in one.unit.above() for name in _names(unit))


def _names(unit: Unit) -> tuple[str, ...]:
    return (unit.name, *unit.aliases)


def _without_own_past(found: list[Candidate]) -> list[Candidate]:
    """A unit that kept code, name and all its land is one unit: its old self is left out."""
    kept = {_self(one) for one in found if one.unit.kind in CURRENT}
    return [one for one in found if one.divided or one.unit.valid_to is None or _self(one) not in kept]


def _self(one: Candidate) -> tuple[str, str]:
    return one.unit.code, one.unit.folded
