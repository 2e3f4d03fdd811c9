"""A date that may be known only to the month or the year, as on old papers."""

import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from pydantic import JsonValue

from motcua.forms.kinds import _calendar
from motcua.forms.kinds._calendar import DateOptions
from motcua.forms.kinds.base import Circumstances, Invalid, Kind, Look, Places, Sampling, Typed
from motcua.forms.kinds.date import sampled
from motcua.forms.rules import PartialDate
from motcua.kit.dates import date_in_words, long_date

if TYPE_CHECKING:
    from motcua.forms.schema import Field


def moment_of(value: JsonValue) -> PartialDate:
    """The stored {"y", "m", "d"} as a date; Invalid when it is none."""
    if isinstance(value, dict) and value and value.keys() <= {"y", "m", "d"}:
        year, month, day = (value.get(part) for part in "ymd")
        numbers = [part for part in (year, month, day) if part is not None]
        whole = all(isinstance(part, int) and not isinstance(part, bool) for part in numbers)
        if whole and isinstance(year, int) and (month is not None or day is None):
            return PartialDate(year, month, day)  # type: ignore[arg-type]
    raise Invalid(_("Ngày chưa đúng. Hãy ghi ít nhất là năm, ví dụ 1987."))


def _stored(moment: PartialDate) -> dict[str, JsonValue]:
    return {part: number for part, number in zip("ymd", moment, strict=True) if number is not None}


class PartialDateKind(Kind[DateOptions]):
    """Stored as {"y": 1958}, {"y": 1958, "m": 7} or {"y": 1958, "m": 7, "d": 2}."""

    name = "partial_date"
    options_model = DateOptions
    rule_type = "date"
    inputs = _calendar.BOXES

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        moment = _calendar.read(typed)
        if moment is None:
            return None
        _calendar.sensible(moment, self.options(field), setting.today)
        return _stored(moment)

    def typed(self, field: "Field", value: JsonValue) -> dict[str, str]:
        return _calendar.boxes(moment_of(value))

    def render(self, field: "Field", look: Look) -> str:
        return _calendar.render(field, look)

    def shown(self, field: "Field", value: JsonValue, places: Places | None = None) -> str:
        moment = moment_of(value)
        if moment.month is None:
            return str(moment.year)
        month = f"{moment.month:02}/{moment.year}"
        return month if moment.day is None else f"{moment.day:02}/{month}"

    def facts(self, field: "Field", value: JsonValue) -> dict[str, str]:
        moment = moment_of(value)
        shown = self.shown(field, value)
        if moment.month is None or moment.day is None:
            return {"": shown, "words": shown, "long": shown}
        day = datetime.date(moment.year, moment.month, moment.day)
        return {"": shown, "words": date_in_words(day), "long": long_date(day)}

    def adopt(self, field: "Field", source: object, setting: Circumstances) -> JsonValue | None:
        text = source.isoformat() if isinstance(source, datetime.date) else source
        return super().adopt(field, text, setting)

    def rule_value(self, value: JsonValue) -> object:
        try:
            return moment_of(value)
        except Invalid:
            return None

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        day = sampled(field, dice)
        known = dice.random.choice((1, 3, 3, 3))
        return _stored(PartialDate(day.year, *(day.month, day.day)[: known - 1]))

    def json_schema(self, field: "Field") -> dict[str, Any]:
        number = {"type": "integer"}
        return {
            "type": "object",
            "properties": {"y": number, "m": number, "d": number},
            "required": ["y"],
            "additionalProperties": False,
        }
