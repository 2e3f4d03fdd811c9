"""Lifelike answers for a form: for tests, the demonstration and measurements. No real person is in here."""

from collections.abc import Mapping
from datetime import date
from random import Random

from pydantic import JsonValue

from motcua.forms import engine
from motcua.forms.answers import Answers, Values, View, settle
from motcua.forms.kinds.base import Circumstances, Places, Sampling
from motcua.forms.prefill import carried
from motcua.forms.reading import SHOWN
from motcua.forms.schema import Field, FormDefinition
from motcua.kit.clock import now

TRIES = 60
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
            value = kept if kept is not None else _one(view, section.key, field, dice)
            if value is not None:
                values[field.key] = value
    return settle(form, made, setting.today)


def _one(view: View, section: str, field: Field, dice: Sampling) -> JsonValue | None:
    if field.derive:
        return next((case.value for case in field.derive if view.holds(case.when, section)), None)
    if field.sample.skip:
        return None
    if field.sample.values:
        return dice.random.choice(field.sample.values)
    optional = not field.required or isinstance(field.required, str)
    if optional and dice.random.random() < 0.3 and field.key not in LIKELY:
        return None
    value: JsonValue = field.of_kind.sample(field, dice)
    return value


def posted(form: FormDefinition, section: str, answers: Mapping[str, Mapping[str, JsonValue]]) -> dict[str, str]:
    """What a browser would post for one page with these answers: input name → value, without blanks."""
    filled = {name: text for name, text in engine.typed(form, section, answers).items() if text}
    day = now().date()
    view = View(form, settle(form, answers, day), day)
    fields = [f for f in form.by_key[section].fields if not f.derive and view.holds(f.show_when, section)]
    return {**filled, SHOWN: " ".join(field.key for field in fields)}
