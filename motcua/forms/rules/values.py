"""The values rules work on, and the functions they may call."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from motcua.forms.rules import numbers


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


def _extreme(choose: Callable[..., object]) -> Callable[..., object]:
    """The least or the greatest of numbers, or of dates known to the day; absent when one of them is."""

    def run(*values: object) -> object:
        keys: list[Any] = [known if (known := moment(value)) else numbers.bounded(value) for value in values]
        whole = all(len(key) == 3 if isinstance(key, tuple) else key is not None for key in keys)
        if not whole or len({isinstance(key, tuple) for key in keys}) != 1:
            return None
        found = values[keys.index(choose(keys))]
        return Decimal(found) if type(found) is int and any(type(key) is Decimal for key in keys) else found

    return run


def _join(*values: object) -> str | None:
    """Texts and numbers one after the other; absent when one of them is."""
    texts = [value if isinstance(value, str) else _written(value) for value in values]
    return None if None in texts else "".join(filter(None, texts))[:LONGEST]


def _written(value: object) -> str | None:
    number = numbers.bounded(value)
    return None if number is None else numbers.written(number)


def _contains(items: object, item: object) -> bool | None:
    if not isinstance(items, list | tuple) or item is None:
        return None
    return any(given == item for given in items)


def _count(items: object) -> int:
    """How many rows, choices or given values; nothing counts as none."""
    return sum(item is not None for item in items) if isinstance(items, list | tuple) else 0


def _sum(items: object) -> numbers.Number | None:
    """The numbers given together; nothing is 0."""
    total: numbers.Number = 0
    for item in items if isinstance(items, list | tuple) else ():
        if item is None:
            continue
        number = numbers.bounded(item)
        more = None if number is None else numbers.bounded(numbers.add(total, number))
        if more is None:
            return None
        total = more
    return total


def _unique(items: object) -> bool:
    """Whether no two values are the same; what is not given counts for nothing."""
    given = [repr(item) for item in items if item is not None] if isinstance(items, list | tuple) else []
    return len(set(given)) == len(given)


LONGEST = 2000
"""Characters of a text worked out by a rule."""


@dataclass(frozen=True, slots=True)
class Function:
    """What a rule may call: its argument types, its result type, and the code.

    An argument may be of one of several types ("text number"). With `more`, the last argument may be repeated.
    A result of "" is of the type of the first argument.
    """

    arguments: tuple[str, ...]
    result: str
    run: Callable[..., object]
    more: bool = False


_COLUMNS = "texts numbers booleans dates records"
FUNCTIONS: dict[str, Function] = {
    "present": Function(("text number boolean date record list rows",), "boolean", lambda value: value is not None),
    "age": Function(("date", "date"), "number", _age),
    "days_between": Function(("date", "date"), "number", _days_between),
    "year": Function(("date",), "number", _year),
    "id_birth_year": Function(("text",), "number", _id_birth_year),
    "id_sex": Function(("text",), "text", _id_sex),
    "min": Function(("number date", "same"), "", _extreme(min), more=True),
    "max": Function(("number date", "same"), "", _extreme(max), more=True),
    "round": Function(("number", "number"), "number", numbers.rounded),
    "join": Function(("text number", "text number"), "text", _join, more=True),
    "contains": Function(("list texts", "text"), "boolean", _contains),
    "count": Function((f"rows list {_COLUMNS}",), "number", _count),
    "sum": Function(("numbers",), "number", _sum),
    "unique": Function((_COLUMNS,), "boolean", _unique),
}
"""`if(condition, a, b)`, `any(rows, condition)` and `all(rows, condition)` decide what to work out: see `compiling`."""
