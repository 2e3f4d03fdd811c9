"""What came from one page of the form, read field by field: nothing raises, nothing typed is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from pydantic import JsonValue

from motcua.forms import rules
from motcua.forms.answers import Answers, Values, View, settle
from motcua.forms.kinds._address import REFRESH
from motcua.forms.kinds.base import Circumstances, Invalid, Places
from motcua.forms.schema import Field, FormDefinition, Section
from motcua.kit.clock import now

SHOWN = "_shown"
"""Hidden input naming the fields the page showed, so that one that appears later is asked before going on."""
MAX_TYPED = 6000
MAX_SEVERAL = 100
"""Boxes that may be ticked for one question."""

Posted = Mapping[str, str | list[str]]
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to fix: where, what to do, and the id of the input to look at."""

    section: str
    field: str
    message: str
    anchor: str

    @classmethod
    def of(cls, section: str, field: Field, message: str, part: str = "") -> "Problem":
        return cls(section, field.key, message, field.of_kind.anchor(field, part))

    @classmethod
    def missing(cls, section: str, field: Field) -> "Problem":
        if field.kind == "statement":
            return cls.of(section, field, _("Hãy đọc và đánh dấu vào ô cam đoan."))
        return cls.of(section, field, _("Hãy điền mục “%(label)s”.") % {"label": _(field.label)})


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
    `refreshed`: a helper button was pressed (the list of communes): the page is shown again, nothing judged.
    """
    section = form.by_key[section_key]
    page = _Page(form, section, data, answers, Circumstances(today or now().date(), places), editable)
    page.read()
    problems, needs_more = page.judge()
    refreshed = any(name.endswith(REFRESH) for name in data)
    return Reading(
        values=page.values,
        problems=() if refreshed else tuple(problems),
        typed=page.typed,
        answers=page.whole(),
        needs_more=needs_more,
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


class _Page:
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
        self._view = View(form, self._answers, setting.today)
        self.typed: dict[str, str] = {}
        self._wrong: dict[str, Problem] = {}
        self._asked: list[Field] = []

    def read(self) -> None:
        for field in self._section.fields:
            if not self._view.holds(field.show_when, self._section.key):
                continue
            if field.derive:
                value = self._view.derived(self._section, field)
            elif locked(self._section.key, field.key, self._before, self._editable):
                value = self._before[field.key]
            else:
                value = self._parse(field)
            if value is not None:
                self.values[field.key] = value

    def _parse(self, field: Field) -> JsonValue | None:
        self._asked.append(field)
        several = field.of_kind.several
        parts = {suffix: posted_text(self._data, field.key + suffix, several) for suffix in field.of_kind.inputs}
        self.typed.update({field.key + suffix: text for suffix, text in parts.items()})
        try:
            return field.of_kind.parse(field, parts, self._setting)
        except Invalid as error:
            self._wrong[field.key] = Problem.of(self._section.key, field, error.message, error.part)
            return None

    def judge(self) -> tuple[list[Problem], bool]:
        problems: list[Problem] = []
        needs_more = False
        for field in self._asked:
            if wrong := self._wrong.get(field.key):
                problems.append(wrong)
            elif field.key not in self.values:
                required = self._view.required(self._section, field)
                if self._appeared(field):
                    needs_more = needs_more or required or SHOWN in self._data
                elif required:
                    problems.append(Problem.missing(self._section.key, field))
        if not problems:
            problems += self._broken_checks()
        return problems, needs_more

    def _appeared(self, field: Field) -> bool:
        """Whether the field was not on the page that was posted."""
        if SHOWN in self._data:
            return field.key not in posted_text(self._data, SHOWN).split()
        return bool(field.show_when) and not any(name in self._data for name in field.inputs) and self._own(field)

    def _own(self, field: Field) -> bool:
        """Whether what shows the field is answered on this same page."""
        found = (self._form.resolve(path, self._section.key) for path in rules.names(rules.parse(field.show_when)))
        return any(place is not None and place[0] == self._section.key for place in found)

    def _broken_checks(self) -> list[Problem]:
        broken = []
        for check in self._form.checks:
            section, field = check.at.split(".")
            if section == self._section.key and self._view.violated(check.rule, section):
                broken.append(Problem.of(section, self._section.by_key[field], _(check.message)))
        return broken

    def whole(self) -> Answers:
        """The document with this page, settled: what this page hid elsewhere is gone."""
        return settle(self._form, self._answers, self._setting.today)
