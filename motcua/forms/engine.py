"""One definition at work: read a page, judge a document, print it, fill it, ask it a rule.

The door of the forms engine; each road is a module of its own: `reading`, `judging`, `telling`, `prefill`, `answers`.
"""

from collections.abc import Mapping
from datetime import date

from pydantic import JsonValue

from motcua.forms import rules
from motcua.forms.answers import Answers, View, settle
from motcua.forms.judging import MAX_DOCUMENT, problems
from motcua.forms.kinds.base import Places
from motcua.forms.naming import Names
from motcua.forms.prefill import prefilled, typed
from motcua.forms.problem import Problem
from motcua.forms.reading import Posted, Reading, read_section
from motcua.forms.schema import FormDefinition, Section
from motcua.forms.telling import Review, Row, facts, printed, review
from motcua.kit.clock import now

__all__ = [
    "MAX_DOCUMENT",
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
    """Prove a rule written outside the form. Raises rules.RuleError on unknown names, wrong types, too many steps."""
    if not rule:
        return
    names, node = Names(form), rules.parse(rule)
    if rules.check(node, names.type_of) != "boolean":
        raise rules.RuleError("a rule must be true or false")
    rules.bounded(node, names.rows_at)


def complete(
    form: FormDefinition,
    section_key: str,
    answers: _Given,
    today: date | None = None,
    places: Places | None = None,
) -> bool:
    """Whether one page needs nothing more: its status in the task list."""
    return not any(problem.section == section_key for problem in problems(form, answers, today, places))
