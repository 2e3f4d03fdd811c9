"""Mã số thuế: the number by which the tax office knows a business, a branch or a person.

Circular 86/2024/TT-BTC (article 5, unverified): ten figures of which the last is a check; a branch adds "-" and three
figures; people, households and business households use their twelve-figure personal number since 1 July 2025.
"""

from typing import TYPE_CHECKING, Any

from pydantic import JsonValue

from motcua.forms.kinds.base import Circumstances, Invalid, Options, Sampling, Typed, cleaned, from_kit, text_of
from motcua.forms.kinds.text import Line
from motcua.kit import identity
from motcua.kit.words import N_

if TYPE_CHECKING:
    from motcua.forms.schema import Field

_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


class TaxCode(Line[Options]):
    """Stored as "0100109106", "0100109106-001" or the 12 figures of a personal number."""

    name = "tax_code"
    found = N_("Gõ mã số trên giấy chứng nhận đăng ký.")
    inputmode = "text"
    width = 20

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        text = cleaned(typed, limit=40)
        if not text:
            return None
        try:
            return identity.tax_code(text)
        except identity.Invalid as error:
            raise Invalid(from_kit(error)) from error

    def veiled(self, field: "Field", value: JsonValue) -> str:
        return f"••••{text_of(value)[-3:]}"

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        while True:
            figures = f"03{dice.random.randint(0, 9_999_999):07}"
            check = 10 - sum(weight * int(one) for weight, one in zip(_WEIGHTS, figures, strict=True)) % 11
            if check < 10:
                return f"{figures}{check}"

    def json_schema(self, field: "Field") -> dict[str, Any]:
        return {"type": "string", "pattern": "^([0-9]{10}(-[0-9]{3})?|[0-9]{12})$"}
