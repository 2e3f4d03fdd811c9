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
    """Offers for every question that is visible and not answered yet; the caller lays them under the answers.

    They come from the account (`account.full_name`…), from earlier pages, or are the usual value of the form.
    """
    day = today or now().date()
    setting = Circumstances(day, places)
    known = settle(form, answers or {}, day)
    view = View(form, known, day)
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


def _offer(field: Field, account: Mapping[str, object], known: _Given, setting: Circumstances) -> JsonValue | None:
    if field.prefill is None or field.prefill.value is not None:
        return field.prefill.value if field.prefill else None
    origin, _dot, key = field.prefill.source.partition(".")
    source = account.get(key) if origin == "account" else known.get(origin, {}).get(key)
    value: JsonValue | None = field.of_kind.adopt(field, source, setting)
    return value


def typed(form: FormDefinition, section_key: str, answers: _Given) -> dict[str, str]:
    """The HTML inputs of one page, filled from stored answers; a value that cannot be shown is left out.

    A page that nobody answered yet starts with what earlier pages and the form itself can offer.
    """
    section = form.by_key[section_key]
    values = answers.get(section_key) or prefilled(form, {}, answers).get(section_key, {})
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
