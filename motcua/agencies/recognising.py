"""The communes of today that a place of before belongs to, read from a whole address as old papers write it."""

import re
from dataclasses import dataclass

from motcua.agencies.memory import Remembered
from motcua.agencies.models import Unit
from motcua.agencies.names import LONGEST
from motcua.agencies.resolving import resolve
from motcua.agencies.succession import successors
from motcua.kit.vietnamese import clean

MOST_TRIES = 4
"""Beginnings of the text that are tried: each may take four statements."""
MOST_HEIRS = 30
"""More communes of today than that help nobody to choose."""
MOST_KEPT = 2000
_SMALL = re.compile(r"(?<!\w)(?=(?:xã|phường|thị trấn|xa|phuong|thi tran|tt\.|p\.|x\.)\s*\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Today:
    """A commune of today with its province; `same` when the place that was written is this commune itself."""

    commune: str
    province: str
    label: str
    same: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    today: tuple[Today, ...]


def today_of(text: str) -> tuple[Today, ...]:
    """The communes of today for "số 5, xã Yên Hưng, huyện Ý Yên, tỉnh Nam Định"; remembered for a minute.

    One when it is certain, several when the old unit was divided, none when no unit or more than one may be meant.
    House, street and village in front are passed over. At most 16 statements, two for a well written address.
    """
    short = clean(text[: LONGEST + 1])
    return _found.get(short).today if short and len(short) <= LONGEST else ()


def forget() -> None:
    """After units were loaded or changed."""
    _found.forget()


def _recognise(text: str) -> _Found:
    for start in _beginnings(text):
        unit = resolve(text[start:]).unit
        if unit is not None:
            return _Found(_heirs(unit))
    return _Found(())


def _beginnings(text: str) -> list[int]:
    """Where the name of the commune may begin: behind its kind word, then behind each comma, then at the front."""
    words = [found.start() for found in _SMALL.finditer(text)]
    commas = [found.end() for found in re.finditer(r"[,;]\s*", text)]
    return list(dict.fromkeys([*reversed(words), 0, *commas]))[:MOST_TRIES]


def _heirs(unit: Unit) -> tuple[Today, ...]:
    """The communes of today; none for a province, which says too little."""
    if unit.kind in (Unit.Kind.PROVINCE, Unit.Kind.OLD_PROVINCE):
        return ()
    heirs = [heir.unit for heir in successors(unit)]
    if len(heirs) > MOST_HEIRS:
        return ()
    return tuple(_today(heir, heir == unit) for heir in heirs if heir.parent is not None)


def _today(commune: Unit, same: bool) -> Today:
    province = commune.parent
    assert province is not None
    return Today(commune.code, province.code, f"{commune.name}, {province.name}", same)


_found: Remembered[str, _Found] = Remembered(_recognise, most=MOST_KEPT)
