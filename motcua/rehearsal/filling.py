"""Answers as wished for: some fixed, some left out, the rest lifelike, and mended until the form accepts them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from random import Random

from pydantic import JsonValue

from motcua.forms import engine
from motcua.forms.analysis.walk import Index, Spot
from motcua.forms.answers import Answers, RowAt, Values, View, nested, settle
from motcua.forms.kinds.base import Circumstances, Sampling
from motcua.forms.kinds.rows import Rows, RowsOptions
from motcua.forms.prefill import carried
from motcua.forms.schema import Field, Section
from motcua.rehearsal.branches import choices
from motcua.rehearsal.candidates import Candidates
from motcua.rehearsal.watching import Watch

MOST_REPAIRS = 40
MOST_TRIED = 8
"""Values tried for one answer that is wrong."""
FEW = 2
SYLLABLES = ("An", "Bình", "Cúc", "Dung", "Giang", "Hà", "Khôi", "Lan", "Mai", "Nhung", "Phúc", "Quân")


@dataclass(slots=True)
class Wish:
    """What a document should have, by address. In rows a wish is for the first row.

    `eager` is how likely an optional question is answered; `wanted` are answers still looked for, taken first.
    """

    fixed: dict[str, JsonValue] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    eager: float = 0.7
    wanted: Mapping[str, list[JsonValue]] = field(default_factory=dict)

    def pinned(self) -> set[str]:
        """Addresses that no repair may touch."""
        return {*self.fixed, *self.absent, *self.counts}


class Filling:
    """Makes documents for one form on one day; when `watch` says that it is late, none any more."""

    def __init__(self, index: Index, setting: Circumstances, watch: Watch | None = None) -> None:
        self.index = index
        self.setting = setting
        self.late = (watch or Watch()).late
        self.candidates = Candidates(index, setting)

    def document(self, wish: Wish, random: Random) -> Answers | None:
        """Answers that the form accepts and that fulfil the wish, or None when no repair helped."""
        return self.mended(self.draft(wish, random), wish.pinned(), random)

    def draft(self, wish: Wish, random: Random) -> Answers:
        """Answers page by page, as somebody would give them who looks neither left nor right."""
        form = self.index.form
        made: Answers = {}
        view = View(form, made, self.setting.today)
        for section in form.sections:
            if not view.holds(section.show_when, section.key):
                continue
            offered = carried(form, made, self.setting.today, self.setting.places).get(section.key, {})
            values: Values = {}
            made[section.key] = values
            for asked in section.fields:
                if not view.holds(asked.show_when, section.key):
                    continue
                spot = self.index.by_key[f"{section.key}.{asked.key}"]
                value = self._one(spot, view, wish, Sampling(random, self.setting, values), offered.get(asked.key))
                if value is not None:
                    values[asked.key] = value
        return settle(form, made, self.setting.today)

    def _one(
        self, spot: Spot, view: View, wish: Wish, dice: Sampling, offered: JsonValue | None, row: RowAt | None = None
    ) -> JsonValue | None:
        asked = spot.field
        if spot.worked_out:
            return view.derived(spot.section, asked, row)
        if spot.key in wish.absent:
            return None
        if spot.key in wish.fixed:
            return wish.fixed[spot.key]
        if asked.fields:
            return self._rows(spot, view, wish, dice) if self._answers(spot, view, wish, dice, row) else None
        if wanted := wish.wanted.get(spot.key):
            return dice.random.choice(wanted)
        if offered is not None:
            return offered
        return self.sample(spot, dice) if self._answers(spot, view, wish, dice, row) else None

    def _answers(self, spot: Spot, view: View, wish: Wish, dice: Sampling, row: RowAt | None) -> bool:
        asked = spot.field
        if asked.kind == "group" or spot.key in wish.counts or view.required(spot.section, asked, row):
            return True
        return dice.random.random() < wish.eager

    def sample(self, spot: Spot, dice: Sampling) -> JsonValue | None:
        """One lifelike answer."""
        asked = spot.field
        if asked.sample.values and not choices(spot):
            return dice.random.choice(asked.sample.values)
        value: JsonValue = asked.of_kind.sample(asked, dice)
        return value

    def _rows(self, spot: Spot, view: View, wish: Wish, dice: Sampling) -> JsonValue | None:
        asked, kind = spot.field, nested(spot.field)
        count = 1
        if isinstance(asked.options, RowsOptions) and isinstance(kind, Rows):
            least = kind.least(asked, required=True)
            count = wish.counts.get(spot.key) or dice.random.randint(least, min(asked.most, least + FEW))
        later = replace(wish, fixed={}, absent=set())
        made = [self._row(spot.section, asked, view, later if number else wish, dice) for number in range(count)]
        if count > FEW + 1:
            distinct(asked, made)
        return kind.stored([row for row in made if row])

    def _row(self, section: Section, outer: Field, view: View, wish: Wish, dice: Sampling) -> Values:
        item: Values = {}
        at = RowAt(outer.key, item)
        for asked in outer.fields:
            if view.holds(asked.show_when, section.key, at):
                spot = self.index.by_key[f"{section.key}.{outer.key}.{asked.key}"]
                given = asked.prefill.value if asked.prefill and dice.random.random() < 0.5 else None
                value = self._one(spot, view, wish, Sampling(dice.random, dice.setting, item), given, at)
                if value is not None:
                    item[asked.key] = value
        return item

    def mended(self, answers: Answers, pinned: Collection[str], random: Random) -> Answers | None:
        """The answers after repairs where the form finds fault; None when it still does. Pinned ones stay."""
        form, today, places = self.index.form, self.setting.today, self.setting.places
        found = settle(form, answers, today)
        wrong = engine.problems(form, found, today, places)
        for _try in range(MOST_REPAIRS):
            if not wrong:
                return found
            if self.late():
                return None
            better = self._repaired(found, wrong, pinned, random)
            if better is None:
                return None
            found, wrong = better
        return None if wrong else found

    def _repaired(
        self, answers: Answers, wrong: list[engine.Problem], pinned: Collection[str], random: Random
    ) -> tuple[Answers, list[engine.Problem]] | None:
        """One answer changed for the better; now and then just changed, so as not to go round in circles."""
        problem = wrong[0]
        places = [place for place in self.suspects(problem) if place[0].key not in pinned]
        tried: list[tuple[Answers, list[engine.Problem]]] = []
        for spot, row in places:
            values = self.candidates.values(spot, answers, random, row)
            for value in values[: 1 if self.late() else MOST_TRIED]:
                changed = settle(self.index.form, put(answers, spot, value, row), self.setting.today)
                left = engine.problems(self.index.form, changed, self.setting.today, self.setting.places)
                if len(left) < len(wrong):
                    return changed, left
                tried.append((changed, left))
        if not tried:
            return None
        return random.choice(sorted(tried, key=lambda one: len(one[1]))[:3])

    def suspects(self, problem: engine.Problem) -> list[tuple[Spot, int]]:
        """The question a problem stands at, then what else its check reads."""
        key = ".".join(filter(None, (problem.section, problem.field, problem.sub)))
        spot = self.index.by_key.get(key)
        if spot is None:
            return []
        found = [(spot, problem.row or 0)]
        if isinstance(spot.field.required, str) and spot.field.required:
            rows = spot.within.key if spot.within else ""
            read = self.candidates.read(spot.field.required, spot.section.key, rows)
            found += [(one, problem.row or 0) for one in read]
        for check in self.index.form.checks:
            if check.at == key and problem.message.endswith(check.message):
                found += [(one, problem.row or 0) for one in self.candidates.read_by(check)]
        return list(dict.fromkeys(found))


def distinct(outer: Field, rows: list[Values]) -> None:
    """Many rows are many persons or things: no name or text twice."""
    for asked in outer.fields:
        if asked.kind not in ("person_name", "text"):
            continue
        seen: set[JsonValue] = set()
        for number, row in enumerate(rows):
            name = row.get(asked.key)
            if isinstance(name, str) and name in seen:
                row[asked.key] = f"{name} {SYLLABLES[number // len(SYLLABLES)]} {SYLLABLES[number % len(SYLLABLES)]}"
            seen.add(row.get(asked.key))


def put(answers: Answers, spot: Spot, value: JsonValue | None, row: int = 0) -> Answers:
    """The answers with one changed; None takes it away. In rows that of row number `row`."""
    section, outer = spot.section.key, spot.within
    values = dict(answers.get(section, {}))
    if outer is None:
        values = _with(values, spot.field.key, value)
    else:
        rows = [dict(one) for one in nested(outer).rows_of(values.get(outer.key))] or [{}]
        number = min(row, len(rows) - 1)
        rows[number] = _with(rows[number], spot.field.key, value)
        kept = nested(outer).stored([one for one in rows if one])
        values = _with(values, outer.key, kept)
    return {**answers, section: values}


def _with(values: Values, key: str, value: JsonValue | None) -> Values:
    left = {name: given for name, given in values.items() if name != key}
    return left if value is None else {**left, key: value}
