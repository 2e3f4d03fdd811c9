"""A whole form as a JSON Schema: the contract for programs that send or read declarations.

The schema promises less than the form checks: it accepts every declaration the form accepts, but rules between answers
(what is shown, required or worked out by what was said elsewhere) stay with the form.
"""

from collections.abc import Iterable
from typing import Any

from motcua.forms.kinds.rows import RowsOptions
from motcua.forms.schema import Cosign, Field, FormDefinition, Section

DIALECT = "https://json-schema.org/draft/2020-12/schema"
WORKING_PAPER = "DOMAIN §"
"""How the source of a question names our own collection of facts."""
Schema = dict[str, Any]


def json_schema(form: FormDefinition) -> Schema:
    """The schema (draft 2020-12) of a declaration: {section: {field: value}}, nothing else allowed.

    Required is what every declaration must hold whatever else it says. What is shown or required by a rule only
    says so in its description. `x-agreement`: who must agree to the whole before it is handed in.
    """
    return {
        "$schema": DIALECT,
        "$id": f"urn:motcua:form:{form.key}",
        "title": form.title,
        "description": form.legal_source,
        "type": "object",
        "properties": {section.key: _section(section) for section in form.sections},
        **_needed(section.key for section in form.sections if not section.show_when and _always(section.fields)),
        "additionalProperties": False,
        **({"x-agreement": [_agreement(one) for one in form.cosign]} if form.cosign else {}),
    }


def _agreement(one: Cosign) -> Schema:
    said = one.model_dump(mode="json", exclude={"source"})
    return said | ({"source": law} if (law := _law(one.source)) else {})


def _source(said: str) -> Schema:
    return {"$comment": law} if (law := _law(said)) else {}


def _law(source: str) -> str:
    """What of a source strangers may look up: not our own working papers."""
    return "; ".join(part for part in map(str.strip, source.split(";")) if part and WORKING_PAPER not in part)


def _section(section: Section) -> Schema:
    return {"title": section.title, **_told(section.show_when), **_object(section.fields)}


def _object(fields: list[Field]) -> Schema:
    return {
        "type": "object",
        "properties": {field.key: _field(field) for field in fields},
        **_needed(_always(fields)),
        "minProperties": 1,
        "additionalProperties": False,
    }


def _field(field: Field) -> Schema:
    return {
        "title": field.label,
        **_told(field.show_when, field.required, field.hint),
        **_source(field.source),
        **({"readOnly": True} if field.worked_out else {}),
        **_value(field),
    }


def _value(field: Field) -> Schema:
    """The schema of the answer itself; the questions of a row are described like those of a section."""
    if isinstance(field.options, RowsOptions):
        least = max(1, field.options.minimum)
        rows = {"minItems": least, "maxItems": field.options.maximum}
        return {"type": "array", "items": _object(field.fields), **rows}
    if field.fields:
        return _object(field.fields)
    return field.of_kind.json_schema(field)


def _always(fields: list[Field]) -> list[str]:
    """The answers that no declaration may lack; what the form works out may lack what it is made of."""
    return [field.key for field in fields if field.required is True and not field.show_when and not field.worked_out]


def _needed(keys: Iterable[str]) -> Schema:
    found = list(keys)
    return {"required": found} if found else {}


def _told(show_when: str, required: bool | str = False, hint: str = "") -> Schema:
    """What a reader should know: the hint, and the rules that the schema cannot hold."""
    parts = [hint]
    if show_when:
        parts.append(f"Only when: {show_when}")
    if isinstance(required, str) and required:
        parts.append(f"Required when: {required}")
    text = "\n".join(filter(None, parts))
    return {"description": text} if text else {}
