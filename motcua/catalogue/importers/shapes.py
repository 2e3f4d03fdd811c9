"""What a JSON value is, by its content: a normalised record, an answer of the portal, a bare name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from motcua.catalogue.importers import portal
from motcua.catalogue.importers.record import Data, Named, Record, Wrong, record_of, rows, words

_DETAILS = frozenset({"steps", "methods", "components", "legal_basis", "results", "requirements", "cases", "levels"})
Shape = Literal["record", "answer", "name"]


@dataclass(frozen=True, slots=True)
class Found:
    """A record and the shape it came in; `name` has nothing but names."""

    shape: Shape
    record: Record


def shape_of(data: Data) -> Shape | None:
    """The shape of an object, or None when it is none of them."""
    if portal.is_answer(data):
        return "answer"
    if _DETAILS & data.keys():
        return "record"
    return "name" if "code" in data and "name" in data else None


def found_in(value: Any) -> Iterator[Found]:
    """The records in a JSON value. Raises Wrong for what is none."""
    if isinstance(value, list):
        for one in value:
            yield from found_in(one)
        return
    if not isinstance(value, dict):
        raise Wrong("Dòng này không phải một đối tượng JSON.")
    shape = shape_of(value)
    if shape is None:
        raise Wrong("Không nhận ra dạng dữ liệu: không có mã và tên thủ tục.")
    if shape == "answer":
        for inner in portal.inner_records(value):
            yield Found("answer", record_of(portal.normalised(inner)))
    elif shape == "record":
        yield Found("record", record_of(value))
    else:
        yield Found("name", name_of(value))


def name_of(data: Data) -> Record:
    """A record with nothing but the code, name, field, subjects and origin. Raises Wrong."""
    made = Record(code=words(data, "code"), name=words(data, "name", lines=True))
    if not made.code or not made.name:
        raise Wrong("code, name: thiếu mã hoặc tên thủ tục")
    fields = [words(row, "name") for row in rows(data, "fields")]
    made.in_field = Named(next(filter(None, fields), ""))
    made.subjects = [words(row, "name") for row in rows(data, "subjects")]
    made.kind, made.promulgator = words(data, "type"), words(data, "promulgating_agency")
    return made
