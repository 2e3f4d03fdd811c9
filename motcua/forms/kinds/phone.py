"""A telephone number of Vietnam."""

from typing import TYPE_CHECKING, Any

from pydantic import JsonValue

from motcua.forms.kinds.base import (
    Circumstances,
    Invalid,
    Options,
    Places,
    Sampling,
    Typed,
    cleaned,
    from_kit,
    text_of,
)
from motcua.forms.kinds.text import Line
from motcua.kit import identity
from motcua.kit.words import N_

if TYPE_CHECKING:
    from motcua.forms.schema import Field


class Phone(Line[Options]):
    """Stored as "0912345678", shown in groups that are easy to read aloud."""

    name = "phone"
    found = N_("Ví dụ: 0912 345 678.")
    input_type = "tel"
    inputmode = "tel"
    width = 20

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        text = cleaned(typed, limit=30)
        if not text:
            return None
        try:
            return identity.phone(text)
        except identity.Invalid as error:
            raise Invalid(from_kit(error)) from error

    def shown(self, field: "Field", value: JsonValue, places: Places | None = None) -> str:
        return identity.phone_display(text_of(value))

    def veiled(self, field: "Field", value: JsonValue) -> str:
        return f"••••{text_of(value)[-3:]}"

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        return f"09{dice.random.randint(0, 99_999_999):08}"

    def json_schema(self, field: "Field") -> dict[str, Any]:
        return {"type": "string", "pattern": "^0[0-9]{9,10}$"}
