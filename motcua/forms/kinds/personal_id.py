"""The personal identification number: the 12 digits on the identity card."""

from typing import TYPE_CHECKING, Any

from pydantic import JsonValue

from motcua.forms.kinds.base import Circumstances, Invalid, Options, Sampling, Typed, cleaned, from_kit, text_of
from motcua.forms.kinds.text import Line
from motcua.kit import identity
from motcua.kit.words import N_

if TYPE_CHECKING:
    from motcua.forms.schema import Field


class PersonalIdKind(Line[Options]):
    """Stored as 12 digits; blanks and dots between them are accepted."""

    name = "personal_id"
    found = N_("Gõ 12 chữ số ở mặt trước thẻ căn cước. Trẻ chưa có thẻ: xem giấy khai sinh.")
    inputmode = "numeric"
    width = 20

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        text = cleaned(typed, limit=40)
        if not text:
            return None
        try:
            return identity.PersonalId.parse(text).number
        except identity.Invalid as error:
            raise Invalid(from_kit(error)) from error

    def veiled(self, field: "Field", value: JsonValue) -> str:
        return f"••••{text_of(value)[-3:]}"

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        return sampled_number(field, dice)

    def json_schema(self, field: "Field") -> dict[str, Any]:
        return {"type": "string", "pattern": "^[0-9]{12}$"}


def sampled_number(field: "Field", dice: Sampling) -> str:
    """A number that agrees with the birth date and sex answered just before."""
    birth = dice.made.get("birth_date")
    year = birth.get("y") if isinstance(birth, dict) else int(birth[:4]) if isinstance(birth, str) else 1990
    sex = field.sample.sex or dice.made.get("sex") or "male"
    century = (int(year or 1990) - 1900) // 100 * 2 + (sex == "female")
    return f"036{century}{int(year or 1990) % 100:02}{dice.random.randint(1, 999_999):06}"
