"""Rows as a page posts them: counted, bounded, numbered anew, one more or one less when a button asks for it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue

from motcua.forms.answers import RowAt, Values, View, nested
from motcua.forms.kinds.base import Circumstances, Invalid
from motcua.forms.kinds.rows import ADD, COUNT, FOCUS, REMOVE, Rows
from motcua.forms.schema import Field, Section

_IN_ROW = re.compile(r"([a-z][a-z0-9_]*)-([0-9]{1,4})-")
SHOWN = "_shown"
"""Hidden input naming the fields the page showed, so that one that appears later is asked before going on."""
NEW = -1
"""Stands for a row that no page has shown yet."""


@dataclass(slots=True)
class RowInput:
    """One row as read. `asked` are the questions it showed; `touched` says whether somebody answered anything."""

    number: int
    posted: int
    item: Values = field(default_factory=dict)
    asked: list[Field] = field(default_factory=list)
    touched: bool = False

    def at(self, rows: str) -> RowAt:
        return RowAt(rows, self.item)


@dataclass(slots=True)
class RowsInput:
    """All rows of one question as posted: `posted` is the number each had on the page, in order."""

    posted: list[int]
    too_many: bool = False
    focus: str = ""
    rows: list[RowInput] = field(default_factory=list)


def numbers_posted(names: Iterable[str]) -> dict[str, set[int]]:
    """Which rows of which question have inputs among these."""
    found: dict[str, set[int]] = {}
    for name in names:
        if match := _IN_ROW.match(name):
            found.setdefault(match[1], set()).add(int(match[2]))
    return found


def pressed(asked: Field, names: Mapping[str, object]) -> bool:
    """Whether one of the buttons of these rows was pressed."""
    return asked.kind == "rows" and (asked.key + ADD in names or asked.key + REMOVE in names)


def rows_posted(asked: Field, texts: Mapping[str, str], found: set[int], least: int) -> RowsInput:
    """The rows to read, of the inputs `texts` gives by suffix ("-count", "-add", "-remove").

    A page that was never shown starts with `least` rows. Never more than the maximum are kept.
    """
    if asked.kind != "rows":
        return RowsInput([0])
    counted = texts.get(COUNT, "")
    if re.fullmatch(r"[0-9]{1,4}", counted):
        numbers = sorted(found | set(range(min(int(counted), asked.most + 1))))
    else:
        numbers = sorted(found) or [NEW] * least
    given = RowsInput(numbers[: asked.most], too_many=len(numbers) > asked.most, focus=texts.get(FOCUS, ""))
    removed = texts.get(REMOVE, "")
    if re.fullmatch(r"[0-9]{1,4}", removed) and int(removed) in given.posted:
        given.posted.remove(int(removed))
        given.focus = "add"
    if texts.get(ADD) and len(given.posted) < asked.most:
        given.posted.append(NEW)
        given.focus = str(len(given.posted) - 1)
    return given


def first_inputs(section: Section, outer: Field, view: View, setting: Circumstances) -> dict[str, dict[str, str]]:
    """What the inputs of a new row show first, by question: usual values, and what earlier pages said."""
    filled = {}
    for asked in outer.fields:
        value = first_answer(section, asked, view, setting)
        if value is not None:
            try:
                filled[asked.key] = asked.of_kind.typed(asked, value)
            except Invalid:
                continue
    return filled


def first_answer(section: Section, asked: Field, view: View, setting: Circumstances) -> JsonValue | None:
    """What one question of a new row is answered with before anybody types."""
    given = asked.prefill
    if given is None or given.source.startswith("account.") or not view.holds(given.when, section.key):
        return None
    if not given.source:
        return given.value
    origin, _dot, key = given.source.partition(".")
    adopted: JsonValue | None = asked.of_kind.adopt(asked, view.values(origin).get(key), setting)
    return adopted


def least_rows(asked: Field, *, required: bool) -> int:
    """How many rows the page starts with."""
    kind = nested(asked)
    return kind.least(asked, required=required) if isinstance(kind, Rows) else 1


def row_marker(rows: Field, number: int) -> str:
    """The name of the hidden input that notes which of its changing questions a row showed."""
    return f"{rows.key}-{number}-{SHOWN}"
