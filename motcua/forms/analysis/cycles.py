"""Questions that wait for each other: A is shown by B, and B by A."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.forms import rules
from motcua.forms.analysis import places
from motcua.forms.analysis.report import Finding
from motcua.forms.analysis.walk import Index, Spot


@dataclass(frozen=True, slots=True)
class Circle:
    """The addresses that wait for each other, and how to say so."""

    keys: frozenset[str]
    finding: Finding


def cycles(index: Index) -> Iterator[Circle]:
    """Each group of questions that wait for each other, once."""
    waits = {spot.key: _waits_for(index, spot) for spot in index.spots}
    left = dict(waits)
    while free := [key for key, needed in left.items() if not needed & left.keys()]:
        for key in free:
            del left[key]
    told: set[str] = set()
    for key in left:
        way = _way_round(key, left)
        if way and not told & set(way):
            told |= set(way)
            labels = [f"“{index.by_key[one].label}”" for one in (*way, way[0])]
            said = _("Các mục chờ nhau theo vòng tròn nên không mục nào hiện được: %(way)s. Hãy bỏ một điều kiện.")
            place = places.of_spot(index.by_key[key])
            yield Circle(frozenset(way), Finding("error", "cycle", key, place, said % {"way": " → ".join(labels)}))


def _way_round(start: str, waits: dict[str, set[str]]) -> list[str]:
    """A way from a question over those it waits for back to itself; empty when there is none."""
    came: dict[str, str] = {}
    queue = [start]
    for key in queue:
        for needed in sorted(waits.get(key, set()) & waits.keys()):
            if needed == start:
                way = [key]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return way[::-1]
            if needed not in came:
                came[needed] = key
                queue.append(needed)
    return []


def _waits_for(index: Index, spot: Spot) -> set[str]:
    """The questions that must be answered before it is known whether, and with what, this one is shown."""
    field, rows = spot.field, spot.within.key if spot.within else ""
    given = [(spot.section.show_when, ""), (field.show_when, rows), (field.compute, rows)]
    given += [(case.when, rows) for case in field.derive]
    given += [(spot.within.show_when, "")] if spot.within else []
    found: set[str] = set()
    for rule, within in given:
        try:
            names = rules.names(rules.parse(rule)) if rule else frozenset()
        except rules.RuleError:
            continue
        for path in names:
            if reached := index.find(path, spot.section.key, within):
                found.add(reached[0].key)
    return found
