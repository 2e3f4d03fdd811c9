"""One definition at work: read a page, judge a document, print it, fill it, ask it a rule."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _
from pydantic import JsonValue

from motcua.forms import rules
from motcua.forms.answers import Answers, View, settle, visible_fields
from motcua.forms.kinds.base import Circumstances, Invalid, Places
from motcua.forms.prefill import prefilled, typed
from motcua.forms.reading import Posted, Problem, Reading, read_section
from motcua.forms.schema import Field, FormDefinition, Section
from motcua.kit.clock import now

__all__ = [
    "Answers",
    "Posted",
    "Problem",
    "Reading",
    "Review",
    "Row",
    "check_rule",
    "complete",
    "facts",
    "holds",
    "prefilled",
    "printed",
    "problems",
    "read_section",
    "review",
    "settled",
    "typed",
    "view",
    "visible_sections",
]

MAX_DOCUMENT = 200 * 1024
_Given = Mapping[str, Mapping[str, JsonValue]]


def _today(today: date | None) -> date:
    return today or now().date()


def settled(form: FormDefinition, answers: _Given, today: date | None = None) -> Answers:
    """The answers to store: without anything hidden, with what the form derives."""
    return settle(form, answers, _today(today))


def view(form: FormDefinition, answers: _Given, today: date | None = None) -> View:
    """The answers settled once, for whoever asks several things of them."""
    return View.settled(form, answers, _today(today))


def visible_sections(form: FormDefinition, answers: _Given, today: date | None = None) -> list[Section]:
    """The pages this citizen fills, in order."""
    return view(form, answers, today).sections()


def holds(form: FormDefinition, rule: str, answers: _Given, today: date | None = None) -> bool:
    """Whether a rule over `section.field` is true for these answers: for components, fees and routes."""
    return view(form, answers, today).holds(rule)


def check_rule(form: FormDefinition, rule: str) -> None:
    """Prove a rule written outside the form. Raises rules.RuleError on unknown names or wrong types."""
    if rule and rules.check(rules.parse(rule), form.type_of) != "boolean":
        raise rules.RuleError("a rule must be true or false")


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
    seen = seen or view(form, answers, today)
    setting = Circumstances(seen.today, places)
    for section in form.sections:
        if seen.holds(section.show_when, section.key):
            for field in visible_fields(section, seen):
                found += _of_field(section, field, seen.values(section.key), seen, setting)
    broken = {(problem.section, problem.field) for problem in found}
    for check in form.checks:
        section_key, field_key = check.at.split(".")
        if (section_key, field_key) not in broken and seen.violated(check.rule, section_key):
            target = form.by_key[section_key].by_key[field_key]
            found.append(Problem.of(section_key, target, _(check.message)))
    return found


def complete(
    form: FormDefinition,
    section_key: str,
    answers: _Given,
    today: date | None = None,
    places: Places | None = None,
) -> bool:
    """Whether one page needs nothing more: its status in the task list."""
    return not any(problem.section == section_key for problem in problems(form, answers, today, places))


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
        for field_key in values.keys() - section.by_key.keys():
            yield Problem(section_key, field_key, _("Tờ khai có mục lạ, không nộp được. Hãy tải lại trang."), "")


def _of_field(
    section: Section, field: Field, values: Mapping[str, JsonValue], view: View, setting: Circumstances
) -> Iterable[Problem]:
    value = values.get(field.key)
    if value is None:
        if not field.derive and view.required(section, field):
            yield Problem.missing(section.key, field)
        return
    try:
        field.of_kind.check(field, value, setting)
    except Invalid as error:
        yield Problem.of(section.key, field, error.message, error.part)


class Row(NamedTuple):
    """One answer on the check page."""

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
    kept = settle(form, answers, _today(today))
    pages = []
    for section in form.sections:
        rows = []
        for field in section.fields:
            value = kept.get(section.key, {}).get(field.key)
            if value is not None:
                try:
                    text = field.of_kind.shown(field, value, places)
                except Invalid:
                    text = _("Chưa đọc được. Hãy ghi lại.")
                rows.append(Row(field.key, _(field.label), text, field.sensitive))
        if rows:
            pages.append(Review(section.key, _(section.title), rows))
    return pages


def printed(
    form: FormDefinition, answers: _Given, places: Places | None = None
) -> list[tuple[str, list[tuple[str, str]]]]:
    """The answers for paper: [(page title, [(label, text)])]."""
    pages = review(form, answers, places)
    return [(page.title, [(row.label, row.text) for row in page.rows]) for page in pages]


def facts(form: FormDefinition, answers: _Given, today: date | None = None) -> dict[str, str]:
    """Answers in words for messages and results: "child.full_name", parts as "child.birth_date.words"."""
    found: dict[str, str] = {}
    for section_key, values in settle(form, answers, _today(today)).items():
        for field_key, value in values.items():
            field = form.by_key[section_key].by_key[field_key]
            try:
                told = field.of_kind.facts(field, value)
            except Invalid:
                continue
            for part, text in told.items():
                found[f"{section_key}.{field_key}" + (f".{part}" if part else "")] = text
    return found
