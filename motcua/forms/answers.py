"""Answers and the rules that read them: what is visible, required, or worked out by the form itself."""

from collections.abc import Callable, Mapping
from datetime import date

from pydantic import JsonValue

from motcua.forms import rules
from motcua.forms.schema import Field, FormDefinition, Section

Values = dict[str, JsonValue]
Answers = dict[str, Values]
"""{section key: {field key: canonical value}}; what is hidden or unanswered is not there."""


class View:
    """A definition seen with some answers on a given day. Answers are only read, never changed."""

    def __init__(self, form: FormDefinition, answers: Mapping[str, Mapping[str, JsonValue]], today: date) -> None:
        self._form = form
        self._answers = answers
        self._today = today

    @classmethod
    def settled(cls, form: FormDefinition, answers: Mapping[str, Mapping[str, JsonValue]], today: date) -> "View":
        """A view of the answers without what is hidden or unknown."""
        return cls(form, settle(form, answers, today), today)

    @property
    def today(self) -> date:
        return self._today

    def values(self, section: str) -> Mapping[str, JsonValue]:
        """The answers of one section; empty when there are none."""
        return self._answers.get(section, {})

    def _lookup(self, section: str) -> Callable[[tuple[str, ...]], object]:
        def find(path: tuple[str, ...]) -> object:
            found = self._form.resolve(path, section)
            values = self._answers.get(found[0]) if found else None
            if found is None or not isinstance(values, Mapping) or (value := values.get(found[1])) is None:
                return None
            field = self._form.by_key[found[0]].by_key[found[1]]
            return field.of_kind.part(value, found[2]) if found[2] else field.of_kind.rule_value(value)

        return find

    def holds(self, rule: str, section: str = "") -> bool:
        """Whether a rule is known to be true; no rule always is."""
        return not rule or rules.holds(rules.parse(rule), self._lookup(section), self._today)

    def violated(self, rule: str, section: str = "") -> bool:
        """Whether a rule is known to be false."""
        return rules.violated(rules.parse(rule), self._lookup(section), self._today)

    def required(self, section: Section, field: Field) -> bool:
        if isinstance(field.required, bool):
            return field.required
        return bool(field.required) and self.holds(field.required, section.key)

    def starred(self, section: Section, field: Field) -> bool:
        """Whether the label may carry the star: mandatory whatever else is answered on the same page."""
        if isinstance(field.required, bool) or not field.required:
            return bool(field.required)
        own = {(section.key, key) for key in section.by_key}
        found = (self._form.resolve(path, section.key) for path in rules.names(rules.parse(field.required)))
        return not any(place and place[:2] in own for place in found) and self.required(section, field)

    def sections(self) -> list[Section]:
        """The sections to fill, in order; a section of which nothing would be asked is left out."""
        return [
            section
            for section in self._form.sections
            if self.holds(section.show_when, section.key)
            and any(not field.derive for field in visible_fields(section, self))
        ]

    def derived(self, section: Section, field: Field) -> JsonValue | None:
        """The value of the first case that holds."""
        return next((case.value for case in field.derive if self.holds(case.when, section.key)), None)


def settle(form: FormDefinition, answers: Mapping[str, Mapping[str, JsonValue]], today: date) -> Answers:
    """The answers without what is hidden or unknown, with what the form derives. Hidden means absent.

    Rules of `show_when` only look back, so one pass in the order of the form is enough.
    """
    settled: Answers = {}
    view = View(form, settled, today)
    for section in form.sections:
        given = answers.get(section.key)
        if not view.holds(section.show_when, section.key):
            continue
        values = given if isinstance(given, Mapping) else {}
        kept: Values = {}
        settled[section.key] = kept
        for field in section.fields:
            if not view.holds(field.show_when, section.key):
                continue
            value = view.derived(section, field) if field.derive else values.get(field.key)
            if value is not None:
                kept[field.key] = value
        if not kept:
            del settled[section.key]
    return settled


def visible_fields(section: Section, view: View) -> list[Field]:
    """The fields of a section that are shown with these answers, derived ones included."""
    return [field for field in section.fields if view.holds(field.show_when, section.key)]
