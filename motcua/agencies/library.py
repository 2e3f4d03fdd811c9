"""Loads units and calendars from the files of `library/`; running it again changes only what differs."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from django.db import connection, transaction

from motcua.agencies import browse, bulk, calendars, country, places
from motcua.agencies.country import Key, UnitRow
from motcua.agencies.models import CalendarDay, Succession, Unit, WorkCalendar
from motcua.kit.references import uuid7

SAID = ("name", "folded", "parent_id", "valid_from", "valid_to", "source", "confidence", "aliases")
STEP = ("split", "default", "source", "confidence")
BATCH = 500
LOCK = 7305796
Ids = dict[Key, UUID]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did to units and successions together; `units` = how many units the files speak of."""

    units: int
    added: int = 0
    changed: int = 0
    removed: int = 0


@transaction.atomic
def load_units(folder: Path, only: frozenset[str] = frozenset()) -> Loaded:
    """Bring every unit and succession of `folder` into the database; about a second for the whole country.

    With `only`, the communes of these provinces of today and the old units that led to them: for tests.
    What an administrator added as an alias stays. `KeyError` when a row names a unit that no file knows.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    said = country.read(folder, only)
    ids, added, changed = _units(list(said.units.values()))
    steps = {
        (ids[old], ids[new]): (one.split, one.default, one.source, one.confidence)
        for (old, new), one in said.steps.items()
    }
    more, other, gone = _successions(steps, whole=not only)
    places.forget()
    browse.forget()
    return Loaded(len(ids), added + more, changed + other, gone)


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


def _units(rows: list[UnitRow]) -> tuple[Ids, int, int]:
    """The ids of all rows, how many units are new and how many were put right."""
    stored = dict(_stored())
    ids = {row.key: stored[row.key][0] if row.key in stored else uuid7() for row in rows}
    fresh, changed = [], []
    for row in rows:
        parent = ids[row.parent] if row.parent else None
        values: tuple[Any, ...] = (
            row.name, row.folded, parent, row.valid_from, row.valid_to, row.source, row.confidence,
        )  # fmt: skip
        if row.key not in stored:
            fresh.append((ids[row.key], row.key[0], row.code, *values, list(row.aliases)))
            continue
        _, before, aliases = stored[row.key]
        if before != values or not set(row.aliases) <= set(aliases):
            kept = list(dict.fromkeys([*row.aliases, *aliases]))
            unit = dict(zip(SAID, (*values, kept), strict=True))
            changed.append(Unit(id=ids[row.key], kind=row.key[0], code=row.code, **unit))
    bulk.copy(Unit, ("id", "kind", "code", *SAID), fresh)
    Unit.objects.bulk_update(changed, [name.removesuffix("_id") for name in SAID], batch_size=BATCH)
    return ids, len(fresh), len(changed)


def _stored() -> Iterator[tuple[Key, tuple[UUID, tuple[Any, ...], list[str]]]]:
    found = Unit.objects.values_list("id", "kind", "code", "parent__code", *SAID)
    for id, kind, code, above, name, *values, aliases in found:
        yield (kind, code or country.uncoded(above or "", name)), (id, (name, *values), aliases)


def _successions(steps: dict[tuple[UUID, UUID], tuple[Any, ...]], *, whole: bool) -> tuple[int, int, int]:
    """New rows, rows put right and, when the whole country is spoken of, rows that the table no longer has."""
    stored = {
        (old, new): (id, tuple(values))
        for id, old, new, *values in Succession.objects.values_list("id", "old_id", "new_id", *STEP)
    }
    fresh = [(uuid7(), *pair, *values) for pair, values in steps.items() if pair not in stored]
    changed = [
        Succession(id=stored[pair][0], old_id=pair[0], new_id=pair[1], **dict(zip(STEP, values, strict=True)))
        for pair, values in steps.items()
        if pair in stored and stored[pair][1] != values
    ]
    gone = [
        id for pair, (id, values) in stored.items() if whole and pair not in steps and country.TABLE_SOURCE in values
    ]
    if gone:
        Succession.objects.filter(id__in=gone).delete()
    bulk.copy(Succession, ("id", "old_id", "new_id", *STEP), fresh)
    Succession.objects.bulk_update(changed, STEP, batch_size=BATCH)
    return len(fresh), len(changed), len(gone)
