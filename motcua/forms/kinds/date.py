"""A whole date: day, month and year apart."""

import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from pydantic import JsonValue

from motcua.forms.kinds import _calendar
from motcua.forms.kinds._calendar import DateOptions
from motcua.forms.kinds.base import Circumstances, Invalid, Kind, Look, Places, Sampling, Typed, text_of
from motcua.forms.rules import PartialDate
from motcua.kit.dates import date_in_words, long_date, short_date

if TYPE_CHECKING:
    from motcua.forms.schema import Field


def day_of(value: JsonValue) -> datetime.date:
    """The stored ISO text as a date; Invalid when it is none."""
    try:
        return datetime.date.fromisoformat(text_of(value))
    except ValueError as error:
        raise Invalid(_("Ngày chưa đúng. Hãy ghi ngày, tháng, năm bằng số, ví dụ 27 3 2026.")) from error


def whole(moment: PartialDate, prefix: str = "") -> str:
    """The date as ISO text; Invalid when the day or the month is missing."""
    if moment.day is None or moment.month is None:
        part = prefix + ("-m" if moment.month is None else "-d")
        raise Invalid(_("Hãy ghi đủ ngày, tháng và năm, ví dụ 27 3 2026."), part)
    return datetime.date(moment.year, moment.month, moment.day).isoformat()


class Date(Kind[DateOptions]):
    """Stored as ISO text (2026-03-27); a date pasted whole into the first box is accepted."""

    name = "date"
    options_model = DateOptions
    rule_type = "date"
    inputs = _calendar.BOXES

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        moment = _calendar.read(typed)
        if moment is None:
            return None
        text = whole(moment)
        _calendar.sensible(moment, self.options(field), setting.today)
        return text

    def typed(self, field: "Field", value: JsonValue) -> dict[str, str]:
        day = day_of(value)
        return _calendar.boxes(PartialDate(day.year, day.month, day.day))

    def render(self, field: "Field", look: Look) -> str:
        return _calendar.render(field, look)

    def shown(self, field: "Field", value: JsonValue, places: Places | None = None) -> str:
        return short_date(day_of(value))

    def facts(self, field: "Field", value: JsonValue) -> dict[str, str]:
        day = day_of(value)
        return {"": short_date(day), "words": date_in_words(day), "long": long_date(day)}

    def adopt(self, field: "Field", source: object, setting: Circumstances) -> JsonValue | None:
        text = source.isoformat() if isinstance(source, datetime.date) else source
        return super().adopt(field, text, setting)

    def rule_value(self, value: JsonValue) -> object:
        try:
            return day_of(value)
        except Invalid:
            return None

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        return sampled(field, dice).isoformat()

    def json_schema(self, field: "Field") -> dict[str, Any]:
        return {"type": "string", "format": "date"}


def sampled(field: "Field", dice: Sampling) -> datetime.date:
    """A day of the wished age; between one and twenty years ago when nothing is wished."""
    hint = field.sample
    low, high = hint.days or tuple(round(years * 365.25) for years in hint.years or (1, 20))
    return dice.setting.today - datetime.timedelta(days=dice.random.randint(low, high))
