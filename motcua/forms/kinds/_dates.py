"""A day inside a question that asks more: the day on a paper."""

from pydantic import JsonValue

from motcua.forms.kinds import _calendar
from motcua.forms.kinds.base import Invalid
from motcua.forms.kinds.date import day_of
from motcua.forms.rules import PartialDate

NO_BOXES = dict.fromkeys(_calendar.BOXES, "")


def boxes_of(value: JsonValue | None, prefix: str) -> dict[str, str]:
    """The three boxes of a stored day, empty for none; Invalid when it is no day."""
    if value is None:
        return {prefix + box: "" for box in NO_BOXES}
    day = day_of(value)
    return _calendar.boxes(PartialDate(day.year, day.month, day.day), prefix)


def rule_day(value: object) -> object:
    """A stored day as rules compare it; None when it is none."""
    try:
        return day_of(value) if isinstance(value, str) else None
    except Invalid:
        return None
