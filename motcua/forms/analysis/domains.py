"""Sets of values small enough to reckon with: whole numbers between bounds, and words that are listed or left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

Value = str | int | bool
MOST_LEFT_OUT = 400
"""Values a set may leave out; a rule has room for less than that."""


@dataclass(frozen=True, slots=True)
class Span:
    """Whole numbers from `low` to `high` (None = without end), but for `holes`."""

    low: int | None = None
    high: int | None = None
    holes: frozenset[int] = frozenset()

    def empty(self) -> bool:
        if self.low is None or self.high is None:
            return False
        if self.low > self.high:
            return True
        size = self.high - self.low + 1
        return size <= len(self.holes) and all(n in self.holes for n in range(self.low, self.high + 1))

    def meet(self, other: "Span") -> "Span":
        low = other.low if self.low is None else self.low if other.low is None else max(self.low, other.low)
        high = other.high if self.high is None else self.high if other.high is None else min(self.high, other.high)
        return Span(low, high, _both(self.holes, other.holes) if self.holes or other.holes else self.holes)

    def within(self, other: "Span") -> bool:
        """Whether every value is one of `other`'s."""
        low = other.low is None or (self.low is not None and self.low >= other.low)
        high = other.high is None or (self.high is not None and self.high <= other.high)
        return low and high and all(n in self.holes or not self.holds(n) for n in other.holes)

    def holds(self, value: int) -> bool:
        above = self.low is None or value >= self.low
        return above and (self.high is None or value <= self.high) and value not in self.holes


@dataclass(frozen=True, slots=True)
class Words:
    """The values listed; or, with `listed` None, every value but those of `without`."""

    listed: frozenset[Value] | None = None
    without: frozenset[Value] = frozenset()

    def empty(self) -> bool:
        return self.listed is not None and not self.listed

    def meet(self, other: "Words") -> "Words":
        if self.listed is None:
            if other.listed is None:
                return Words(None, _both(self.without, other.without))
            return Words(other.listed - self.without)
        return Words(self.listed & other.listed if other.listed is not None else self.listed - other.without)

    def within(self, other: "Words") -> bool:
        """Whether every value is one of `other`'s."""
        if other.listed is not None:
            return self.listed is not None and self.listed <= other.listed
        return not self.listed & other.without if self.listed is not None else other.without <= self.without


_V = TypeVar("_V")


def _both(some: frozenset[_V], others: frozenset[_V]) -> frozenset[_V]:
    """What neither side has, while it is few: to forget the rest admits too much, never too little."""
    return some | others if len(some) + len(others) <= MOST_LEFT_OUT else max(some, others, key=len)


Domain = Span | Words
ANY = Words()
TRUE = Words(frozenset({True}))
FALSE = Words(frozenset({False}))
EITHER = Words(frozenset({True, False}))


def only(values: Iterable[Value]) -> Words:
    return Words(frozenset(values))


def meet(one: Domain, other: Domain) -> Domain:
    """What both hold. A number against a word holds nothing."""
    if isinstance(one, Span):
        return one.meet(other) if isinstance(other, Span) else only(())
    return one.meet(other) if isinstance(other, Words) else only(())


def weight(one: Domain) -> int:
    """How much longer than a step it takes to compare with it."""
    values = len(one.holes) if isinstance(one, Span) else len(one.listed or one.without)
    return values // 32


def within(one: Domain, other: Domain) -> bool:
    if isinstance(one, Span):
        return isinstance(other, Span) and one.within(other)
    return isinstance(other, Words) and one.within(other)
