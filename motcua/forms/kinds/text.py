"""A short line of text."""

from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import Field as Bound
from pydantic import JsonValue

from motcua.forms.kinds._boxes import discreet
from motcua.forms.kinds.base import (
    Circumstances,
    Kind,
    Look,
    Options,
    Sampling,
    Typed,
    cleaned,
    params,
    text_of,
)
from motcua.ui.components import govuk

if TYPE_CHECKING:
    from motcua.forms.schema import Field


class TextOptions(Options):
    """`max_length` in characters."""

    max_length: Annotated[int, Bound(ge=1, le=500)] = 200


L = TypeVar("L", bound=Options)


class Line(Kind[L]):
    """A kind typed into one box: the base of the others of its sort."""

    input_type = "text"
    inputmode = ""
    width = 0

    def unit(self, field: "Field") -> str:
        """What stands behind the box: "đồng"; empty for most."""
        return ""

    def keypad(self, field: "Field") -> str:
        """The keys a telephone shows (`inputmode`); empty for its usual ones."""
        return self.inputmode

    def typed(self, field: "Field", value: JsonValue) -> dict[str, str]:
        return {"": text_of(value)}

    def render(self, field: "Field", look: Look) -> str:
        given: dict[str, Any] = {
            **params(field, look),
            "id": field.key,
            "name": field.key,
            "type": self.input_type,
            "value": look.typed.get("", ""),
            "attributes": dict(look.live),
        }
        if self.width:
            given["classes"] = f"govuk-input--width-{self.width}"
        if field.autocomplete:
            given["autocomplete"] = field.autocomplete
        if keypad := self.keypad(field):
            given["inputmode"] = keypad
        if unit := self.unit(field):
            given["suffix"] = {"text": unit}
        given |= discreet(field)
        return govuk("input", given)


class Text(Line[TextOptions]):
    """Kept as cleaned: NFC, no invisible characters, blanks collapsed."""

    name = "text"
    options_model = TextOptions

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        return cleaned(typed, limit=self.options(field).max_length) or None

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        text = f"{field.label[:20].strip()} {dice.random.randint(1, 99)}"
        return text[: self.options(field).max_length].strip()

    def json_schema(self, field: "Field") -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.options(field).max_length}
