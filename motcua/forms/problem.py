"""One thing to fix, and the input it leads to."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.forms.answers import RowAt, View, nested
from motcua.forms.schema import Field, Section

FRAME = "form-section"
"""The id of the part of the page that is drawn again; what the form derives has no input, so it stands for it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Where, what to do, and the id of the input to look at. In a row: its number from 0, and the question in it."""

    section: str
    field: str
    message: str
    anchor: str
    row: int | None = None
    sub: str = ""

    @classmethod
    def of(cls, section: str, field: Field, message: str, part: str = "") -> "Problem":
        return cls(section, field.key, message, _anchor(field, part))

    @classmethod
    def missing(cls, section: Section, field: Field, view: View) -> "Problem":
        return cls.of(section.key, field, missing(section, field, view))

    @classmethod
    def in_row(cls, section: str, outer: Field, row: int, asked: Field, message: str, part: str = "") -> "Problem":
        """The message begins with the row, for the list on top of the page: "Người 2: …"."""
        placed = outer.placed(row, asked.key)
        told = f"{nested(outer).title(outer, row)}: {message}"
        return cls(section, outer.key, told, _anchor(placed, part), row, asked.key)


def _anchor(field: Field, part: str) -> str:
    """The id an error leads to. What is computed is shown whole, whatever inputs its kind would have."""
    if field.derive:
        return FRAME
    return field.key if field.compute else field.of_kind.anchor(field, part)


MOST_NAMED = 2
"""Other questions named in one message."""
CHOSEN = frozenset({"choice", "many", "yes_no", "ethnic_group", "nationality", "relation"})
"""Kinds one answers by choosing, not by writing."""


def missing(section: Section, field: Field, view: View, row: RowAt | None = None) -> str:
    """What to say of a mandatory question nobody answered: what to write, where to find it, why it is asked here."""
    parts = _asked(field), _(field.of_kind.found) if field.of_kind.found else "", _because(section, field, view, row)
    return " ".join(part for part in parts if part)


def _because(section: Section, field: Field, view: View, row: RowAt | None) -> str:
    answered, empty = view.causes(section, field, row)
    said = {"answered": _labels(answered), "empty": _labels(empty)}
    if answered and empty:
        return _("Cần mục này vì câu trả lời ở %(answered)s, khi chưa điền %(empty)s.") % said
    if answered:
        return _("Cần mục này vì câu trả lời ở %(answered)s.") % said
    return _("Cần mục này khi chưa điền %(empty)s.") % said if empty else ""


def _labels(fields: list[Field]) -> str:
    return ", ".join(dict.fromkeys(f"“{_(one.label)}”" for one in fields[:MOST_NAMED]))


def _asked(field: Field) -> str:
    if field.kind == "statement":
        return _("Hãy đọc và đánh dấu vào ô cam đoan.")
    if field.kind in CHOSEN:
        return _("Hãy chọn ở mục “%(label)s”.") % {"label": _(field.label)}
    return _("Hãy điền mục “%(label)s”.") % {"label": _(field.label)}
