"""Dates and hours as Vietnamese papers and screens write them."""

from datetime import date, datetime

from motcua.kit.clock import HANOI
from motcua.kit.numerals import reading

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


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


def clock_time(moment: datetime) -> str:
    """17 giờ 00, in Vietnamese time."""
    local = moment.astimezone(HANOI)
    return f"{local.hour} giờ {local.minute:02}"


def weekday_date(moment: datetime) -> str:
    """17 giờ 00, thứ Hai ngày 23/11/2026, in Vietnamese time."""
    local = moment.astimezone(HANOI)
    return f"{clock_time(local)}, {WEEKDAYS[local.weekday()]} ngày {short_date(local.date())}"
