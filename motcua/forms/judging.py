"""Everything wrong with a whole document, wherever it came from: no value in it is trusted."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from pydantic import JsonValue

from motcua.forms.answers import RowAt, View, nested, visible_fields, visible_in_row
from motcua.forms.kinds.base import Circumstances, Invalid, Places
from motcua.forms.kinds.rows import ADD, Rows
from motcua.forms.problem import Problem, missing
from motcua.forms.schema import Check, Field, FormDefinition, Section
from motcua.kit.clock import now

MAX_DOCUMENT = 200 * 1024
"""Bytes of a whole declaration as JSON."""
_Given = Mapping[str, Mapping[str, JsonValue]]
_Spot = tuple[str, str, int | None, str]
_AS_STORED: Mapping[str, Sequence[int]] = {}


def problems(
    form: FormDefinition,
    answers: _Given,
    today: date | None = None,
    places: Places | None = None,
    seen: View | None = None,
) -> list[Problem]:
    """Everything wrong with a whole document: unknown names, bad values, missing answers, broken checks.

    `seen` is the view of the same answers, from whoever has settled them already.
    """
    found = list(_misshapen(form, answers))
    if found:
        return found
    seen = seen or View.settled(form, answers, today or now().date())
    setting = Circumstances(seen.today, places)
    for section in form.sections:
        if seen.holds(section.show_when, section.key):
            for field in visible_fields(section, seen):
                judge = _of_rows if field.fields else _of_field
                found += judge(section, field, seen.values(section.key).get(field.key), seen, setting)
    wrong: set[_Spot] = {(one.section, one.field, one.row, one.sub) for one in found}
    for check in form.checks:
        found += broken(form, check, seen, wrong)
    return found


def broken(
    form: FormDefinition, check: Check, seen: View, wrong: set[_Spot], shown: Mapping[str, Sequence[int]] = _AS_STORED
) -> Iterator[Problem]:
    """Where a check is not kept, in every row it is made for; what is wrong already is not told twice.

    `shown` tells the number each row has on the page, where it differs: blank rows are not stored. A check goes with
    the question it stands at: hidden with it.
    """
    section, key, sub = check.place
    page = form.by_key[section]
    field = page.by_key[key]
    if not (seen.holds(page.show_when, section) and seen.holds(field.show_when, section)):
        return
    if not sub:
        if (section, key, None, "") not in wrong and seen.violated(check.rule, section):
            yield Problem.of(section, field, _(check.message))
        return
    asked = field.by_key[sub]
    rows = nested(field).rows_of(seen.values(section).get(key))
    for number, item in zip(shown.get(key, range(len(rows))), rows, strict=True):
        row = RowAt(key, item)
        if (section, key, number, sub) in wrong or not seen.holds(asked.show_when, section, row):
            continue
        if seen.violated(check.rule, section, row):
            yield Problem.in_row(section, field, number, asked, _(check.message))


def _misshapen(form: FormDefinition, answers: _Given) -> Iterable[Problem]:
    try:
        size = len(json.dumps(answers, ensure_ascii=False).encode())
    except (TypeError, ValueError, RecursionError):
        size = MAX_DOCUMENT + 1
    if not isinstance(answers, Mapping) or size > MAX_DOCUMENT:
        yield Problem("", "", _("Tờ khai dài quá hoặc sai dạng. Hãy ghi ngắn lại."), "")
        return
    for section_key, values in answers.items():
        section = form.by_key.get(section_key)
        if section is None or not isinstance(values, Mapping):
            yield Problem(section_key, "", _("Tờ khai có phần lạ, không nộp được. Hãy tải lại trang."), "")
            continue
        for field_key, value in values.items():
            field = section.by_key.get(field_key)
            if field is None:
                yield Problem(section_key, field_key, _("Tờ khai có mục lạ, không nộp được. Hãy tải lại trang."), "")
            elif field.fields and value is not None:
                try:
                    nested(field).shape(field, value)
                except Invalid as error:
                    yield Problem.of(section_key, field, error.message, error.part)


def _of_field(
    section: Section, field: Field, value: JsonValue | None, view: View, setting: Circumstances
) -> Iterable[Problem]:
    if value is None:
        if not field.worked_out and view.required(section, field):
            yield Problem.missing(section, field, view)
        return
    if error := misfit(field, value, setting):
        yield Problem.of(section.key, field, error.message, error.part)


def misfit(field: Field, value: JsonValue, setting: Circumstances) -> Invalid | None:
    """What is wrong with a stored answer; of what the form worked out itself, only that the others lead too far."""
    try:
        field.of_kind.check(field, value, setting)
    except Invalid as error:
        return Invalid(_("Kết quả tự tính vượt mức cho phép. Hãy xem lại các mục đã ghi.")) if field.compute else error
    return None


def _of_rows(
    section: Section, field: Field, value: JsonValue | None, view: View, setting: Circumstances
) -> Iterable[Problem]:
    """Every row of a repeating group, or the one of a group, which is asked even when it is empty."""
    kind = nested(field)
    rows = kind.rows_of(value)
    required = view.required(section, field)
    if isinstance(kind, Rows):
        least = kind.least(field, required=required or bool(rows))
        if len(rows) < least:
            yield Problem.of(section.key, field, kind.too_few(field, least), ADD)
    else:
        if required and not rows:
            yield Problem.missing(section, field, view)
            return
        rows = rows or [{}]
    for number, item in enumerate(rows):
        for asked in visible_in_row(section, field, item, view):
            given = item.get(asked.key)
            if given is None:
                row = RowAt(field.key, item)
                if not asked.worked_out and view.required(section, asked, row):
                    yield Problem.in_row(section.key, field, number, asked, missing(section, asked, view, row))
                continue
            if error := misfit(asked, given, setting):
                yield Problem.in_row(section.key, field, number, asked, error.message, error.part)
