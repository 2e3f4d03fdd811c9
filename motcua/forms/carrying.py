"""Answers taken from one version of a form to another: what fits goes over as it is, the rest is named, not dropped."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from pydantic import JsonValue

from motcua.forms import engine
from motcua.forms.answers import Answers, nested
from motcua.forms.kinds._nested import answered
from motcua.forms.kinds.base import Circumstances, Invalid, Places
from motcua.forms.schema import Field, FormDefinition
from motcua.forms.telling import text_of, told
from motcua.kit.clock import now


@dataclass(frozen=True, slots=True)
class Left:
    """One answer that the other form does not ask for, or asks for otherwise, in words."""

    section: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Carried:
    """`answers` fit the new form; `left` is everything that does not, so that nobody loses what they typed."""

    answers: Answers
    left: tuple[Left, ...]


def carry(
    old: FormDefinition,
    new: FormDefinition,
    answers: Mapping[str, Mapping[str, JsonValue]],
    today: date | None = None,
    places: Places | None = None,
) -> Carried:
    """What of `answers`, given to `old`, can be kept in `new`. An answer that is wrong in both goes over as well."""
    setting = Circumstances(today or now().date(), places)
    fitting: Answers = {}
    for section_key, values in answers.items():
        for field_key, value in values.items():
            before, after = old.field(section_key, field_key), new.field(section_key, field_key)
            if after is not None and (before == after or _fits(after, value, setting)):
                fitting.setdefault(section_key, {})[field_key] = value
    kept = engine.settled(new, fitting, setting.today)
    return Carried(kept, tuple(_left(old, answers, kept, setting)))


def _fits(field: Field, value: JsonValue, setting: Circumstances) -> bool:
    if field.worked_out:
        return False
    try:
        field.of_kind.check(field, value, setting)
    except Invalid:
        return False
    return True


def _left(
    old: FormDefinition, answers: Mapping[str, Mapping[str, JsonValue]], kept: Answers, setting: Circumstances
) -> list[Left]:
    found = []
    for page in engine.review(old, answers, setting.places, setting.today):
        for row in page.rows:
            field = old.field(page.key, row.key)
            worked_out = field is not None and field.worked_out
            if not worked_out and row.key not in kept.get(page.key, {}):
                found.append(Left(page.title, _(row.label), row.text))
        for key, value in kept.get(page.key, {}).items():
            outer = old.field(page.key, key)
            if outer is not None and outer.fields:
                found += _left_in_rows(page.title, outer, answers[page.key].get(key), value, setting)
    return found


def _left_in_rows(title: str, outer: Field, before: JsonValue, kept: JsonValue, setting: Circumstances) -> list[Left]:
    """The answers inside rows that the other form hides; an answer counts as kept wherever it still stands."""
    still = [row.text for row in told(outer, kept, setting.places)]
    found = []
    for number, row in enumerate(nested(outer).rows_of(before)):
        for asked, given in answered(outer, row):
            text = text_of(asked, given, setting.places)
            if text in still:
                still.remove(text)
            elif not asked.worked_out:
                found.append(Left(title, f"{nested(outer).title(outer, number)} – {_(asked.label)}", text))
    return found
