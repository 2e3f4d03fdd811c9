"""What came from one page of the form, read field by field: nothing raises, nothing typed is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from pydantic import JsonValue

from motcua.forms.answers import Answers, Values, View, nested, settle
from motcua.forms.judging import broken, misfit
from motcua.forms.kinds._address import REFRESH
from motcua.forms.kinds.base import Circumstances, Invalid, Places
from motcua.forms.kinds.rows import ADD, COUNT, FOCUS, REMOVE, Rows
from motcua.forms.nested import (
    NEW,
    SHOWN,
    RowInput,
    RowsInput,
    first_inputs,
    least_rows,
    numbers_posted,
    pressed,
    row_marker,
    rows_posted,
)
from motcua.forms.problem import Problem, missing
from motcua.forms.schema import Field, FormDefinition, Section
from motcua.kit.clock import now

__all__ = ["SHOWN", "PageInput", "Place", "Posted", "Problem", "Reading", "locked", "posted_text", "read_section"]

MAX_TYPED = 6000
MAX_PAGE = 250_000
"""Characters kept of one page: more than a whole document may have."""
MAX_SEVERAL = 100
"""Boxes that may be ticked for one question."""

Posted = Mapping[str, str | list[str]]
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """One page as posted.

    `values` are the answers of this page that can be used; `answers` is the whole document with them,
    settled and ready to store, whether or not there are problems (autosave). `typed` is what to show again.
    `done` says whether the citizen may go on.
    """

    values: Values
    problems: tuple[Problem, ...]
    typed: dict[str, str]
    answers: Answers
    needs_more: bool = False
    refreshed: bool = False

    @property
    def done(self) -> bool:
        return not (self.problems or self.needs_more or self.refreshed)


def read_section(
    form: FormDefinition,
    section_key: str,
    data: Posted,
    answers: Mapping[str, Mapping[str, JsonValue]],
    *,
    today: date | None = None,
    places: Places | None = None,
    editable: set[Place] | None = None,
) -> Reading:
    """Read one posted page. Unknown inputs are ignored; with `editable`, other answered fields stay.

    `needs_more`: an answer on this page made further fields appear, so the page is shown again with them.
    `refreshed`: a helper button was pressed (the list of communes, one row more or less): the page is shown again,
    nothing judged.
    """
    section = form.by_key[section_key]
    page = PageInput(form, section, data, answers, Circumstances(today or now().date(), places), editable)
    page.read()
    page.judge()
    refreshed = any(name.endswith(REFRESH) for name in data) or any(pressed(field, data) for field in section.fields)
    return Reading(
        values=page.values,
        problems=() if refreshed else tuple(page.problems),
        typed=page.typed,
        answers=page.whole(),
        needs_more=page.needs_more,
        refreshed=refreshed,
    )


def locked(section: str, field: str, values: Mapping[str, object], editable: set[Place] | None) -> bool:
    """Whether a field may not be changed now: it is answered and nobody asked to correct it."""
    return editable is not None and (section, field) not in editable and field in values


def posted_text(data: Posted, name: str, several: bool = False) -> str:
    """One input as text, bounded; of several the last counts, as in Django, unless `several` keeps them all."""
    given = data.get(name, "")
    if several and isinstance(given, Sequence) and not isinstance(given, str):
        return " ".join(text for text in given[:MAX_SEVERAL] if isinstance(text, str))[:MAX_TYPED]
    text = given if isinstance(given, str) else given[-1] if isinstance(given, Sequence) and given else ""
    return text[:MAX_TYPED] if isinstance(text, str) else ""


class PageInput:
    """One page while it is read: `values` grow question by question, and the rules look at what is there so far."""

    def __init__(
        self,
        form: FormDefinition,
        section: Section,
        data: Posted,
        answers: Mapping[str, Mapping[str, JsonValue]],
        setting: Circumstances,
        editable: set[Place] | None,
    ) -> None:
        self._form, self._section, self._data = form, section, data
        self._setting, self._editable = setting, editable
        given = answers.get(section.key)
        self._before: Mapping[str, JsonValue] = given if isinstance(given, Mapping) else {}
        self._answers: Answers = settle(form, {**answers, section.key: {}}, setting.today)
        self.values: Values = {}
        self._answers[section.key] = self.values
        self.view = View(form, self._answers, setting.today)
        self.typed: dict[str, str] = {}
        self.rows: dict[str, RowsInput] = {}
        self._numbers = numbers_posted(data) if any(field.fields for field in section.fields) else {}
        self._room = MAX_PAGE
        self._wrong: dict[str, Problem] = {}
        self._asked: list[Field] = []
        self._kept: dict[str, list[int]] = {}
        self.problems: list[Problem] = []
        self.needs_more = False

    def read(self) -> None:
        for field in self._section.fields:
            if not self.view.holds(field.show_when, self._section.key):
                continue
            if field.worked_out:
                value = self.view.derived(self._section, field)
            elif locked(self._section.key, field.key, self._before, self._editable):
                value = self._before[field.key]
            else:
                self._asked.append(field)
                value = self._rows(field) if field.fields else self._one(field)
            if value is not None:
                self.values[field.key] = value

    def _one(self, field: Field) -> JsonValue | None:
        try:
            return field.of_kind.parse(field, self._texts(field, field.key), self._setting)
        except Invalid as error:
            self._wrong[field.key] = Problem.of(self._section.key, field, error.message, error.part)
            return None

    def _texts(self, field: Field, name: str) -> dict[str, str]:
        """What was typed into the inputs that begin with `name`; kept under the names the field has now."""
        several = field.of_kind.several
        parts = {suffix: self._text(name + suffix, several) for suffix in field.of_kind.inputs}
        self.typed.update({field.key + suffix: text for suffix, text in parts.items()})
        return parts

    def _text(self, name: str, several: bool = False) -> str:
        text = posted_text(self._data, name, several)
        self._room -= len(text)
        return text if self._room >= 0 else ""

    def _rows(self, field: Field) -> JsonValue | None:
        texts = {suffix: posted_text(self._data, field.key + suffix) for suffix in (COUNT, ADD, REMOVE, FOCUS)}
        required = self.view.required(self._section, field)
        found = self._numbers.get(field.key, set())
        given = rows_posted(field, texts, found, least_rows(field, required=required))
        self.rows[field.key] = given
        first = first_inputs(self._section, field, self.view, self._setting)
        for number, posted in enumerate(given.posted):
            given.rows.append(self._row(field, RowInput(number, posted), first))
        if field.kind == "rows":
            self.typed[field.key + COUNT] = str(len(given.rows))
            if given.focus:
                self.typed[field.key + FOCUS] = given.focus
        kept = [row for row in given.rows if row.item and self._live(field, row)]
        self._kept[field.key] = [row.number for row in kept]
        return nested(field).stored([row.item for row in kept])

    def _row(self, outer: Field, row: RowInput, first: Mapping[str, Mapping[str, str]]) -> RowInput:
        at = row.at(outer.key)
        for asked, placed in zip(outer.fields, outer.at(row.number), strict=True):
            if not self.view.holds(asked.show_when, self._section.key, at):
                continue
            if asked.worked_out:
                value = self.view.derived(self._section, asked, at)
            else:
                row.asked.append(asked)
                value = self._in_row(outer, row, asked, placed, first.get(asked.key, {}))
            if value is not None:
                row.item[asked.key] = value
        return row

    def _in_row(
        self, outer: Field, row: RowInput, asked: Field, placed: Field, first: Mapping[str, str]
    ) -> JsonValue | None:
        if row.posted == NEW:
            parts = {suffix: first.get(suffix, "") for suffix in placed.of_kind.inputs}
            self.typed.update({placed.key + suffix: text for suffix, text in parts.items()})
        else:
            parts = self._texts(placed, f"{outer.key}-{row.posted}-{asked.key}")
        row.touched = row.touched or any(text.strip() not in ("", first.get(suffix)) for suffix, text in parts.items())
        try:
            value: JsonValue | None = placed.of_kind.parse(placed, parts, self._setting)
        except Invalid as error:
            told = Problem.in_row(self._section.key, outer, row.number, asked, error.message, error.part)
            self._wrong[placed.key] = told
            return None
        return value

    def _live(self, outer: Field, row: RowInput) -> bool:
        """Whether a row counts: somebody wrote in it, or its usual values alone lack nothing."""
        if row.touched or outer.kind == "group":
            return True
        return any(asked.key in row.item for asked in row.asked) and not any(
            asked.key not in row.item and self.view.required(self._section, asked, row.at(outer.key))
            for asked in row.asked
        )

    def judge(self) -> None:
        """Fill `problems` and `needs_more`, once everything is read: what is required may depend on what came later."""
        for field in self._asked:
            if field.fields:
                self._judge_rows(field)
            else:
                self._judge(field, field, None)
        for field in self._section.fields:
            self._judge_worked_out(field)
        if self._room < 0:
            told = _("Trang này có quá nhiều chữ. Hãy ghi ngắn lại.")
            self.problems.append(Problem.of(self._section.key, self._asked[-1], told))
        if not self.problems:
            for check in self._form.checks:
                if check.place[0] == self._section.key:
                    self.problems += broken(self._form, check, self.view, set(), self._kept)

    def _judge_worked_out(self, field: Field) -> None:
        """What came out beyond its bounds is told now, not only when the declaration is handed in."""
        value = self.values.get(field.key) if field.compute else None
        if value is not None and (error := misfit(field, value, self._setting)):
            self.problems.append(Problem.of(self._section.key, field, error.message))
        rows = self.rows[field.key].rows if field.key in self.rows else []
        for row in rows:
            for asked in field.fields if row.number in self._kept[field.key] else ():
                value = row.item.get(asked.key) if asked.compute else None
                if value is not None and (error := misfit(asked, value, self._setting)):
                    self.problems.append(Problem.in_row(self._section.key, field, row.number, asked, error.message))

    def _judge(self, asked: Field, outer: Field, row: RowInput | None) -> None:
        """One question, of the page itself or of one row."""
        name = asked.key if row is None else outer.placed(row.number, asked.key).key
        if wrong := self._wrong.get(name):
            self.problems.append(wrong)
        elif asked.key not in (self.values if row is None else row.item):
            required = self.view.required(self._section, asked, row.at(outer.key) if row else None)
            if self._appeared(asked, outer, row):
                self.needs_more = self.needs_more or required or SHOWN in self._data
            elif required and row is None:
                self.problems.append(Problem.missing(self._section, asked, self.view))
            elif required and row is not None:
                self.problems.append(self._missing_in(outer, row, asked))

    def _missing_in(self, outer: Field, row: RowInput, asked: Field) -> Problem:
        told = missing(self._section, asked, self.view, row.at(outer.key))
        return Problem.in_row(self._section.key, outer, row.number, asked, told)

    def _judge_rows(self, field: Field) -> None:
        """Blank rows are passed over in silence, unless they are needed for the least number of rows."""
        required = self.view.required(self._section, field)
        if self._appeared(field, field, None):
            self.needs_more = self.needs_more or required or SHOWN in self._data
            return
        given, kind = self.rows[field.key], nested(field)
        live = {row.number for row in given.rows if self._live(field, row)}
        least = kind.least(field, required=required or bool(live)) if isinstance(kind, Rows) else 1
        blank = {row.number for row in given.rows if row.number not in live}
        needed = set(sorted(blank)[: max(0, least - len(live))])
        before = len(self.problems)
        for row in given.rows:
            if row.number in live or row.number in needed:
                self._judge_row(field, row, needed=row.number in needed)
        if isinstance(kind, Rows) and given.too_many:
            self.problems.append(Problem.of(self._section.key, field, kind.too_many(field)))
        elif isinstance(kind, Rows) and len(live) + len(needed) < least:
            self.problems.append(Problem.of(self._section.key, field, kind.too_few(field, least), ADD))
        elif field.kind == "group" and required and field.key not in self.values and len(self.problems) == before:
            self.problems.append(Problem.missing(self._section, field, self.view))

    def _judge_row(self, outer: Field, row: RowInput, *, needed: bool) -> None:
        """A blank row that is needed asks at least for its first question, even when it has no mandatory one."""
        before = len(self.problems)
        for asked in row.asked:
            self._judge(asked, outer, row)
        if needed and len(self.problems) == before and not self.needs_more and row.asked:
            self.problems.append(self._missing_in(outer, row, row.asked[0]))

    def _appeared(self, asked: Field, outer: Field, row: RowInput | None) -> bool:
        """Whether the question was not on the page that was posted."""
        if row is not None and (not asked.show_when or row.posted == NEW):
            return False
        name = asked.key if row is None else f"{outer.key}-{row.posted}-{asked.key}"
        if SHOWN in self._data:
            listed = SHOWN if row is None else row_marker(outer, row.posted)
            return asked.key not in posted_text(self._data, listed).split()
        if not asked.show_when or asked.key in self._numbers:
            return False
        inputs = (name + suffix for suffix in asked.of_kind.inputs)
        return not any(one in self._data for one in inputs) and self._own(asked, outer, row)

    def _own(self, asked: Field, outer: Field, row: RowInput | None) -> bool:
        """Whether what shows the question is answered on this same page."""
        read = self.view.read_by(asked.show_when, self._section, row.at(outer.key) if row else None)
        return any(found.section == self._section.key for found in read)

    def whole(self) -> Answers:
        """The document with this page, settled: what this page hid elsewhere is gone."""
        return settle(self._form, self._answers, self._setting.today)
