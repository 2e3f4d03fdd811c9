"""A group: several questions that belong together, asked once and kept as one object."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from markupsafe import Markup
from pydantic import JsonValue

from motcua.forms.kinds._nested import Nested, Row, known_row
from motcua.forms.kinds.base import Invalid, Look, Options, Typed, grouped

if TYPE_CHECKING:
    from motcua.forms.schema import Field


class Group(Nested[Options]):
    """Stored as {inner key: value}; its inputs are those of a first row: "owner-0-full_name"."""

    name = "group"
    rule_type = "record"
    inputs = ()

    def rows_of(self, value: JsonValue) -> list[Row]:
        return [value] if isinstance(value, dict) else []

    def stored(self, rows: list[dict[str, JsonValue]]) -> JsonValue | None:
        return rows[0] if rows else None

    def shape(self, field: "Field", value: JsonValue) -> None:
        if not known_row(field, value):
            raise Invalid(_("Mục này chưa đúng cách ghi. Hãy mở lại và ghi lại."))

    def title(self, field: "Field", row: int) -> str:
        return _(field.label)

    def count(self, field: "Field", typed: Typed) -> int:
        return 1

    def fact_name(self, row: int) -> str:
        return ""

    def anchor(self, field: "Field", part: str = "") -> str:
        return field.key + part

    def frame(self, field: "Field", look: Look, rows: list[Markup]) -> str:
        inner = grouped(field, look, Markup("").join(rows))
        return Markup('<div class="mc-repeat" id="{}">{}</div>').format(field.key, inner)

    def json_schema(self, field: "Field") -> dict[str, Any]:
        return self.of_one_row(field)
