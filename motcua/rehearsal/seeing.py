"""A document seen with its form: which questions are shown, once or in each row, and what they answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import JsonValue

from motcua.forms import engine
from motcua.forms.analysis.walk import Index, Spot
from motcua.forms.answers import Answers, RowAt, View, nested


@dataclass(frozen=True, slots=True)
class At:
    """One place where a question is shown: on its page, or in one row. `value` is None without an answer."""

    row: RowAt | None
    value: JsonValue | None


class Seen:
    """Settled answers and, by address, every place where each question is shown."""

    def __init__(self, index: Index, answers: Answers, today: date) -> None:
        self.index = index
        self.answers = engine.settled(index.form, answers, today)
        self.view = View(index.form, self.answers, today)
        self.pages = {one.key for one in index.form.sections if self.view.holds(one.show_when, one.key)}
        self._shown: dict[str, tuple[At, ...]] = {}

    def shown(self, spot: Spot) -> tuple[At, ...]:
        """Where a question is shown with these answers."""
        known = self._shown.get(spot.key)
        if known is None:
            known = self._shown[spot.key] = tuple(self._where(spot))
        return known

    def around(self, spot: Spot) -> tuple[RowAt | None, ...]:
        """Where a question could be shown, its own condition left aside."""
        if spot.section.key not in self.pages:
            return ()
        if spot.within is None:
            return (None,)
        outer = self.index.by_key[f"{spot.section.key}.{spot.within.key}"]
        return tuple(
            RowAt(spot.within.key, row)
            for at in self.shown(outer)
            for row in rows_of(spot, at.value)
        )  # fmt: skip

    def _where(self, spot: Spot) -> Iterator[At]:
        for row in self.around(spot):
            if self.view.holds(spot.field.show_when, spot.section.key, row):
                values: Mapping[str, JsonValue] = self.view.values(spot.section.key) if row is None else row.item
                yield At(row, values.get(spot.field.key))


def rows_of(spot: Spot, value: JsonValue | None) -> list[Mapping[str, JsonValue]]:
    """The rows a nested question is asked in; a group is asked even while it is empty."""
    assert spot.within is not None
    rows = nested(spot.within).rows_of(value)
    return rows or ([{}] if spot.within.kind == "group" else [])
