"""Answers worth trying for a question, so that a rule about it comes out the other way: edges, literals, neighbours."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain
from random import Random
from typing import Any

from pydantic import JsonValue

from motcua.forms import rules
from motcua.forms.analysis.walk import Index, Spot
from motcua.forms.answers import Answers, nested
from motcua.forms.kinds.base import Circumstances, Invalid, Sampling
from motcua.forms.kinds.number import NumberOptions
from motcua.forms.rules.grammar import Binary, Call, Literal, Node, Unary
from motcua.forms.schema import Check
from motcua.rehearsal.branches import choices

YEARS = (1, 5, 10, 14, 16, 18, 20, 25, 35, 60, 80)
DAYS = (0, 1, 2, 10, 30, 60, 90, 200)
SAMPLES = 3
NUMBERS_OF_PAPERS = ("C1234567", "123456789", "AB123456")
MOST = 60
MOST_TEXTS = 600


class Candidates:
    """What to try in one form: knows the numbers and words its rules compare with."""

    def __init__(self, index: Index, setting: Circumstances) -> None:
        self._index = index
        self._setting = setting
        nodes = [rules.parse(rule) for rule in _every_rule(index)]
        found = [literal for node in nodes for literal in literals(node)]
        self._numbers = sorted({value for value in found if type(value) is int})
        self._fractions = sorted({value for value in found if isinstance(value, Decimal)})
        self._words = sorted({value for value in found if isinstance(value, str)})

    def add(self, rule: str) -> None:
        """Take note of a rule from outside the form."""
        found = list(literals(rules.parse(rule)))
        self._numbers = sorted({*self._numbers, *(value for value in found if type(value) is int)})
        self._fractions = sorted({*self._fractions, *(value for value in found if isinstance(value, Decimal))})
        self._words = sorted({*self._words, *(value for value in found if isinstance(value, str))})

    def read_by(self, check: Check) -> list[Spot]:
        """The questions a check reads."""
        section, field, sub = check.place
        return self.read(check.rule, section, field if sub else "")

    def read(self, rule: str, section: str, rows: str = "") -> list[Spot]:
        """The questions a rule reads, in the order of the form."""
        found = (self._index.find(path, section, rows) for path in rules.names(rules.parse(rule)))
        return sorted({one[0] for one in found if one}, key=lambda spot: self._index.order[spot.key])

    def values(self, spot: Spot, answers: Answers, random: Random, row: int = 0) -> list[JsonValue | None]:
        """Answers its kind accepts, none twice, in an order that dice decide; None (no answer) is one of them."""
        if spot.worked_out:
            return []
        kept: list[JsonValue | None] = []
        for value in chain(self._of_kind(spot, answers, random, row), self._samples(spot, answers, random, row)):
            if value not in kept and self._accepted(spot, value):
                kept.append(value)
            if len(kept) >= MOST:
                break
        random.shuffle(kept)
        return [*kept, None] if spot.field.required is not True else kept

    def _accepted(self, spot: Spot, value: JsonValue) -> bool:
        try:
            spot.field.of_kind.check(spot.field, value, self._setting)
        except Invalid:
            return False
        return True

    def _samples(self, spot: Spot, answers: Answers, random: Random, row: int) -> Iterator[JsonValue]:
        yield from spot.field.sample.values
        made: dict[str, Any] = dict(answers.get(spot.section.key, {}))
        if spot.within is not None:
            rows = nested(spot.within).rows_of(made.get(spot.within.key))
            made = dict(rows[min(row, len(rows) - 1)]) if rows else {}
        for _number in range(SAMPLES):
            yield spot.field.of_kind.sample(spot.field, Sampling(random, self._setting, made))

    def _of_kind(self, spot: Spot, answers: Answers, random: Random, row: int) -> Iterator[JsonValue]:
        kind, type_ = spot.field.kind, spot.field.of_kind.rule_type
        if kind == "many":
            values = [value for value, _words in choices(spot)]
            yield from ([value] for value in values)
            yield from (values[:2], values[-2:], values)
        elif listed := choices(spot):
            yield from (value for value, _words in listed)
            yield from self._words
        elif kind == "personal_id":
            yield from self._personal_ids(answers, random)
        elif isinstance(spot.field.options, NumberOptions) and spot.field.options.decimals:
            yield from self._some_decimals(spot, answers)
        elif type_ == "number":
            yield from self._some_numbers(spot, answers)
        elif type_ == "date":
            yield from self._dates(kind, answers)
        elif kind == "rows":
            yield from self._rows(spot, answers)
        elif type_ == "record":
            yield from self._records(spot, answers, random, row)
        elif type_ == "text":
            yield from self._words
            yield from _texts(answers)[:MOST]

    def _some_decimals(self, spot: Spot, answers: Answers) -> Iterator[int | float]:
        """Like whole numbers, and a little more or less; written with no more decimals than the question takes."""
        options: Any = spot.field.options
        places: int = options.decimals
        smallest = Decimal(1).scaleb(-places)
        wholes = (Decimal(number) for number in self._some_numbers(spot, answers))
        for number in dict.fromkeys((*self._fractions, *wholes)):
            for step in (0, smallest, -smallest, Decimal("0.5")):
                value = (number + step).quantize(smallest)
                yield int(value) if value == int(value) else float(value)

    def _some_numbers(self, spot: Spot, answers: Answers) -> Iterator[int]:
        options: Any = spot.field.options
        ends = [getattr(options, "minimum", 0) or 0, getattr(options, "maximum", None) or 1_000_000]
        near = (value + step for value in self._numbers for step in (0, 1, -1))
        others = (value + step for value in _numbers(answers) for step in (0, 1, -1))
        yield from chain(ends, (0, 1, 2, 3), near, others)

    def _dates(self, kind: str, answers: Answers) -> Iterator[JsonValue]:
        today = self._setting.today
        days = [*DAYS, *(number + step for number in self._numbers if number < 40_000 for step in (-1, 0, 1))]
        years = [*YEARS, *(number for number in self._numbers if 0 < number < 150)]
        moments = [today - timedelta(days=day) for day in days]
        moments += [_back(today, year) + timedelta(days=step) for year in years for step in (-1, 0, 1)]
        moments += [date(number, 1, 1) for number in self._numbers if 1900 <= number <= 2100]
        known = [one + timedelta(days=step) for one in _days(answers) for step in (-1, 0, 1, 40, -40)]
        for moment in (*known, *moments, *(today + timedelta(days=day) for day in (1, 10, 400))):
            yield from _written(kind, moment)

    def _personal_ids(self, answers: Answers, random: Random) -> Iterator[str]:
        yield from (text for text in _texts(answers) if len(text) == 12 and text.isdigit())
        years = {moment.year for moment in _days(answers)} | {1960, 1985, 1990, 2001}
        for year in sorted(years):
            for female in (0, 1):
                century = (year - 1900) // 100 * 2 + female
                yield f"036{century}{year % 100:02}{random.randint(1, 999_999):06}"

    def _rows(self, spot: Spot, answers: Answers) -> Iterator[JsonValue]:
        kind = nested(spot.field)
        rows = [dict(row) for row in kind.rows_of(answers.get(spot.section.key, {}).get(spot.field.key))]
        if not rows:
            return
        least, most = max(1, getattr(spot.field.options, "minimum", 1)), spot.field.most
        counts = {least, least + 1, most, 1, 2, 3, *(n + step for n in self._numbers if n < 100 for step in (0, 1))}
        for count in sorted(count for count in counts if 1 <= count <= most):
            yield [rows[number % len(rows)] for number in range(count)]

    def _records(self, spot: Spot, answers: Answers, random: Random, row: int) -> Iterator[JsonValue]:
        """Composite answers: given elsewhere, abroad, of before, and with one part changed for a word of the rules or
        for what another answer says.
        """
        yield from _addresses(spot.field.kind)
        yield from _records(answers)
        texts = list(dict.fromkeys((*self._words, *_texts(answers), *NUMBERS_OF_PAPERS)))
        bases = [value for value in self._samples(spot, answers, random, row) if isinstance(value, dict)]
        schema = spot.field.of_kind.json_schema(spot.field).get("properties", {})
        for base in bases[:2]:
            for part, said in schema.items():
                kinds = said.get("enum", []) if isinstance(said, dict) else []
                yield from ({**base, part: value} for value in kinds[:12])
                for kind in kinds[:12]:
                    yield from ({**base, part: kind, "number": number} for number in NUMBERS_OF_PAPERS)
                if not kinds and part in spot.field.of_kind.parts:
                    yield from ({**base, part: text} for text in texts[:30])


def _addresses(kind: str) -> Iterator[JsonValue]:
    old: JsonValue = {"text": "Xóm 3, xã Bến Đò, huyện Sông Lam, tỉnh Trà Giang"}
    abroad: JsonValue = {"country": "LA", "detail": "Viêng Chăn", "text": "Viêng Chăn, Lào"}
    if kind in ("address", "place"):
        yield from (one if kind == "address" else {"address": one} for one in (abroad, old))


def _every_rule(index: Index) -> Iterator[str]:
    for section in index.form.sections:
        yield from filter(None, (section.show_when, *(one.show_when for one in section.guidance)))
    for spot in index.spots:
        field = spot.field
        given = [field.show_when, field.required, field.compute, field.prefill.when if field.prefill else ""]
        yield from (rule for rule in (*given, *(case.when for case in field.derive)) if isinstance(rule, str) and rule)
    yield from (check.rule for check in index.form.checks)


def literals(node: Node) -> Iterator[str | int | Decimal]:
    """Every number and word written in a rule."""
    if isinstance(node, Literal):
        values = node.value if isinstance(node.value, tuple) else (node.value,)
        yield from (value for value in values if not isinstance(value, bool))
    elif isinstance(node, Unary):
        yield from literals(node.operand)
    elif isinstance(node, Binary):
        yield from (*literals(node.left), *literals(node.right))
    elif isinstance(node, Call):
        for argument in node.arguments:
            yield from literals(argument)


def _back(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def _written(kind: str, moment: date) -> Iterable[JsonValue]:
    if kind == "partial_date":
        whole: JsonValue = {"y": moment.year, "m": moment.month, "d": moment.day}
        return (whole, {"y": moment.year})
    return (moment.isoformat(),)


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value[:20]:
            yield from _leaves(one)
    else:
        yield value


def _texts(answers: Answers) -> list[str]:
    return list(dict.fromkeys(leaf for leaf in _leaves(answers) if isinstance(leaf, str)))[:MOST_TEXTS]


def _records(answers: Answers) -> Iterator[JsonValue]:
    """Composite answers given elsewhere, also in rows: the same place, the same paper."""
    for values in answers.values():
        for value in values.values():
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict):
                    yield one
                    yield from (inner for inner in one.values() if isinstance(inner, dict))


def _numbers(answers: Answers) -> list[int]:
    return list(dict.fromkeys(leaf for leaf in _leaves(answers) if type(leaf) is int))[:20]


def _days(answers: Answers) -> list[date]:
    found = []
    for value in _dated(answers):
        try:
            found.append(date.fromisoformat(value) if isinstance(value, str) else date(*value))
        except ValueError:
            continue
    return list(dict.fromkeys(found))[:12]


def _dated(value: Any) -> Iterator[str | tuple[int, int, int]]:
    if isinstance(value, dict) and isinstance(value.get("y"), int):
        yield value["y"], value.get("m") or 1, value.get("d") or 1
    elif isinstance(value, dict):
        for one in value.values():
            yield from _dated(one)
    elif isinstance(value, list):
        for one in value[:20]:
            yield from _dated(one)
    elif isinstance(value, str) and len(value) == 10 and value[4] == "-":
        yield value
