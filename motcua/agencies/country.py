"""The files of `library/units` as rows: every unit of today and before July 2025, and what became of the old ones."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from motcua.agencies.names import folded

TWO_TIER = date(2025, 7, 1)
LAST_THREE_TIER = date(2025, 6, 30)
NEW_SOURCE = "NQ 202/2025/QH15 và các nghị quyết của UBTVQH; danh mục vietnamadminunits 1.0.4"
OLD_SOURCE = "Danh mục ngày 12/3/2025 (vietnamese-provinces-database)"
TABLE_SOURCE = "Bảng chuyển đổi vietnamadminunits 1.0.4"
FROM_TABLE = "theo bảng chuyển đổi"
OFFICIAL = "chính thức"
STAGES = 2
"""An old unit became one of March 2025 at most, which became one of today."""

Key = tuple[str, str]
"""Kind and national code; where an old unit has no code, the code of its parent and its folded name."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit; `parent` is loaded before it."""

    key: Key
    code: str
    name: str
    parent: Key | None
    valid_from: date | None
    valid_to: date | None
    source: str
    confidence: str = OFFICIAL
    aliases: tuple[str, ...] = ()

    @property
    def folded(self) -> str:
        return folded(self.name)


@dataclass(frozen=True, slots=True)
class Step:
    """The old unit became (`split`: a part of it became part of) the new one; `default`: the usual heir."""

    split: bool
    default: bool
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Country:
    """Units, parents before children, and steps by the keys of old and new unit."""

    units: dict[Key, UnitRow]
    steps: dict[tuple[Key, Key], Step]


def read(folder: Path, only: frozenset[str] = frozenset()) -> Country:
    """The whole country; with `only`, the communes of these provinces of today and the old units that led to them."""
    hand: dict[str, Any] = yaml.safe_load((folder / "by_hand.yaml").read_text(encoding="utf-8"))
    units = {row.key: row for row in _table(folder)}
    units |= {row.key: row for row in map(_by_hand, hand["units"])}
    for said in hand["aliases"]:
        row = units[_key(said)]
        units[row.key] = _also(row, said["name"])
    steps = _steps(folder) | {
        (_key(said["old"]), _key(said["new"])): Step(False, True, said["source"], said["confidence"])
        for said in hand["succession"]
    }
    country = Country(units, steps)
    return _limited(country, only) if only else country


def _table(folder: Path) -> Iterator[UnitRow]:
    for kind, file, above, parent in (
        ("province", "provinces", "", ""),
        ("commune", "communes", "province", "province"),
        ("old_province", "old_provinces", "", ""),
        ("old_district", "old_districts", "old_province", "province"),
        ("old_commune", "old_communes", "old_district", "district"),
    ):
        today = kind in ("province", "commune")
        for row in rows(folder / f"{file}.csv"):
            yield UnitRow(
                key=(kind, row["code"]), code=row["code"], name=row["name"],
                parent=(above, row[parent]) if above else None,
                valid_from=TWO_TIER if today else None, valid_to=None if today else LAST_THREE_TIER,
                source=NEW_SOURCE if today else OLD_SOURCE,
            )  # fmt: skip


def _steps(folder: Path) -> dict[tuple[Key, Key], Step]:
    return {
        (("old_commune", row["old"]), ("commune", row["new"])): Step(
            row["share"] != "whole", row["share"] != "part", TABLE_SOURCE, FROM_TABLE
        )
        for row in rows(folder / "succession.csv")
    }


def _by_hand(said: dict[str, Any]) -> UnitRow:
    return UnitRow(
        key=_key(said), code=str(said["code"]), name=said["name"],
        parent=_key(said["parent"]), valid_from=None, valid_to=said["valid_to"],
        source=said["source"], confidence=said["confidence"],
    )  # fmt: skip


def _also(row: UnitRow, name: str) -> UnitRow:
    return UnitRow(
        row.key, row.code, row.name, row.parent, row.valid_from, row.valid_to, row.source, row.confidence,
        tuple(dict.fromkeys([*row.aliases, name, folded(name)])),
    )  # fmt: skip


def _limited(country: Country, only: frozenset[str]) -> Country:
    """Old units without commune (districts of islands) come in by what was written by hand."""
    near = {
        key for key, row in country.units.items()
        if key[0] == "province" or (row.parent is not None and row.parent[0] == "province" and row.parent[1] in only)
    }  # fmt: skip
    for _ in range(STAGES):
        near |= {old for old, new in country.steps if new in near}
    for key in list(near):
        above = country.units[key].parent
        while above is not None:
            near.add(above)
            above = country.units[above].parent
    return Country(
        {key: row for key, row in country.units.items() if key in near},
        {pair: step for pair, step in country.steps.items() if pair[0] in near and pair[1] in near},
    )


def _key(said: dict[str, Any]) -> Key:
    above = said.get("parent", "")
    return said["kind"], str(said.get("code", "")) or uncoded(above["code"] if above else "", said["name"])


def uncoded(parent: str, name: str) -> str:
    """What stands for the code of a unit that has none."""
    return f"{parent}/{folded(name)}"


def rows(path: Path) -> list[dict[str, str]]:
    """The lines of a table by the names in its first line."""
    with path.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))
