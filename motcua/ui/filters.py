"""How dates, money and telephone numbers are shown; a time as the clock in Hà Nội shows it, whatever its zone."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language

from motcua.kit import dates, identity, money
from motcua.kit.clock import HANOI
from motcua.kit.titles import brief, heading_size


def _english() -> bool:
    return (get_language() or "vi").startswith("en")


def when(moment: datetime) -> str:
    """A moment as people say it: "17 giờ 00, thứ Hai ngày 23/11/2026"."""
    local = moment.astimezone(HANOI)
    return f"{local:%H:%M}, {local:%A %d/%m/%Y}" if _english() else dates.weekday_date(local)


def day(value: date | datetime) -> str:
    """A day in figures: "23/11/2026"."""
    if isinstance(value, datetime):
        value = value.astimezone(HANOI).date()
    return dates.short_date(value)


def long_day(value: date | datetime) -> str:
    """A day in words: "ngày 23 tháng 11 năm 2026"."""
    if isinstance(value, datetime):
        value = value.astimezone(HANOI).date()
    return date_format(value, "j F Y") if _english() else dates.long_date(value)


def dong(amount: int) -> str:
    """Money: "8.000 đồng"."""
    return money.dong(amount)


def phone(number: str) -> str:
    """A telephone number in groups a person can read aloud: "0912 345 678"."""
    return identity.phone_display(number)


def dial(number: str) -> str:
    """The address that makes a phone dial: "tel:0912345678"."""
    return "tel:" + "".join(sign for sign in number if sign.isdigit() or sign == "+")


def size(count: int) -> str:
    """A file size in the unit a phone shows: "240 KB", "1,4 MB"."""
    if count < 1024 * 1024:
        return f"{max(1, round(count / 1024))} KB"
    return f"{count / 1024 / 1024:.1f} MB".replace(".", ",")


ALL: dict[str, Callable[..., Any]] = {
    "when": when,
    "brief": brief,
    "heading_size": heading_size,
    "day": day,
    "long_day": long_day,
    "dong": dong,
    "phone": phone,
    "dial": dial,
    "size": size,
}
