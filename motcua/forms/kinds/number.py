"""A whole number."""

import re
from typing import TYPE_CHECKING, Annotated, Any

from django.utils.translation import gettext as _
from pydantic import Field as Bound
from pydantic import JsonValue

from motcua.forms.kinds.base import Circumstances, Invalid, Options, Places, Sampling, Typed, cleaned
from motcua.forms.kinds.text import Line

if TYPE_CHECKING:
    from motcua.forms.schema import Field


class NumberOptions(Options):
    """Bounds, both included, and the word after the number on paper ("bản")."""

    minimum: int = 0
    maximum: int = 1_000_000
    unit: Annotated[str, Bound(max_length=20)] = ""


class Number(Line[NumberOptions]):
    """Dots and blanks between thousands are accepted."""

    name = "number"
    options_model = NumberOptions
    rule_type = "number"
    inputmode = "numeric"
    width = 5

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        options = self.options(field)
        text = re.sub(r"(?<=\d)[.\s](?=\d{3}(\D|$))", "", cleaned(typed, limit=30))
        if not text:
            return None
        limits = {"low": options.minimum, "high": options.maximum}
        if not re.fullmatch(r"-?[0-9]{1,15}", text) or not options.minimum <= int(text) <= options.maximum:
            raise Invalid(_("Hãy ghi một số từ %(low)d đến %(high)d.") % limits)
        return int(text)

    def typed(self, field: "Field", value: JsonValue) -> dict[str, str]:
        if not isinstance(value, int) or isinstance(value, bool):
            raise Invalid(_("Mục này phải là số."))
        return {"": str(value)}

    def shown(self, field: "Field", value: JsonValue, places: Places | None = None) -> str:
        return f"{value} {_(self.options(field).unit)}" if self.options(field).unit else str(value)

    def facts(self, field: "Field", value: JsonValue) -> dict[str, str]:
        return {"": self.shown(field, value), "value": str(value)}

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        options = self.options(field)
        return dice.random.randint(options.minimum, min(options.maximum, options.minimum + 5))

    def json_schema(self, field: "Field") -> dict[str, Any]:
        options = self.options(field)
        return {"type": "integer", "minimum": options.minimum, "maximum": options.maximum}
