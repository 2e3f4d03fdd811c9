"""Answers taken from one version of a form to another: what fits goes over as it is, the rest is named, not dropped."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from pydantic import JsonValue

from motcua.forms import engine
from motcua.forms.answers import Answers, nested
from motcua.forms.kinds._nested import answered
from motcua.forms.kinds.base import Circumstances, Invalid, Places
from motcua.forms.schema import Field, FormDefinition, Section
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
            taken = value if before == after else _taken(before, after, value, setting) if after else None
            if after is not None and taken is not None:
                fitting.setdefault(section_key, {})[field_key] = taken
    kept = engine.settled(new, fitting, setting.today)
    return Carried(kept, tuple(_left(old, answers, kept, setting)))


def _taken(before: Field | None, after: Field, value: JsonValue, setting: Circumstances) -> JsonValue | None:
    """The value as it is where it fits; of rows and groups, the answers whose questions are still there."""
    if _fits(after, value, setting):
        return value
    if before is None or before.kind != after.kind or not after.fields or after.worked_out:
        return None
    return nested(after).adopt(after, value, setting)


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


def half_typed(
    old: FormDefinition, new: FormDefinition, typed: Mapping[str, Mapping[str, str]], places: Places | None = None
) -> tuple[dict[str, dict[str, str]], tuple[Left, ...]]:
    """Text of pages that are not finished: what still has its input in `new`, and the rest by question, in words."""
    setting = Circumstances(now().date(), places)
    kept: dict[str, dict[str, str]] = {}
    left: list[Left] = []
    for key, texts in typed.items():
        page, later = old.by_key.get(key), new.by_key.get(key)
        still = {name for _label, field in _placed(later) for name in field.inputs} if later else set()
        gone: set[str] = set()
        for label, field in _placed(page) if page else ():
            if still.issuperset(field.inputs):
                continue
            gone.update(field.inputs)
            text = _said(field, texts, setting)
            if page and text:
                left.append(Left(_(page.title), label, text))
        rest = {name: text for name, text in texts.items() if name not in gone}
        if later and rest:
            kept[key] = rest
    return kept, tuple(left)


def _placed(section: Section) -> Iterator[tuple[str, Field]]:
    """Every question that has inputs, with its label; those of rows once for each row there may be."""
    for field in section.fields:
        if not field.fields:
            yield _(field.label), field
            continue
        for number in range(field.most):
            for asked, placed in zip(field.fields, field.at(number), strict=True):
                yield f"{nested(field).title(field, number)} – {_(asked.label)}", placed


def _said(field: Field, texts: Mapping[str, str], setting: Circumstances) -> str:
    """What was typed for one question: as an answer in words when it is one, else as typed."""
    parts = {suffix: texts.get(field.key + suffix, "") for suffix in field.of_kind.inputs}
    try:
        value = field.of_kind.parse(field, parts, setting)
    except Invalid:
        value = None
    if value is not None:
        return text_of(field, value, setting.places)
    return " ".join(text.strip() for text in parts.values() if text.strip())
