"""Between which numbers an expression lies. Decimals are counted in the smallest part a rule can reckon with.

What may be a decimal is "fine": its bounds are whole multiples of 10⁻¹²; whole numbers are themselves.
"""

from decimal import Decimal
from math import floor

from motcua.forms.analysis.domains import ANY, EITHER, Domain, Span, Words
from motcua.forms.rules.numbers import DECIMALS, Number

SCALE = 10**DECIMALS


def units(value: Number, *, fine: bool) -> int | None:
    """A number as bounds count it; None for a fraction, which no whole number can be."""
    if fine:
        return int(value * SCALE)
    return int(value) if value == int(value) else None


def number_of(units: int, *, fine: bool) -> Number:
    """The number that bounds count as this."""
    return Decimal(units).scaleb(-DECIMALS) if fine else units


def compared(operator: str, value: Number, *, fine: bool) -> tuple[Span, Span]:
    """The numbers for which a comparison with `value` is true, and those for which it is false."""
    known = units(value, fine=fine)
    if known is None:
        below, above, nothing = Span(None, floor(value)), Span(floor(value) + 1), Span(1, 0)
        if operator in ("==", "!="):
            return (nothing, Span()) if operator == "==" else (Span(), nothing)
        return (below, above) if operator in ("<", "<=") else (above, below)
    alone, others = Span(known, known), Span(None, None, frozenset({known}))
    return {
        "==": (alone, others), "!=": (others, alone),
        "<": (Span(None, known - 1), Span(known)), "<=": (Span(None, known), Span(known + 1)),
        ">": (Span(known + 1), Span(None, known)), ">=": (Span(known), Span(None, known - 1)),
    }[operator]  # fmt: skip


def hull(ranges: list[Domain]) -> Domain:
    """From the least to the greatest of them all."""
    if not all(isinstance(one, Span) for one in ranges):
        return ANY if any(isinstance(one, Words) for one in ranges) else Span()
    spans = [one for one in ranges if isinstance(one, Span)]
    lows, highs = [one.low for one in spans], [one.high for one in spans]
    low = None if None in lows else min(low for low in lows if low is not None)
    return Span(low, None if None in highs else max(high for high in highs if high is not None))


def worked(operator: str, left: Domain, right: Domain) -> Domain:
    """The whole numbers an expression can give; without end where that is not simple."""
    if operator not in ("+", "-", "*", "/"):
        return EITHER
    ends = [(one.low, one.high) if isinstance(one, Span) else (None, None) for one in (left, right)]
    (a, b), (c, d) = ends
    if operator == "+":
        return Span(None if a is None or c is None else a + c, None if b is None or d is None else b + d)
    if operator == "-":
        return Span(None if a is None or d is None else a - d, None if b is None or c is None else b - c)
    if operator == "*" and a is not None and b is not None and c is not None and d is not None:
        products = (a * c, a * d, b * c, b * d)
        return Span(min(products), max(products))
    if operator == "*" and a is not None and c is not None and a >= 0 and c >= 0:
        return Span(a * c)
    return Span()
