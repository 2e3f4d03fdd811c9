"""A repeating group: the same questions for each person, plot or item, as many as there are."""

import re
from typing import TYPE_CHECKING, Annotated, Any

from django.utils.translation import gettext as _
from markupsafe import Markup
from pydantic import Field as Bound
from pydantic import JsonValue, model_validator

from motcua.forms.kinds._nested import Nested, Row, known_row
from motcua.forms.kinds.base import Invalid, Look, Options, Typed, grouped
from motcua.kit.words import N_
from motcua.ui.components import govuk

if TYPE_CHECKING:
    from motcua.forms.schema import Field

MOST = 100
"""Rows no form goes beyond."""
COUNT, ADD, REMOVE, FOCUS = "-count", "-add", "-remove", "-focus"
"""Inputs beside the questions: how many rows the page shows, the two buttons, and the row to begin at."""
ONE = N_("Mục")


class RowsOptions(Options):
    """How many rows there may be. Rows that are not required may be none at all; otherwise `minimum` counts."""

    minimum: Annotated[int, Bound(ge=0, le=MOST)] = 1
    maximum: Annotated[int, Bound(ge=1, le=MOST)] = 20

    @model_validator(mode="after")
    def _ordered(self) -> "RowsOptions":
        if self.minimum > self.maximum:
            raise ValueError("minimum is more than maximum")
        return self


class Rows(Nested[RowsOptions]):
    """Stored as a list of objects {inner key: value}; a row without any answer is not kept."""

    name = "rows"
    options_model = RowsOptions
    rule_type = "rows"
    inputs = (COUNT,)

    def rows_of(self, value: JsonValue) -> list[Row]:
        return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []

    def stored(self, rows: list[dict[str, JsonValue]]) -> JsonValue | None:
        return list(rows) or None

    def shape(self, field: "Field", value: JsonValue) -> None:
        if not isinstance(value, list) or not value or not all(known_row(field, row) for row in value):
            raise Invalid(_("Mục này chưa đúng cách ghi. Hãy mở lại và ghi lại."))
        if len(value) > self.options(field).maximum:
            raise Invalid(self.too_many(field))

    def too_many(self, field: "Field") -> str:
        return _("Chỉ ghi được nhiều nhất %(count)d %(item)s. Hãy xóa bớt.") % {
            "count": self.options(field).maximum, "item": lower(one(field)),
        }  # fmt: skip

    def too_few(self, field: "Field", least: int) -> str:
        return _("Cần ít nhất %(count)d %(item)s. Hãy thêm cho đủ.") % {"count": least, "item": lower(one(field))}

    def title(self, field: "Field", row: int) -> str:
        return f"{one(field)} {row + 1}"

    def least(self, field: "Field", *, required: bool) -> int:
        """How many rows there must be; 0 when there may be none."""
        return max(1, self.options(field).minimum) if required else 0

    def count(self, field: "Field", typed: Typed) -> int:
        """As the page counted them; where it did not, as far as inputs go. Never more than the maximum."""
        given = typed.get(COUNT, "")
        if re.fullmatch(r"[0-9]{1,4}", given):
            return min(int(given), self.options(field).maximum)
        found = [int(match[1]) for name in typed if (match := re.match(r"-([0-9]{1,4})-", name))]
        return min(max(found, default=-1) + 1, self.options(field).maximum)

    def typed(self, field: "Field", value: JsonValue) -> dict[str, str]:
        filled = super().typed(field, value)
        return {COUNT: str(len(self.rows_of(value))), **filled}

    def frame(self, field: "Field", look: Look, rows: list[Markup]) -> str:
        first = Markup('<input type="hidden" name="{}" value="{}">').format(field.key + COUNT, len(rows))
        focus = look.typed.get(FOCUS, "")
        drawn = [_row(self.title(field, number), field, row, number, look, focus) for number, row in enumerate(rows)]
        if len(rows) < self.options(field).maximum:
            text = _("Thêm %(item)s") % {"item": lower(one(field))}
            drawn.append(_button(text, field.key + ADD, "1", look, field.key + ADD, focused=focus == "add"))
        inner = grouped(field, look, Markup("").join((first, *drawn)))
        return Markup('<div class="mc-repeat" id="{}">{}</div>').format(field.key, inner)

    def anchor(self, field: "Field", part: str = "") -> str:
        return field.key + part

    def json_schema(self, field: "Field") -> dict[str, Any]:
        options = self.options(field)
        return {"type": "array", "items": self.of_one_row(field), "minItems": 1, "maxItems": options.maximum}


def one(field: "Field") -> str:
    """The word for one row."""
    return _(field.item or ONE)


def lower(text: str) -> str:
    """The word inside a sentence; "UBND" stays as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _row(title: str, field: "Field", inner: Markup, number: int, look: Look, focus: str) -> Markup:
    text = _("Xóa %(item)s %(number)d") % {"item": lower(one(field)), "number": number + 1}
    remove = _button(text, field.key + REMOVE, str(number), look)
    legend = Markup('<legend class="govuk-fieldset__legend govuk-fieldset__legend--s" tabindex="-1"{}>{}</legend>')
    return Markup('<fieldset class="govuk-fieldset mc-repeat__row" id="{}">{}{}{}</fieldset>').format(
        f"{field.key}-{number}", legend.format(Markup(" autofocus") * (focus == str(number)), title), inner, remove
    )


def _button(text: str, name: str, value: str, look: Look, id: str = "", *, focused: bool = False) -> Markup:
    live = {**look.live, "hx-trigger": "click"} if look.live else {}
    return govuk(
        "button",
        {
            "text": text,
            "name": name,
            "value": value,
            "id": id or None,
            "classes": "govuk-button--secondary",
            "attributes": {"formnovalidate": "", **live, **({"autofocus": ""} if focused else {})},
        },
    )
