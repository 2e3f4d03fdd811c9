"""An hour and minute of the day."""

import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from pydantic import JsonValue

from motcua.forms.kinds.base import Circumstances, Invalid, Options, Places, Sampling, Typed, cleaned, text_of
from motcua.forms.kinds.text import Line
from motcua.kit.numerals import reading

if TYPE_CHECKING:
    from motcua.forms.schema import Field

_TYPED = re.compile(r"([0-9]{1,2})\s*(?:[:hg.,]|giờ)\s*([0-9]{1,2})?\s*(?:'|p|phút)?", re.IGNORECASE)


class Time(Line[Options]):
    """Stored as "14:30"; "14h30", "14 giờ 30" and "14 giờ" are accepted."""

    name = "time"
    width = 5

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        text = cleaned(typed, limit=30)
        if not text:
            return None
        match = _TYPED.fullmatch(text)
        if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
            raise Invalid(_("Hãy ghi giờ và phút, ví dụ 14:30 hoặc 14 giờ 30."))
        return f"{int(match[1]):02}:{int(match[2] or 0):02}"

    def shown(self, field: "Field", value: JsonValue, places: Places | None = None) -> str:
        hour, _colon, minute = text_of(value).partition(":")
        return f"{hour} giờ {minute}"

    def facts(self, field: "Field", value: JsonValue) -> dict[str, str]:
        hour, _colon, minute = text_of(value).partition(":")
        if not (hour.isdecimal() and minute.isdecimal()):
            raise Invalid(_("Hãy ghi giờ và phút, ví dụ 14:30 hoặc 14 giờ 30."))
        words = f"{reading(int(hour))} giờ" + (f" {reading(int(minute))} phút" if int(minute) else "")
        return {"": self.shown(field, value), "words": words[:1].upper() + words[1:]}

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        return f"{dice.random.randint(0, 23):02}:{dice.random.randint(0, 59):02}"

    def json_schema(self, field: "Field") -> dict[str, Any]:
        return {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}
