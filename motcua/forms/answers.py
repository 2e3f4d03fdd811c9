"""Answers and the rules that read them: what is visible, required, or worked out by the form itself."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from pydantic import JsonValue

from motcua.forms.kinds._nested import Nested
from motcua.forms.naming import Reference
from motcua.forms.rules import Scope
from motcua.forms.rules.compiling import MAX_STEPS
from motcua.forms.schema import Field, FormDefinition, Section

Values = dict[str, JsonValue]
Answers = dict[str, Values]
"""{section key: {field key: canonical value}}; what is hidden or unanswered is not there."""


class RowAt(NamedTuple):
    """The row a rule stands in: of which question, and its answers so far."""

    rows: str
    item: Mapping[str, JsonValue]


class View:
    """A definition seen with some answers on a given day. Answers are only read, never changed."""

    def __init__(self, form: FormDefinition, answers: Mapping[str, Mapping[str, JsonValue]], today: date) -> None:
        self._form = form
        self._answers = answers
        self._scope = Scope(answers, today)

    @classmethod
    def settled(cls, form: FormDefinition, answers: Mapping[str, Mapping[str, JsonValue]], today: date) -> "View":
        """A view of the answers without what is hidden or unknown."""
        return cls(form, settle(form, answers, today), today)

    @property
    def today(self) -> date:
        return self._scope.today

    def values(self, section: str) -> Mapping[str, JsonValue]:
        """The answers of one section; empty when there are none."""
        return self._answers.get(section, {})

    def value(self, rule: str, section: str = "", row: RowAt | None = None) -> object:
        """What a rule comes to; None when it depends on something nobody answered."""
        scope = self._scope
        scope.item, scope.steps = (row.item if row else None), MAX_STEPS
        return self._form.program(rule, section, row.rows if row else "")(scope)

    def holds(self, rule: str, section: str = "", row: RowAt | None = None) -> bool:
        """Whether a rule is known to be true; no rule always is."""
        return not rule or self.value(rule, section, row) is True

    def violated(self, rule: str, section: str = "", row: RowAt | None = None) -> bool:
        """Whether a rule is known to be false."""
        return self.value(rule, section, row) is False

    def required(self, section: Section, field: Field, row: RowAt | None = None) -> bool:
        if isinstance(field.required, bool):
            return field.required
        return bool(field.required) and self.holds(field.required, section.key, row)

    def starred(self, section: Section, field: Field, row: RowAt | None = None) -> bool:
        """Whether the label may carry the star: mandatory whatever else is answered on the same page."""
        if isinstance(field.required, bool) or not field.required:
            return bool(field.required)
        own = any(found.section == section.key for found in self.read_by(field.required, section, row))
        return not own and self.required(section, field, row)

    def read_by(self, rule: str, section: Section, row: RowAt | None = None) -> frozenset[Reference]:
        """The answers a rule depends on."""
        return self._form.reads(rule, section.key, row.rows if row else "")

    def causes(self, section: Section, field: Field, row: RowAt | None = None) -> tuple[list[Field], list[Field]]:
        """The questions because of which this one is mandatory here: those answered, those left empty."""
        answered: list[Field] = []
        empty: list[Field] = []
        rule = field.required if isinstance(field.required, str) else ""
        for found in sorted(self.read_by(rule, section, row)) if rule else ():
            asked = self._form.by_key[found.section].by_key[found.field]
            value = self.values(found.section).get(found.field)
            if found.sub and row is not None and found.field == row.rows:
                asked, value = asked.by_key[found.sub], row.item.get(found.sub)
            if not asked.worked_out and asked is not field:
                (empty if value in (None, [], {}) else answered).append(asked)
        return answered, empty

    def sections(self) -> list[Section]:
        """The sections to fill, in order; a section of which nothing would be asked is left out."""
        return [
            section
            for section in self._form.sections
            if self.holds(section.show_when, section.key)
            and any(not field.worked_out for field in visible_fields(section, self))
        ]

    def derived(self, section: Section, field: Field, row: RowAt | None = None) -> JsonValue | None:
        """What the form works out: the value of the first case that holds, or what `compute` comes to."""
        if field.compute:
            return field.of_kind.of_rule(field, self.value(field.compute, section.key, row))
        return next((case.value for case in field.derive if self.holds(case.when, section.key, row)), None)


def settle(form: FormDefinition, answers: Mapping[str, Mapping[str, JsonValue]], today: date) -> Answers:
    """The answers without what is hidden or unknown, with what the form derives. Hidden means absent.

    Rules of `show_when` only look back, so one pass in the order of the form is enough; so do those of rows.
    """
    settled: Answers = {}
    view = View(form, settled, today)
    for section in form.sections:
        if not view.holds(section.show_when, section.key):
            continue
        given = answers.get(section.key)
        values = given if isinstance(given, Mapping) else {}
        kept: Values = {}
        settled[section.key] = kept
        for field in section.fields:
            if field.show_when and not view.holds(field.show_when, section.key):
                continue
            if field.worked_out:
                value = view.derived(section, field)
            else:
                value = values.get(field.key)
                if field.fields and value is not None:
                    value = _settled_rows(section, field, value, view)
            if value is not None:
                kept[field.key] = value
        if not kept:
            del settled[section.key]
    return settled


def _settled_rows(section: Section, field: Field, value: JsonValue, view: View) -> JsonValue | None:
    """The same for every row, no more of them than there may be; a row that answers nothing goes."""
    kind = nested(field)
    rows = (_settled_row(section, field, row, view) for row in kind.rows_of(value)[: field.most])
    return kind.stored([row for row in rows if row])


def _settled_row(section: Section, field: Field, given: Mapping[str, JsonValue], view: View) -> Values:
    kept: Values = {}
    row, answered = RowAt(field.key, kept), False
    for asked in field.fields:
        if asked.show_when and not view.holds(asked.show_when, section.key, row):
            continue
        value = view.derived(section, asked, row) if asked.worked_out else given.get(asked.key)
        if value is not None:
            kept[asked.key] = value
            answered = answered or not asked.worked_out
    return kept if answered else {}


def nested(field: Field) -> Nested[Any]:
    """The kind of a question that has questions of its own."""
    kind = field.of_kind
    assert isinstance(kind, Nested)
    return kind


def begun(section: Section, values: Mapping[str, JsonValue] | None) -> bool:
    """Whether somebody answered anything of a page; what the form works out itself does not count."""
    return any(key in section.by_key and not section.by_key[key].worked_out for key in values or ())


def visible_fields(section: Section, view: View) -> list[Field]:
    """The fields of a section that are shown with these answers, derived ones included."""
    return [field for field in section.fields if view.holds(field.show_when, section.key)]


def visible_in_row(section: Section, field: Field, item: Mapping[str, JsonValue], view: View) -> list[Field]:
    """The same for one row of `field`."""
    row = RowAt(field.key, item)
    return [asked for asked in field.fields if view.holds(asked.show_when, section.key, row)]
