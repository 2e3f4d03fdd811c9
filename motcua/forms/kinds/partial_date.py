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
from motcua.kit.numerals import reading

if TYPE_CHECKING:
    from motcua.forms.schema import Field


SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "y": {"type": "integer", "minimum": 1, "maximum": 9999},
        "m": {"type": "integer", "minimum": 1, "maximum": 12},
        "d": {"type": "integer", "minimum": 1, "maximum": 31},
    },
    "required": ["y"],
    "dependentRequired": {"d": ["m"]},
    "additionalProperties": False,
}


def moment_of(value: JsonValue) -> PartialDate:
    """The stored {"y", "m", "d"} as a date; Invalid when it is none."""
    if isinstance(value, dict) and value and value.keys() <= {"y", "m", "d"}:
        year, month, day = (value.get(part) for part in "ymd")
        numbers = [part for part in (year, month, day) if part is not None]
        whole = all(isinstance(part, int) and not isinstance(part, bool) for part in numbers)
        if whole and isinstance(year, int) and (month is not None or day is None):
            return _real(PartialDate(year, month, day))  # type: ignore[arg-type]
    raise Invalid(_("Ngày chưa đúng. Hãy ghi ít nhất là năm, ví dụ 1987."))


def _real(moment: PartialDate) -> PartialDate:
    """The same date when the calendar has it."""
    try:
        datetime.date(moment.year, moment.month or 1, moment.day or 1)
    except (ValueError, OverflowError) as error:
        raise Invalid(_("Ngày chưa đúng. Hãy ghi ít nhất là năm, ví dụ 1987.")) from error
    return moment


def in_figures(moment: PartialDate) -> str:
    """1958, 07/1958 or 02/07/1958."""
    known = [f"{part:02}" for part in (moment.day, moment.month) if part is not None]
    return "/".join((*known, str(moment.year)))


def in_words(moment: PartialDate) -> str:
    """As certificates write a birth date in words, as far as it is known; always Vietnamese."""
    if moment.month is None:
        return f"Năm {reading(moment.year)}"
    if moment.day is None:
        return f"Tháng {'tư' if moment.month == 4 else reading(moment.month)} năm {reading(moment.year)}"
    return date_in_words(datetime.date(moment.year, moment.month, moment.day))


def stored(moment: PartialDate) -> dict[str, JsonValue]:
    """A date as it is kept: {"y": 1958, "m": 7}."""
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
        return stored(moment)

    def typed(self, field: "Field", value: JsonValue) -> dict[str, str]:
        return _calendar.boxes(moment_of(value))

    def render(self, field: "Field", look: Look) -> str:
        return _calendar.render(field, look)

    def shown(self, field: "Field", value: JsonValue, places: Places | None = None) -> str:
        return in_figures(moment_of(value))

    def facts(self, field: "Field", value: JsonValue) -> dict[str, str]:
        moment = moment_of(value)
        shown = in_figures(moment)
        whole = moment.month is not None and moment.day is not None
        long = long_date(datetime.date(moment.year, moment.month, moment.day)) if whole else shown  # type: ignore[arg-type]
        return {"": shown, "words": in_words(moment), "long": long}

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
        return stored(PartialDate(day.year, *(day.month, day.day)[: known - 1]))

    def json_schema(self, field: "Field") -> dict[str, Any]:
        return SCHEMA
