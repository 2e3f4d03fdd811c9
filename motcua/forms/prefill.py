"""First answers: what is already known is offered, never asked again, and can always be corrected."""

from collections.abc import Mapping
from datetime import date

from pydantic import JsonValue

from motcua.forms.answers import Answers, View, settle
from motcua.forms.kinds.base import Circumstances, Invalid, Places
from motcua.forms.schema import Field, FormDefinition
from motcua.kit.clock import now

_Given = Mapping[str, Mapping[str, JsonValue]]


def prefilled(
    form: FormDefinition,
    account: Mapping[str, object],
    answers: _Given | None = None,
    today: date | None = None,
    places: Places | None = None,
) -> Answers:
    """What the account (`account.full_name`…) can answer of what is visible and not answered yet, to be stored."""
    return _gather(form, answers or {}, account, Circumstances(today or now().date(), places))


def carried(form: FormDefinition, answers: _Given, today: date | None = None, places: Places | None = None) -> Answers:
    """What earlier pages and the form's usual values can answer of what is visible and not answered yet.

    Not to be stored before the citizen has seen the page: `typed` puts it there.
    """
    return _gather(form, answers, None, Circumstances(today or now().date(), places))


def _gather(
    form: FormDefinition, answers: _Given, account: Mapping[str, object] | None, setting: Circumstances
) -> Answers:
    known = settle(form, answers, setting.today)
    view = View(form, known, setting.today)
    offered: Answers = {}
    for section in form.sections:
        if not view.holds(section.show_when, section.key):
            continue
        for field in section.fields:
            if field.prefill is None or known.get(section.key, {}).get(field.key) is not None:
                continue
            if view.holds(field.show_when, section.key) and view.holds(field.prefill.when, section.key):
                value = _offer(field, account, known, setting)
                if value is not None:
                    offered.setdefault(section.key, {})[field.key] = value
                    known.setdefault(section.key, {})[field.key] = value
    return offered


def _offer(
    field: Field, account: Mapping[str, object] | None, known: _Given, setting: Circumstances
) -> JsonValue | None:
    given = field.prefill
    if given is None or given.source.startswith("account.") is (account is None):
        return None
    origin, _dot, key = given.source.partition(".")
    source = account.get(key) if account is not None else known.get(origin, {}).get(key)
    value: JsonValue | None = field.of_kind.adopt(field, source, setting) if origin else given.value
    return value


def typed(form: FormDefinition, section_key: str, answers: _Given) -> dict[str, str]:
    """The HTML inputs of one page, filled from stored answers; a value that cannot be shown is left out.

    A page that nobody answered yet starts with what earlier pages and the form itself can offer.
    """
    section = form.by_key[section_key]
    values = answers.get(section_key) or carried(form, answers).get(section_key, {})
    filled: dict[str, str] = {}
    for field in section.fields:
        value = values.get(field.key)
        if value is not None and not field.derive:
            try:
                parts = field.of_kind.typed(field, value)
            except Invalid:
                continue
            filled.update({field.key + suffix: text for suffix, text in parts.items()})
    return filled
