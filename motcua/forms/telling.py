"""Answers in words: for the check page, for paper, for messages and results."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _
from pydantic import JsonValue

from motcua.forms.answers import nested, settle
from motcua.forms.kinds._nested import answered
from motcua.forms.kinds.base import Invalid, Places
from motcua.forms.schema import Field, FormDefinition
from motcua.kit.clock import now

_Given = Mapping[str, Mapping[str, JsonValue]]


class Row(NamedTuple):
    """One answer on the check page. Answers inside rows have the key of the question they belong to."""

    key: str
    label: str
    text: str
    sensitive: bool


@dataclass(frozen=True, slots=True)
class Review:
    """One page on the check page: its key leads the "Sửa" link."""

    key: str
    title: str
    rows: list[Row]


def review(
    form: FormDefinition, answers: _Given, places: Places | None = None, today: date | None = None
) -> list[Review]:
    """Every answer in words, page by page, in the order of the form, without what is hidden or empty."""
    kept = settle(form, answers, today or now().date())
    pages = []
    for section in form.sections:
        values = kept.get(section.key, {})
        rows = [
            row
            for field in section.fields
            if (value := values.get(field.key)) is not None
            for row in told(field, value, places)
        ]
        if rows:
            pages.append(Review(section.key, _(section.title), rows))
    return pages


def told(field: Field, value: JsonValue, places: Places | None = None) -> Iterator[Row]:
    """One answer in words; of rows, every answer with its row: "Người 2 – Họ và tên"."""
    if not field.fields:
        yield Row(field.key, _(field.label), text_of(field, value, places), field.sensitive)
        return
    kind = nested(field)
    for number, row in enumerate(kind.rows_of(value)):
        for asked, given in answered(field, row):
            label = f"{kind.title(field, number)} – {_(asked.label)}"
            yield Row(field.key, label, text_of(asked, given, places), field.sensitive or asked.sensitive)


def text_of(field: Field, value: JsonValue, places: Places | None) -> str:
    """One answer in words; one that cannot be read says so."""
    try:
        return field.of_kind.shown(field, value, places)
    except Invalid:
        return _("Chưa đọc được. Hãy ghi lại.")


def printed(
    form: FormDefinition, answers: _Given, places: Places | None = None
) -> list[tuple[str, list[tuple[str, str]]]]:
    """The answers for paper: [(page title, [(label, text)])]."""
    pages = review(form, answers, places)
    return [(page.title, [(row.label, row.text) for row in page.rows]) for page in pages]


def facts(form: FormDefinition, answers: _Given, today: date | None = None) -> dict[str, str]:
    """Answers in words for messages and results: "child.full_name", parts as "child.birth_date.words".

    Rows are numbered from 1: "household.members.2.full_name"; "household.members.count" tells how many there are.
    """
    found: dict[str, str] = {}
    for section_key, values in settle(form, answers, today or now().date()).items():
        for field_key, value in values.items():
            field = form.by_key[section_key].by_key[field_key]
            try:
                told = field.of_kind.facts(field, value)
            except Invalid:
                continue
            for part, text in told.items():
                found[f"{section_key}.{field_key}" + (f".{part}" if part else "")] = text
    return found
