"""Dates and hours as Vietnamese papers and screens write them."""

import re
from collections.abc import Callable
from datetime import date, datetime

from motcua.kit.clock import HANOI
from motcua.kit.numerals import reading
from motcua.kit.words import N_, Invalid

WEEKDAYS = (
    N_("thứ Hai"), N_("thứ Ba"), N_("thứ Tư"), N_("thứ Năm"), N_("thứ Sáu"), N_("thứ Bảy"), N_("Chủ nhật"),
)  # fmt: skip
CLOCK = N_("%(hour)s giờ %(minute)s")


def short_date(day: date) -> str:
    """23/11/2026."""
    return f"{day.day:02}/{day.month:02}/{day.year}"


def long_date(day: date) -> str:
    """ngày 23 tháng 11 năm 2026; days under 10 and months 1–2 get a zero (Decree 30/2020, annex I)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def date_in_words(day: date) -> str:
    """Ngày hai mươi ba tháng mười một năm hai nghìn không trăm hai mươi sáu; April is "tháng tư"."""
    month = "tư" if day.month == 4 else reading(day.month)
    return f"Ngày {reading(day.day)} tháng {month} năm {reading(day.year)}"


def clock_time(moment: datetime, translate: Callable[[str], str] = str) -> str:
    """17 giờ 00, in Vietnamese time; `translate` is gettext where there is one."""
    local = moment.astimezone(HANOI)
    return translate(CLOCK) % {"hour": local.hour, "minute": f"{local.minute:02}"}


def weekday_date(moment: datetime) -> str:
    """17 giờ 00, thứ Hai ngày 23/11/2026, in Vietnamese time."""
    local = moment.astimezone(HANOI)
    return f"{clock_time(local)}, {WEEKDAYS[local.weekday()]} ngày {short_date(local.date())}"


def parse_date(text: str) -> date:
    """A day typed as 23/11/2026, 23-11-2026 or 2026-11-23; Invalid says how to write it."""
    typed = text.strip()
    if not typed:
        raise Invalid(N_("Hãy điền ngày, ví dụ 23/11/2026."))
    if match := re.fullmatch(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4})", typed):
        day, month, year = (int(part) for part in match.groups())
    elif match := re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", typed):
        year, month, day = (int(part) for part in match.groups())
    else:
        raise Invalid(N_("Ngày chưa đúng. Hãy nhập như 23/11/2026."))
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Invalid(N_("Không có ngày này trong lịch. Hãy nhập như 23/11/2026.")) from error
