"""One record in the normalised shape, checked for types. What is absent is empty; what is wrong is refused by place.

Unknown keys do no harm. The shape is that of the national crawls (see docs/data): the portal's own answers are
brought into it by `portal`.
"""

import math
from dataclasses import dataclass, field
from typing import Any

from motcua.catalogue.importers.text import plain, said

MOST_ROWS = 2_000
Data = dict[str, Any]


class Wrong(ValueError):
    """A value has not the type it must have; the message names its place."""


@dataclass(frozen=True, slots=True)
class RawFee:
    """A fee as published. `amount` in đồng, None when not given; `raw` the text it was read from."""

    type: str = ""
    amount: float | None = None
    text: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to hand in. `time` is a number, or prose; `unit` WORKING_DAY, DAY, HOUR, MONTH, OTHER or nothing."""

    channel: str
    time: float | str | None = None
    unit: str = ""
    raw: str = ""
    fees: tuple[RawFee, ...] = ()
    text: str = ""
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the list of papers, which may as well be a note."""

    name: str
    code: str = ""
    originals: int | None = None
    copies: int | None = None
    required: bool = False
    electronic: bool = False
    files: tuple[str, ...] = ()
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name and perhaps a code: an agency, a subject, a result."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class RawCase:
    """A case of the procedure with the time it takes."""

    name: str
    code: str = ""
    time: float | str | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class RawLaw:
    """A legal text as listed."""

    number: str = ""
    title: str = ""
    issued: str = ""
    issuer: str = ""


@dataclass(slots=True)
class Record:
    """Everything a source says of one procedure."""

    code: str
    name: str
    decision: str = ""
    decision_date: str = ""
    in_field: Named = Named("")
    levels: list[str] = field(default_factory=list)
    level_text: str = ""
    kind: str = ""
    promulgator: str = ""
    agencies: dict[str, list[Named]] = field(default_factory=dict)
    address: str = ""
    subjects: list[str] = field(default_factory=list)
    steps: list[tuple[str, str]] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    groups: list[tuple[str, list[Item]]] = field(default_factory=list)
    results: list[Named] = field(default_factory=list)
    laws: list[RawLaw] = field(default_factory=list)
    requirements: str = ""
    cases: list[RawCase] = field(default_factory=list)
    keywords: str = ""
    service_level: str = ""
    life_event: str = ""
    returning: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    url: str = ""
    source: str = ""
    taken: str = ""


def words(data: Data, key: str, *, lines: bool = False, where: str = "") -> str:
    """The text under `key`, cleaned; empty when there is none. A number counts as its text."""
    value = data.get(key)
    if value is None or (isinstance(value, bool) and not value):
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:g}" if math.isfinite(value) else ""
    if not isinstance(value, str):
        raise Wrong(f"{where}{key}: là {_kind(value)}, phải là chữ")
    return said(value, lines=lines)


def rows(data: Data, key: str, where: str = "") -> list[Data]:
    """The objects listed under `key`; a text among them is its own name."""
    value = data.get(key)
    if value is None or value == "":
        return []
    if not isinstance(value, list):
        raise Wrong(f"{where}{key}: là {_kind(value)}, phải là danh sách")
    if len(value) > MOST_ROWS:
        raise Wrong(f"{where}{key}: có {len(value)} dòng, nhiều nhất {MOST_ROWS}")
    made = [{"name": row} if isinstance(row, str) else row for row in value if row is not None]
    for place, row in enumerate(made):
        if not isinstance(row, dict):
            raise Wrong(f"{where}{key}[{place}]: là {_kind(row)}, phải là đối tượng")
    return made


def entry(data: Data, key: str, where: str = "") -> Data:
    """The object under `key`; a text stands for its name."""
    value = data.get(key)
    if value is None or value == "":
        return {}
    if isinstance(value, str):
        return {"name": value}
    if not isinstance(value, dict):
        raise Wrong(f"{where}{key}: là {_kind(value)}, phải là đối tượng")
    return value


def number(data: Data, key: str, where: str = "") -> float | None:
    """The number under `key`, also written as text; None when there is none."""
    value = data.get(key)
    if value is None or value == "" or isinstance(value, bool):
        return None
    if isinstance(value, str):
        try:
            value = float(value.replace(",", "."))
        except ValueError as error:
            raise Wrong(f"{where}{key}: là chữ, phải là số") from error
    if not isinstance(value, int | float):
        raise Wrong(f"{where}{key}: là {_kind(value)}, phải là số")
    if not math.isfinite(value) or abs(value) > 1e14:
        raise Wrong(f"{where}{key}: số quá lớn")
    return float(value)


def record_of(data: Data) -> Record:
    """A record from the normalised shape. Raises Wrong."""
    made = Record(code=words(data, "code"), name=words(data, "name", lines=True))
    if not made.code:
        raise Wrong("code: thiếu mã thủ tục")
    if not made.name:
        raise Wrong("name: thiếu tên thủ tục")
    made.decision, made.decision_date = words(data, "decision_no"), words(data, "decision_date")
    made.in_field = _named(entry(data, "field"), "field.")
    made.levels = [words(row, "name") for row in rows(data, "levels")]
    made.level_text, made.kind = words(data, "level_raw"), words(data, "portal_type")
    made.promulgator = words(entry(data, "promulgating_agency"), "name")
    for role in ("implementing", "authority", "coordinating"):
        key = f"{role}_agencies"
        made.agencies[role] = [_named(row, f"{key}.") for row in rows(data, key)]
    made.address = words(data, "receiving_address", lines=True)
    made.subjects = [words(row, "name", where="subjects.") for row in rows(data, "subjects")]
    made.steps = [(words(row, "name", lines=True), words(row, "text", lines=True)) for row in rows(data, "steps")]
    made.ways = [_way(row, f"methods[{place}].") for place, row in enumerate(rows(data, "methods"))]
    made.groups = [_group(row, f"components[{place}].") for place, row in enumerate(rows(data, "components"))]
    made.results = [_named(row, "results.") for row in rows(data, "results")]
    made.laws = [_law(row) for row in rows(data, "legal_basis")]
    made.requirements = words(data, "requirements", lines=True)
    made.cases = [_case(row, f"cases[{place}].") for place, row in enumerate(rows(data, "cases"))]
    made.keywords, made.life_event = words(data, "keywords"), words(data, "life_event")
    made.service_level = ", ".join(filter(None, (words(data, "service_level"), words(data, "service_level_basis"))))
    made.returning = [words(row, "name") for row in rows(data, "returning")]
    made.notes = [words(row, "name") for row in rows(data, "parse_notes")]
    made.url, made.source, made.taken = words(data, "source_url"), words(data, "source"), words(data, "crawled_at")
    return made


def _named(row: Data, where: str) -> Named:
    return Named(words(row, "name", lines=True, where=where), words(row, "code", where=where))


def _time(row: Data) -> float | str | None:
    """A number when it is one, also as text; else the prose."""
    value = row.get("time_value")
    if isinstance(value, str):
        text = plain(value, lines=True)
        return float(text) if text.replace(".", "", 1).isascii() and text.replace(".", "", 1).isdigit() else text
    return number(row, "time_value")


def _way(row: Data, where: str) -> Way:
    fees = tuple(
        RawFee(
            type=words(fee, "type", where=where), amount=number(fee, "amount_vnd", where),
            text=words(fee, "text", lines=True, where=where), raw=words(fee, "raw", lines=True, where=where),
        )
        for fee in rows(row, "fees", where)
    )  # fmt: skip
    return Way(
        channel=words(row, "channel", where=where).lower(), time=_time(row),
        unit=words(row, "time_unit", where=where).upper(), raw=words(row, "time_raw", lines=True, where=where),
        fees=fees, text=words(row, "description", lines=True, where=where), ambiguous=row.get("ambiguous") is True,
    )  # fmt: skip


def _group(row: Data, where: str) -> tuple[str, list[Item]]:
    return words(row, "group", lines=True, where=where), [
        _item(item, f"{where}items[{place}].") for place, item in enumerate(rows(row, "items", where))
    ]


def _item(row: Data, where: str) -> Item:
    forms = rows(row, "forms", where)
    originals, copies = number(row, "originals", where), number(row, "copies", where)
    return Item(
        name=words(row, "name", lines=True, where=where), code=words(row, "code", where=where),
        originals=None if originals is None else int(originals), copies=None if copies is None else int(copies),
        required=row.get("required") is True, electronic=row.get("electronic_form") is True,
        files=tuple(filter(None, (words(form, "file_name") or words(form, "file_name_raw") for form in forms))),
        glued=any(form.get("file_name_raw") and not form.get("file_name") for form in forms),
    )  # fmt: skip


def _law(row: Data) -> RawLaw:
    return RawLaw(words(row, "number") or words(row, "name"), words(row, "title"), words(row, "issued"),
                  words(row, "issuer"))  # fmt: skip


def _case(row: Data, where: str) -> RawCase:
    return RawCase(
        words(row, "name", where=where), words(row, "code", where=where), _time(row),
        words(row, "time_unit", where=where).upper(),
    )  # fmt: skip


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "đúng/sai"
    if isinstance(value, int | float):
        return "số"
    return {"str": "chữ", "list": "danh sách", "dict": "đối tượng"}.get(type(value).__name__, "giá trị lạ")
