"""The values rules work on, and the functions they may call."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class PartialDate(NamedTuple):
    """A date known to the year, the month or the day; what is not known is None."""

    year: int
    month: int | None = None
    day: int | None = None

    def known(self) -> tuple[int, ...]:
        return tuple(part for part in self if part is not None)


def moment(value: object) -> tuple[int, ...] | None:
    """The known parts of a date, year first, or None when the value is no date."""
    if isinstance(value, PartialDate):
        return value.known()
    if isinstance(value, date):
        return (value.year, value.month, value.day)
    return None


def _age(birth: object, on: object) -> int | None:
    """Full years between two dates; a birth known by its year counts as its last day: the youngest age."""
    born, then = moment(birth), moment(on)
    if born is None or then is None or len(then) < 3:
        return None
    full = born + (12, 31)[len(born) - 1 :]
    return then[0] - full[0] - ((then[1], then[2]) < (full[1], full[2]))


def _days_between(start: object, end: object) -> int | None:
    """Days from one whole date to another; unknown when either is partial."""
    a, b = moment(start), moment(end)
    if a is None or b is None or len(a) < 3 or len(b) < 3:
        return None
    return (date(*b[:3]) - date(*a[:3])).days


def _year(value: object) -> int | None:
    known = moment(value)
    return known[0] if known else None


def _century_digit(number: object) -> int | None:
    if isinstance(number, str) and len(number) == 12 and number.isascii() and number.isdigit():
        return int(number[3])
    return None


def _id_birth_year(number: object) -> int | None:
    """Year of birth inside a 12-digit personal number: century and sex digit, then two digits of the year.

    Circular 59/2021/TT-BCA, Article 4.
    """
    digit = _century_digit(number)
    return None if digit is None else 1900 + digit // 2 * 100 + int(str(number)[4:6])


def _id_sex(number: object) -> str | None:
    digit = _century_digit(number)
    return None if digit is None else ("male", "female")[digit % 2]


@dataclass(frozen=True, slots=True)
class Function:
    """What a rule may call: its argument types, its result type, and the code."""

    arguments: tuple[str, ...]
    result: str
    run: Callable[..., object]


FUNCTIONS: dict[str, Function] = {
    "present": Function(("any",), "boolean", lambda value: value is not None),
    "age": Function(("date", "date"), "number", _age),
    "days_between": Function(("date", "date"), "number", _days_between),
    "year": Function(("date",), "number", _year),
    "id_birth_year": Function(("text",), "number", _id_birth_year),
    "id_sex": Function(("text",), "text", _id_sex),
}
