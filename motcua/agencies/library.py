"""Loads units and calendars from the files of `library/`; running it again changes only what differs."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from motcua.agencies import calendars, places
from motcua.agencies.models import CalendarDay, Succession, Unit, WorkCalendar
from motcua.agencies.places import bare
from motcua.kit.vietnamese import fold

TWO_TIER = date(2025, 7, 1)
LAST_THREE_TIER = date(2025, 6, 30)
NEW_SOURCE = "NQ 202/2025/QH15 và các nghị quyết của UBTVQH; danh mục vietnamadminunits 1.0.4"
OLD_SOURCE = "Danh mục ngày 12/3/2025 (vietnamese-provinces-database)"
TABLE_SOURCE = "Bảng chuyển đổi vietnamadminunits 1.0.4"
PARENT_KIND = {
    Unit.Kind.COMMUNE: Unit.Kind.PROVINCE,
    Unit.Kind.OLD_DISTRICT: Unit.Kind.OLD_PROVINCE,
    Unit.Kind.OLD_COMMUNE: Unit.Kind.OLD_DISTRICT,
}
Known = dict[tuple[str, str], Unit]


@transaction.atomic
def load_units(folder: Path, only: frozenset[str] = frozenset()) -> int:
    """Load every unit and succession below `folder`; gives how many units are known afterwards.

    With `only`, communes of these province codes alone: for tests, which need no whole country.
    """
    hand: dict[str, Any] = yaml.safe_load((folder / "by_hand.yaml").read_text())
    known = _known()
    for kind, rows in _levels(folder):
        _add(known, kind, [row for row in rows if not only or row.get("province", "") in only | {""}])
    for row in hand["units"]:
        _by_hand(known, row)
    for row in hand["aliases"]:
        unit = known[row["kind"], str(row["code"])]
        if bare(row["name"]) not in unit.aliases:
            unit.aliases.append(bare(row["name"]))
            unit.save(update_fields=["aliases"])
    _succeed(known, folder, hand["succession"])
    places.forget()
    return len(known)


@transaction.atomic
def load_calendar(path: Path) -> WorkCalendar:
    """Load one calendar file: hours, weekly days off and the days of each year."""
    said: dict[str, Any] = yaml.safe_load(path.read_text())
    calendar, _ = WorkCalendar.objects.update_or_create(
        name=said["name"], defaults={"hours": said["hours"], "weekly_off": said["weekly_off"]}
    )
    days = [
        CalendarDay(
            calendar=calendar, date=day["date"], kind=day["kind"], name=day["name"],
            source=year["source"], provisional=year["provisional"],
        )
        for year in said["years"]
        for day in year["days"]
    ]  # fmt: skip
    CalendarDay.objects.bulk_create(
        days,
        update_conflicts=True,
        unique_fields=["calendar", "date"],
        update_fields=["kind", "name", "source", "provisional"],
    )
    calendars.forget()
    return calendar


def _known() -> Known:
    return {(unit.kind, unit.code or fold(unit.name)): unit for unit in Unit.objects.all()}


def _levels(folder: Path) -> Iterator[tuple[Unit.Kind, list[dict[str, str]]]]:
    """Parents before children."""
    yield Unit.Kind.PROVINCE, _rows(folder / "provinces.csv")
    yield Unit.Kind.COMMUNE, [{**row, "parent": row["province"]} for row in _rows(folder / "communes.csv")]
    old = _rows(folder / "old_units.csv")
    for kind in (Unit.Kind.OLD_PROVINCE, Unit.Kind.OLD_DISTRICT, Unit.Kind.OLD_COMMUNE):
        yield kind, [row for row in old if row["kind"] == kind]


def _add(known: Known, kind: Unit.Kind, rows: list[dict[str, str]]) -> None:
    current = kind in (Unit.Kind.PROVINCE, Unit.Kind.COMMUNE)
    fresh = [
        Unit(
            kind=kind, code=row["code"], name=row["name"], folded=fold(bare(row["name"])),
            parent=known[PARENT_KIND[kind], row["parent"]] if kind in PARENT_KIND else None,
            valid_from=TWO_TIER if current else None, valid_to=None if current else LAST_THREE_TIER,
            source=NEW_SOURCE if current else OLD_SOURCE,
        )
        for row in rows
        if (kind, row["code"]) not in known
    ]  # fmt: skip
    for unit in Unit.objects.bulk_create(fresh):
        known[unit.kind, unit.code] = unit


def _by_hand(known: Known, row: dict[str, Any]) -> None:
    key = (row["kind"], str(row["code"]) or fold(row["name"]))
    if key not in known:
        known[key] = Unit.objects.create(
            kind=row["kind"], code=str(row["code"]), name=row["name"], folded=fold(bare(row["name"])),
            parent=known[row["parent"]["kind"], str(row["parent"]["code"])],
            valid_to=row["valid_to"], source=row["source"], confidence=row["confidence"],
        )  # fmt: skip


def _succeed(known: Known, folder: Path, hand: list[dict[str, Any]]) -> None:
    """The table first, then the hand-written rows, which replace a row of the table for the same pair."""
    pairs: dict[tuple[Unit, Unit], Succession] = {}
    for row in _rows(folder / "succession.csv"):
        old, new = known[row["old_kind"], row["old"]], known[row["new_kind"], row["new"]]
        pairs[old, new] = Succession(
            old=old, new=new, split=row["split"] == "yes", default=row["split"] == "no",
            source=TABLE_SOURCE, confidence="theo bảng chuyển đổi",
        )  # fmt: skip
    for said in hand:
        old, new = (known[_key(said[side])] for side in ("old", "new"))
        pairs[old, new] = Succession(
            old=old, new=new, default=True, source=said["source"], confidence=said["confidence"]
        )
    Succession.objects.bulk_create(
        list(pairs.values()),
        update_conflicts=True,
        unique_fields=["old", "new"],
        update_fields=["split", "default", "source", "confidence"],
    )


def _key(said: dict[str, Any]) -> tuple[str, str]:
    return said["kind"], str(said["code"]) if "code" in said else fold(said["name"])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as lines:
        return list(csv.DictReader(lines))
