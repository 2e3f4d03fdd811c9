"""A control of an editing page: between a value of the document and what a person sees and types.

What stands in the document is shown by `shown`, read from a form by `typed`, turned back by `Reader`. A control whose
text was not touched gives back the very value it was made from, so that saving a page changes nothing else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.translation import gettext as _

from motcua.backstage.catalogue.problems import Problem
from motcua.kit import dates
from motcua.kit.vietnamese import clean
from motcua.kit.words import N_, Invalid

Kind = Literal[
    "line",
    "text",
    "lines",
    "blocks",
    "number",
    "amount",
    "decimal",
    "date",
    "tick",
    "choice",
    "ticks",
    "paths",
    "repeats",
    "group",
    "rows",
]
Options = tuple[tuple[str, str], ...]
Groups = tuple[tuple[str, Options], ...]
Raw = dict[str, Any]
SPARE = 2
"""Empty rows after those that are there."""
MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Field:
    """One control. `path` leads to its value from the document, or from the item it belongs to.

    "group" and "rows" hold `columns`; a group whose first column is empty is nothing at all (None), such a row is
    left out; a first column that is required makes a group that says anything else say that too. `choices` gives
    options that only the database knows. "paths" chooses fields of a form as "page.field", "repeats" as page → fields;
    `groups` are the pages of that form with their fields.
    """

    path: str
    label: str
    kind: Kind = "line"
    hint: str = ""
    options: Options = ()
    columns: tuple["Field", ...] = ()
    required: bool = False
    optional_number: bool = False
    groups: Groups = ()
    choices: Callable[[], Options] | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """Name and id of the control."""
        return self.path.replace(".", "-").replace("_", "-")


def value_at(raw: Raw, path: str) -> Any:
    """The value at a path of nested mappings; None where it ends."""
    found: Any = raw
    for key in path.split("."):
        found = found.get(key) if isinstance(found, dict) else None
    return found


def put_at(raw: Raw, path: str, value: Any) -> None:
    """Set the value at a path, making what is missing on the way."""
    *before, last = path.split(".")
    for key in before:
        raw = raw.setdefault(key, {})
    raw[last] = value


def shown(one: Field, value: Any) -> Any:
    """What the control shows: text, a list for "ticks", a mapping for "group", a list of mappings for "rows"."""
    match one.kind:
        case "group":
            return _columns(one, value or {})
        case "rows":
            return [_columns(one, row) for row in value or []]
        case "ticks":
            return list(value or [])
        case "paths" | "repeats":
            return sorted(paths_of(one, value))
        case "tick":
            return "1" if value else ""
        case "lines":
            return "\n".join(value or [])
        case "blocks":
            found = [_even(item) for item in value or []]
            return ("\n\n" if any("\n" in item for item in found) else "\n").join(found)
        case "date":
            return dates.short_date(dates.parse_date(value)) if value else ""
        case "amount":
            return f"{value:,}".replace(",", ".") if value else ""
        case "decimal":
            return f"{value:g}".replace(".", ",") if value else ""
        case _:
            return "" if value is None else _even(str(value))


def paths_of(one: Field, value: Any) -> list[str]:
    """The chosen fields of a form as "page.field", whichever way the document holds them."""
    if one.kind == "paths":
        return list(value or [])
    return [f"{page}.{field}" for page, fields in (value or {}).items() for field in fields]


def _columns(one: Field, value: Raw) -> Raw:
    return {column.path: shown(column, value_at(value, column.path)) for column in one.columns}


def typed(one: Field, data: Mapping[str, Any], name: str = "") -> Any:
    """What a person typed into the control, in the shape of `shown`."""
    name = name or one.name
    match one.kind:
        case "group":
            return {column.path: typed(column, data, f"{name}-{column.name}") for column in one.columns}
        case "rows":
            count = min(_count(data.get(f"{name}-count", "")), MOST_ROWS)
            return [
                {column.path: typed(column, data, f"{name}-{number}-{column.name}") for column in one.columns}
                for number in range(count)
            ]
        case "ticks":
            return [value for value in _listed(data, name) if value in dict(one.options)]
        case "paths" | "repeats":
            known = {path for _title, fields in one.groups for path, _label in fields}
            return sorted(known.intersection(_listed(data, name)))
        case _:
            return _even(str(data.get(name, "")))


def _listed(data: Mapping[str, Any], name: str) -> list[str]:
    getlist: Callable[[str], list[str]] = getattr(data, "getlist", lambda _name: [])
    return getlist(name)


class Reader:
    """Turns what was typed into values; gathers what cannot be understood."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def value(self, one: Field, text: Any, before: Any, name: str = "") -> Any:
        """The value for the document; `before` comes back when the control was not touched."""
        name = name or one.name
        if one.kind == "group":
            return self._group(one, text, before, name)
        if one.kind == "rows":
            return self._rows(one, text, before or [], name)
        if text == shown(one, before) and not (one.kind == "tick" and before is None):
            return before  # but a tick that was never said means no, whatever the schema supposes
        try:
            return self._plain(one, text)
        except Invalid as problem:
            self.problems.append(Problem(name, _(problem.message)))
            return before

    def _group(self, one: Field, text: Raw, before: Raw | None, name: str) -> Raw | None:
        first, *rest = one.columns
        if not text[first.path]:
            if first.required and any(_says(column, text[column.path]) for column in rest):
                self.problems.append(Problem(f"{name}-{first.name}", _("Mục này còn trống. Hãy điền vào.")))
            return None
        return self._filled(one, text, before or {}, name)

    def _rows(self, one: Field, rows: list[Raw], before: list[Raw], name: str) -> list[Raw]:
        return [
            self._filled(one, row, before[number] if number < len(before) else {}, f"{name}-{number}")
            for number, row in enumerate(rows)
            if row[one.columns[0].path]
        ]

    def _filled(self, one: Field, text: Raw, before: Raw, name: str) -> Raw:
        made = dict(before)
        for column in one.columns:
            value = self.value(column, text[column.path], value_at(before, column.path), f"{name}-{column.name}")
            if value is not None or column.path in before:
                put_at(made, column.path, value)
        return made

    def _plain(self, one: Field, text: Any) -> Any:
        match one.kind:
            case "lines":
                return [line for line in map(clean, text.split("\n")) if line]
            case "blocks":
                return _blocks(text)
            case "tick":
                return bool(text)
            case "ticks":
                return text
            case "paths" | "repeats":
                return _chosen(one, text)
            case "number" | "amount" | "decimal":
                return _number(one, text)
            case "date":
                return dates.parse_date(text).isoformat() if text else None
            case _:
                return clean(text, lines=True) if one.kind == "text" else clean(text)


def _chosen(one: Field, paths: list[str]) -> list[str] | dict[str, list[str]]:
    """The chosen fields in the order of the form."""
    ordered = [path for _title, fields in one.groups for path, _label in fields if path in paths]
    if one.kind == "paths":
        return ordered
    made: dict[str, list[str]] = {}
    for path in ordered:
        page, _dot, field = path.partition(".")
        made.setdefault(page, []).append(field)
    return made


def _says(one: Field, text: Any) -> bool:
    """Whether anything was typed; of rows, those that count."""
    return any(row[one.columns[0].path] for row in text) if one.kind == "rows" else bool(text)


def _blocks(text: str) -> list[str]:
    """One item a line; or, when an empty line stands somewhere, one item between empty lines."""
    parts: list[str] = text.split("\n\n") if "\n\n" in text else text.split("\n")
    return [part for part in (clean(part, lines=True) for part in parts) if part]


def _number(one: Field, text: str) -> Any:
    if not text:
        return None if one.optional_number else 0
    plain = text.replace(" ", "").removesuffix("đồng").removesuffix("đ")
    plain = plain.replace(",", ".") if one.kind == "decimal" else plain.replace(".", "")
    try:
        found = float(plain) if one.kind == "decimal" else int(plain)
    except ValueError as error:
        raise Invalid(N_("Mục này cần một con số. Hãy chỉ gõ chữ số, ví dụ 15.")) from error
    if not 0 <= found <= 10**12:
        raise Invalid(N_("Con số này quá lớn hoặc quá nhỏ. Hãy xem lại."))
    return found


def _even(text: str) -> str:
    """Text as both sides compare it: one kind of line break, no spaces around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
