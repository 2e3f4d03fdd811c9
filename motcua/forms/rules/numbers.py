"""The numbers of rules: whole numbers, and decimals reckoned exactly. There are no floats in a rule.

A decimal stays a decimal whatever is done with it, even where it is whole, so that what `/` means never depends on what
a citizen typed: two whole numbers are divided rounding down, anything else keeps its decimals.
"""

from decimal import ROUND_HALF_UP, Context, Decimal

LARGEST = 10**15
"""Numbers beyond this are absent: no fee and no count of a form comes near, and JSON keeps them exact."""
DECIMALS = 12
"""Figures kept behind the comma of a result; the last one is rounded, half away from zero."""
FARTHEST = 6
"""Figures that `round` may be asked for, on either side of the comma."""
_WORK = Context(prec=64, rounding=ROUND_HALF_UP, traps=[])
"""Room for the product of any two numbers, so that nothing is lost before the result is rounded."""
_LAST = Decimal(1).scaleb(-DECIMALS)
Number = int | Decimal


def exact(value: object) -> Decimal | None:
    """The stored number (JSON knows floats) as what its figures say; None for anything else, infinity included."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST:
        return None
    return Decimal(repr(value))


def bounded(value: object) -> Number | None:
    """The value when it is a number a form can hold; true and false are none."""
    if type(value) is int:
        return value if -LARGEST <= value <= LARGEST else None
    if type(value) is not Decimal or not value.is_finite() or not -LARGEST <= value <= LARGEST:
        return None
    return value if int(value.as_tuple().exponent) >= -DECIMALS else value.quantize(_LAST, context=_WORK)


def add(left: Number, right: Number) -> Number:
    return left + right if type(left) is type(right) is int else _WORK.add(left, right)


def subtract(left: Number, right: Number) -> Number:
    return left - right if type(left) is type(right) is int else _WORK.subtract(left, right)


def multiply(left: Number, right: Number) -> Number:
    return left * right if type(left) is type(right) is int else _WORK.multiply(left, right)


def divide(left: Number, right: Number) -> Number | None:
    """Whole numbers round down; by zero there is nothing."""
    if not right:
        return None
    return left // right if type(left) is type(right) is int else _WORK.divide(left, right)


def rounded(value: object, places: object) -> Number | None:
    """The number to so many figures behind the comma, half away from zero; -3 is to thousands. Whole from 0 down."""
    number = bounded(value)
    if number is None or type(places) is not int or abs(places) > FARTHEST:
        return None
    made = Decimal(number).quantize(Decimal(1).scaleb(-places), context=_WORK)
    return bounded(made if places > 0 else int(made))


def written(number: Number) -> str:
    """As Vietnamese writes it, without dots between thousands: 120.50 → "120,5"."""
    text = f"{number:f}" if type(number) is Decimal else str(number)
    return text.rstrip("0").rstrip(".").replace(".", ",") if "." in text else text
