"""What dates in three boxes have in common."""

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from django.utils.translation import gettext as _
from pydantic import Field as Bound

from motcua.forms.kinds.base import Invalid, Look, Options, Typed, params
from motcua.forms.rules import PartialDate
from motcua.kit.vietnamese import clean
from motcua.ui.components import govuk

if TYPE_CHECKING:
    from motcua.forms.schema import Field

BOXES = ("-d", "-m", "-y")
_AUTOCOMPLETE = {"bday": {"-d": "bday-day", "-m": "bday-month", "-y": "bday-year"}}


class DateOptions(Options):
    """`future`: a day to come is accepted. `earliest`: the oldest year that makes sense. `in_words`: the legal form
    asks for the day in words as well, so paper writes both.
    """

    future: bool = False
    earliest: Annotated[int, Bound(ge=1800, le=2100)] = 1900
    in_words: bool = False


def typed_parts(typed: Typed, prefix: str = "") -> tuple[str, str, str]:
    """Day, month and year as typed. A whole date pasted into the first box is spread over the three."""
    day, month, year = (clean(typed.get(prefix + box, "")[:60]) for box in BOXES)
    if day and not month and not year:
        if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", day):
            return match[3], match[2], match[1]
        pieces = [piece for piece in re.split(r"[/.\-\s]+", day) if piece]
        if len(pieces) == 1 and re.fullmatch(r"\d{8}", day):
            pieces = [day[:2], day[2:4], day[4:]]
        if len(pieces) == 1 and re.fullmatch(r"\d{4}", day):
            pieces = ["", "", day]
        if len(pieces) == 2:
            pieces = ["", *pieces]
        if len(pieces) == 3:
            return pieces[0], pieces[1], pieces[2]
    return day, month, year


def read(typed: Typed, prefix: str = "") -> PartialDate | None:
    """The date typed, as far as it is known; None when all boxes are empty. Invalid says which box to fix."""
    day, month, year = typed_parts(typed, prefix)
    if not (day or month or year):
        return None
    if not year:
        raise Invalid(_("Hãy ghi thêm năm, đủ 4 chữ số, ví dụ 1987."), prefix + "-y")
    if not re.fullmatch(r"[0-9]{4}", year):
        raise Invalid(_("Hãy ghi năm bằng 4 chữ số, ví dụ 1987."), prefix + "-y")
    if month and not (re.fullmatch(r"[0-9]{1,2}", month) and 1 <= int(month) <= 12):
        raise Invalid(_("Tháng phải là số từ 1 đến 12."), prefix + "-m")
    if day and not month:
        raise Invalid(_("Hãy ghi thêm tháng, là số từ 1 đến 12."), prefix + "-m")
    if not int(year):
        raise Invalid(_("Hãy ghi năm bằng 4 chữ số, ví dụ 1987."), prefix + "-y")
    last = monthrange(int(year), int(month))[1] if month else 31
    if day and not (re.fullmatch(r"[0-9]{1,2}", day) and 1 <= int(day) <= last):
        message = _("Tháng này chỉ có các ngày từ 1 đến %(last)d. Hãy xem lại ngày.") % {"last": last}
        raise Invalid(message, prefix + "-d")
    return PartialDate(int(year), int(month) if month else None, int(day) if day else None)


def sensible(moment: PartialDate, options: DateOptions, today: date, prefix: str = "") -> None:
    """Refuse a date to come, or one too old, on the parts that are known."""
    known = moment.known()
    if not options.future and known > (today.year, today.month, today.day)[: len(known)]:
        raise Invalid(_("Ngày này chưa đến. Hãy xem lại ngày, tháng, năm."), prefix + "-d")
    if moment.year < options.earliest or moment.year > today.year + 100:
        message = _("Năm phải từ %(year)d trở đi. Hãy xem lại năm.") % {"year": options.earliest}
        if moment.year > options.earliest:
            message = _("Năm này xa quá. Hãy xem lại năm.")
        raise Invalid(message, prefix + "-y")


def boxes(moment: PartialDate, prefix: str = "") -> dict[str, str]:
    """The three boxes filled from a date."""
    filled = {"-d": moment.day, "-m": moment.month, "-y": moment.year}
    return {prefix + box: "" if part is None else str(part) for box, part in filled.items()}


def render(field: "Field", look: Look, prefix: str = "", **heading: Any) -> str:
    """Day, month, year: three boxes with their own labels, never a calendar; live once the year is typed."""
    labels = {"-d": _("Ngày"), "-m": _("Tháng"), "-y": _("Năm")}
    autocomplete = _AUTOCOMPLETE.get(field.autocomplete, {})
    items = []
    for box in BOXES:
        name = field.key + prefix + box
        item = {
            "id": name,
            "name": name,
            "label": labels[box],
            "value": look.typed.get(prefix + box, ""),
            "classes": f"govuk-input--width-{4 if box == '-y' else 2}" + " govuk-input--error" * bool(look.message),
            "attributes": dict(look.live) if box == "-y" else {},
        }
        items.append({**item, "autocomplete": autocomplete[box]} if box in autocomplete else item)
    return govuk(
        "date-input",
        {**(heading or params(field, look, legend=True)), "id": field.key + prefix, "items": items},
    )
