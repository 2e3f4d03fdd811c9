"""First answers: what is already known is offered, never asked again, and can always be corrected."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from pydantic import JsonValue

from motcua.forms.answers import Answers, RowAt, Values, View, begun, nested, settle
from motcua.forms.kinds._nested import placed_answers
from motcua.forms.kinds.base import Circumstances, Invalid, Places
from motcua.forms.kinds.rows import COUNT
from motcua.forms.nested import first_answer
from motcua.forms.schema import Field, FormDefinition, Section
from motcua.kit.clock import now

_Given = Mapping[str, Mapping[str, JsonValue]]


def prefilled(
    form: FormDefinition,
    account: Mapping[str, object],
    answers: _Given | None = None,
    today: date | None = None,
    places: Places | None = None,
    subject: Mapping[str, object] | None = None,
) -> Answers:
    """What the account (`account.full_name`…) can answer of what is visible and not answered yet, to be stored.

    `subject`: the same about the person whom the form is about (`FormDefinition.subject`), when that is another.
    """
    return _gather(form, answers or {}, account, Circumstances(today or now().date(), places), subject or {})


def carried(form: FormDefinition, answers: _Given, today: date | None = None, places: Places | None = None) -> Answers:
    """What earlier pages and the form's usual values can answer of what is visible and not answered yet.

    Not to be stored before the citizen has seen the page: `typed` puts it there.
    """
    return _gather(form, answers, None, Circumstances(today or now().date(), places))


def _gather(
    form: FormDefinition, answers: _Given, account: Mapping[str, object] | None, setting: Circumstances,
    subject: Mapping[str, object] = MappingProxyType({}),
) -> Answers:  # fmt: skip
    known = settle(form, answers, setting.today)
    view = View(form, known, setting.today)
    offered: Answers = {}
    for section in form.sections:
        if not view.holds(section.show_when, section.key):
            continue
        for field in section.fields:
            about = subject.get(field.key) if section.key == form.subject else None
            if not (_may_offer(field) or about) or known.get(section.key, {}).get(field.key) is not None:
                continue
            if view.holds(field.show_when, section.key):
                value = _offer_group(section, field, account, known, setting, view) if field.kind == "group" else None
                if about:
                    value = field.of_kind.adopt(field, about, setting)
                value = value or _offer(section, field, account, known, setting, view)
                if value is not None:
                    offered.setdefault(section.key, {})[field.key] = value
                    known.setdefault(section.key, {})[field.key] = value
    return offered


def _may_offer(field: Field) -> bool:
    return bool(field.prefill) or (field.kind == "group" and any(asked.prefill for asked in field.fields))


def _offer_group(
    section: Section, field: Field, account: Mapping[str, object] | None, known: _Given, setting: Circumstances,
    view: View,
) -> JsonValue | None:  # fmt: skip
    """What can be offered of the questions in a group. New rows ask `nested.first_inputs` instead."""
    item: Values = {}
    row = RowAt(field.key, item)
    for asked in field.fields:
        if asked.prefill and view.holds(asked.show_when, section.key, row):
            value = _offer(section, asked, account, known, setting, view, row)
            if value is not None:
                item[asked.key] = value
    return nested(field).stored([item]) if item else None


def _offer(
    section: Section, field: Field, account: Mapping[str, object] | None, known: _Given, setting: Circumstances,
    view: View, row: RowAt | None = None,
) -> JsonValue | None:  # fmt: skip
    given = field.prefill
    if given is None or given.source.startswith("account.") is (account is None):
        return None
    if not view.holds(given.when, section.key, row):
        return None
    origin, _dot, key = given.source.partition(".")
    source = account.get(key) if account is not None else known.get(origin, {}).get(key)
    value: JsonValue | None = field.of_kind.adopt(field, source, setting) if origin else given.value
    return _with_usual(section, field, value, view, setting) if field.kind == "rows" and value is not None else value


def _with_usual(section: Section, field: Field, value: JsonValue, view: View, setting: Circumstances) -> JsonValue:
    """Rows taken over, with what a new row starts with where they say nothing."""
    usual = {asked.key: first_answer(section, asked, view, setting) for asked in field.fields}
    first = {key: answer for key, answer in usual.items() if answer is not None}
    return [{**first, **row} for row in nested(field).rows_of(value)]


def typed(form: FormDefinition, section_key: str, answers: _Given) -> dict[str, str]:
    """The HTML inputs of one page, filled from stored answers; a value that cannot be shown is left out.

    A page that nobody answered yet starts with what earlier pages and the form itself can offer.
    """
    section = form.by_key[section_key]
    values = answers.get(section_key, {})
    if not begun(section, values):
        values = carried(form, answers).get(section_key, {})
    filled: dict[str, str] = {}
    for field in section.fields:
        value = values.get(field.key)
        if value is None or field.worked_out:
            continue
        if field.kind == "rows":
            filled[field.key + COUNT] = str(len(nested(field).rows_of(value)[: field.most]))
        for asked, given in _shown_answers(field, value):
            try:
                parts = asked.of_kind.typed(asked, given)
            except Invalid:
                continue
            filled.update({asked.key + suffix: text for suffix, text in parts.items()})
    return filled


def _shown_answers(field: Field, value: JsonValue) -> Iterator[tuple[Field, JsonValue]]:
    """The questions with inputs of their own and their answers: one, or those of every row."""
    if not field.fields:
        yield field, value
        return
    for number, row in enumerate(nested(field).rows_of(value)[: field.most]):
        for asked, given in placed_answers(field, number, row):
            if not asked.worked_out:
                yield asked, given
