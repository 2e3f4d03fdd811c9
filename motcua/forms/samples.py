"""Lifelike answers for a form: for tests, the demonstration and measurements. No real person is in here."""

from collections.abc import Mapping
from datetime import date
from random import Random

from pydantic import JsonValue

from motcua.forms import engine
from motcua.forms.answers import Answers, RowAt, Values, View, nested, settle, visible_fields, visible_in_row
from motcua.forms.kinds.base import Circumstances, Places, Sampling
from motcua.forms.kinds.rows import Rows
from motcua.forms.nested import first_answer, row_marker
from motcua.forms.prefill import carried
from motcua.forms.reading import SHOWN
from motcua.forms.schema import Field, FormDefinition, Section
from motcua.kit.clock import now

TRIES = 60
FEW = 2
"""Rows beyond the least that a sample may have."""
LIKELY = {"birth_date", "personal_id"}
"""Optional answers that nearly everyone gives."""


def answers(
    form: FormDefinition,
    seed: int,
    *,
    today: date | None = None,
    places: Places | None = None,
    fixed: Mapping[str, Mapping[str, JsonValue]] | None = None,
) -> Answers:
    """A whole document that the form accepts; the same seed gives the same answers on the same day.

    `fixed` holds answers that must be kept. Raises ValueError when no try is accepted: the form contradicts
    itself, or `fixed` contradicts the form.
    """
    day = today or now().date()
    setting = Circumstances(day, places)
    wrong: list[engine.Problem] = []
    for attempt in range(TRIES):
        # Repeatable on purpose, so not a generator for secrets.
        made = _attempt(form, Random(f"{form.key}-{seed}-{attempt}"), setting, fixed or {})  # noqa: S311
        wrong = engine.problems(form, made, day, places)
        if not wrong:
            return made
    raise ValueError(f"no sample of {form.key} is accepted: {wrong[:3]}")


def _attempt(
    form: FormDefinition,
    random: Random,
    setting: Circumstances,
    fixed: Mapping[str, Mapping[str, JsonValue]],
) -> Answers:
    made: Answers = {}
    view = View(form, made, setting.today)
    for section in form.sections:
        if not view.holds(section.show_when, section.key):
            continue
        offered = carried(form, made, setting.today, setting.places).get(section.key, {})
        values: Values = {}
        made[section.key] = values
        dice = Sampling(random, setting, values)
        for field in section.fields:
            if not view.holds(field.show_when, section.key):
                continue
            kept = fixed.get(section.key, {}).get(field.key)
            kept = offered.get(field.key) if kept is None else kept
            value = kept if kept is not None else _one(view, section, field, dice)
            if field.fields and kept is not None:
                value = _completed(view, section, field, dice, kept)
            if value is not None:
                values[field.key] = value
    return settle(form, made, setting.today)


def _one(view: View, section: Section, field: Field, dice: Sampling, row: RowAt | None = None) -> JsonValue | None:
    if field.worked_out:
        return view.derived(section, field, row)
    if field.sample.skip:
        return None
    if field.sample.values:
        return dice.random.choice(field.sample.values)
    if not view.required(section, field, row) and dice.random.random() < 0.3 and field.key not in LIKELY:
        return None
    if field.fields:
        return _rows(view, section, field, dice)
    value: JsonValue = field.of_kind.sample(field, dice)
    return value


def _rows(view: View, section: Section, field: Field, dice: Sampling) -> JsonValue | None:
    """Some rows: mostly few, since people have few."""
    kind = nested(field)
    least = kind.least(field, required=True) if isinstance(kind, Rows) else 1
    count = dice.random.randint(least, min(field.most, least + FEW))
    return kind.stored([row for _row in range(count) if (row := _row_of(view, section, field, dice))])


def _completed(view: View, section: Section, field: Field, dice: Sampling, kept: JsonValue) -> JsonValue | None:
    """Rows that are given, with the answers they lack."""
    rows = nested(field).rows_of(kept)
    return nested(field).stored([_row_of(view, section, field, dice, row) for row in rows])


def _row_of(
    view: View, section: Section, field: Field, dice: Sampling, kept: Mapping[str, JsonValue] | None = None
) -> Values:
    item: Values = {}
    at = RowAt(field.key, item)
    for asked in field.fields:
        if view.holds(asked.show_when, section.key, at):
            value = (kept or {}).get(asked.key) or _usual(view, section, asked, dice)
            if value is None:
                value = _one(view, section, asked, Sampling(dice.random, dice.setting, item), at)
            if value is not None:
                item[asked.key] = value
    return item


def _usual(view: View, section: Section, asked: Field, dice: Sampling) -> JsonValue | None:
    """What a new row is filled with before anybody types; half the people keep it."""
    if not asked.prefill or dice.random.random() < 0.5:
        return None
    return first_answer(section, asked, view, dice.setting)


def posted(form: FormDefinition, section: str, answers: Mapping[str, Mapping[str, JsonValue]]) -> dict[str, str]:
    """What a browser would post for one page with these answers: input name → value, without blanks."""
    filled = {name: text for name, text in engine.typed(form, section, answers).items() if text}
    day = now().date()
    view = View(form, settle(form, answers, day), day)
    page = form.by_key[section]
    asked = [f for f in visible_fields(page, view) if not f.worked_out]
    for field in asked:
        if field.fields:
            filled.update(_markers(page, field, view))
    return {**filled, SHOWN: " ".join(field.key for field in asked)}


def _markers(page: Section, field: Field, view: View) -> dict[str, str]:
    """What the page notes of its rows: which questions each of them showed that others may not show."""
    noted = {}
    for number, item in enumerate(nested(field).rows_of(view.values(page.key).get(field.key)) or [{}]):
        shown = visible_in_row(page, field, item, view)
        noted[row_marker(field, number)] = " ".join(asked.key for asked in shown if asked.show_when)
    return noted
