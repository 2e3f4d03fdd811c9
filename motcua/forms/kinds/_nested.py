"""What rows and a group have in common: questions inside a question, kept as objects.

A kind knows no rules: here every inner question is asked. What is hidden, required or worked out in a row is decided
where the rules are, in `answers`, `reading` and `judging`.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from markupsafe import Markup
from pydantic import JsonValue

from motcua.forms.kinds.base import Circumstances, Invalid, Kind, Look, Options, Places, Sampling, Typed

if TYPE_CHECKING:
    from motcua.forms.schema import Field

Row = Mapping[str, JsonValue]
N = TypeVar("N", bound=Options)


class Nested(Kind[N]):
    """The inner questions of row 2 have inputs named "members-1-full_name": see `Field.at`."""

    def rows_of(self, value: JsonValue) -> list[Row]:
        """The rows of a stored value; what has the wrong shape has none."""
        raise NotImplementedError

    def stored(self, rows: list[dict[str, JsonValue]]) -> JsonValue | None:
        """What is kept of some rows; None for none."""
        raise NotImplementedError

    def shape(self, field: "Field", value: JsonValue) -> None:
        """Refuse a document that holds something else than rows of known questions, or too many of them."""
        raise NotImplementedError

    def title(self, field: "Field", row: int) -> str:
        """How one row is called: "Người 2"."""
        raise NotImplementedError

    def count(self, field: "Field", typed: Typed) -> int:
        """How many rows were typed."""
        raise NotImplementedError

    def frame(self, field: "Field", look: Look, rows: list[Markup]) -> str:
        """The question around its rows, which are drawn already."""
        raise NotImplementedError

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        rows: list[dict[str, JsonValue]] = []
        for number in range(self.count(field, typed)):
            row: dict[str, JsonValue] = {}
            for asked, placed in zip(field.fields, field.at(number), strict=True):
                parts = inner(field, placed, typed)
                try:
                    value = asked.of_kind.parse(placed, parts, setting)
                except Invalid as error:
                    at = placed.of_kind.anchor(placed, error.part).removeprefix(field.key)
                    raise Invalid(f"{self.title(field, number)}: {error.message}", at) from error
                if value is not None:
                    row[asked.key] = value
            rows.append(row)
        return self.stored([row for row in rows if row])

    def typed(self, field: "Field", value: JsonValue) -> dict[str, str]:
        self.shape(field, value)
        filled: dict[str, str] = {}
        for number, row in enumerate(self.rows_of(value)):
            for placed, given in placed_answers(field, number, row):
                parts = placed.of_kind.typed(placed, given)
                name = placed.key.removeprefix(field.key)
                filled.update({name + suffix: text for suffix, text in parts.items()})
        return filled

    def check(self, field: "Field", value: JsonValue, setting: Circumstances) -> None:
        self.shape(field, value)
        for number, row in enumerate(self.rows_of(value)):
            for placed, given in placed_answers(field, number, row):
                try:
                    placed.of_kind.check(placed, given, setting)
                except Invalid as error:
                    at = placed.of_kind.anchor(placed, error.part).removeprefix(field.key)
                    raise Invalid(f"{self.title(field, number)}: {error.message}", at) from error

    def shown(self, field: "Field", value: JsonValue, places: Places | None = None) -> str:
        told = []
        for number, row in enumerate(self.rows_of(value)):
            words = (one.of_kind.shown(one, given, places) for one, given in placed_answers(field, number, row))
            told.append(f"{self.title(field, number)}: {', '.join(words)}")
        return "; ".join(told)

    def facts(self, field: "Field", value: JsonValue) -> dict[str, str]:
        found = {"": self.shown(field, value), "count": str(len(self.rows_of(value)))}
        for number, row in enumerate(self.rows_of(value)):
            for asked, given in answered(field, row):
                for part, text in asked.of_kind.facts(asked, given).items():
                    found[".".join(filter(None, (self.fact_name(number), asked.key, part)))] = text
        return found

    def fact_name(self, row: int) -> str:
        """What stands before the facts of one row."""
        return str(row + 1)

    def adopt(self, field: "Field", source: object, setting: Circumstances) -> JsonValue | None:
        """The rows of an earlier answer, as far as their questions have the same names here."""
        rows: list[dict[str, JsonValue]] = []
        for row in self.rows_of(source)[: field.most]:  # type: ignore[arg-type]
            adopted = {asked.key: _adopted(asked, given, setting) for asked, given in answered(field, row)}
            rows.append({key: value for key, value in adopted.items() if value is not None})
        return self.stored([row for row in rows if row])

    def render(self, field: "Field", look: Look) -> str:
        rows = []
        for number in range(self.count(field, look.typed)):
            drawn = [
                placed.of_kind.render(placed, Look(inner(field, placed, look.typed), places=look.places))
                for placed in field.at(number)
            ]
            rows.append(Markup("").join(Markup(one) for one in drawn))  # noqa: S704 (rendered components)
        return self.frame(field, look, rows)

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        row: dict[str, Any] = {}
        for asked in field.fields:
            row[asked.key] = asked.of_kind.sample(asked, Sampling(dice.random, dice.setting, row))
        return self.stored([row]) if row else self.stored([{}])

    def of_one_row(self, field: "Field") -> dict[str, Any]:
        """The JSON Schema of one row. What a rule decides may be absent."""
        always = [asked.key for asked in field.fields if asked.required is True and not asked.show_when]
        return {
            "type": "object",
            "properties": {asked.key: asked.of_kind.json_schema(asked) for asked in field.fields},
            **({"required": always} if always else {}),
            "additionalProperties": False,
        }


def inner(field: "Field", placed: "Field", typed: Typed) -> dict[str, str]:
    """The inputs of one inner question, out of those of the whole."""
    name = placed.key.removeprefix(field.key)
    return {suffix: typed.get(name + suffix, "") for suffix in placed.of_kind.inputs}


def answered(field: "Field", row: Row) -> Iterator[tuple["Field", JsonValue]]:
    """The answered questions of one row, in the order of the form."""
    return ((asked, row[asked.key]) for asked in field.fields if row.get(asked.key) is not None)


def placed_answers(field: "Field", number: int, row: Row) -> Iterator[tuple["Field", JsonValue]]:
    """The same under the names of their inputs."""
    both = zip(field.fields, field.at(number), strict=True)
    return ((placed, row[asked.key]) for asked, placed in both if row.get(asked.key) is not None)


def known_row(field: "Field", row: JsonValue) -> bool:
    """Whether a value is a row of this question's own questions."""
    return isinstance(row, dict) and row.keys() <= field.by_key.keys()


def _adopted(asked: "Field", given: JsonValue, setting: Circumstances) -> JsonValue | None:
    """An answer as it stands when it fits here too, otherwise whatever its kind can make of it."""
    try:
        asked.of_kind.check(asked, given, setting)
    except Invalid:
        adopted: JsonValue | None = asked.of_kind.adopt(asked, given, setting)
        return adopted
    return given
