"""The controls of an editing page, ready for a template: names, what they show, choices, mistakes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.backstage.catalogue import fields
from motcua.backstage.catalogue.fields import Field, Options, Raw
from motcua.backstage.catalogue.problems import Problem, at


@dataclass(frozen=True, slots=True)
class Control:
    """`text` is what is in it; `inner` are the controls of a group, `rows` those of each row, `groups` the pages of a
    form with their fields.
    """

    name: str
    label: str
    kind: str
    hint: str
    text: Any
    options: list[tuple[str, str]]
    error: str
    required: bool
    inner: list["Control"]
    rows: list[list["Control"]]
    groups: list[tuple[str, list[tuple[str, str]]]]


def controls(of: tuple[Field, ...], texts: Mapping[str, Any], problems: list[Problem]) -> list[Control]:
    """A page of controls; `texts` by path, in the shape of `fields.shown`."""
    return [_control(one, texts[one.path], problems, one.name) for one in of]


def _control(one: Field, text: Any, problems: list[Problem], name: str) -> Control:
    inner = [_control(column, text[column.path], problems, f"{name}-{column.name}") for column in one.columns] \
        if one.kind == "group" else []  # fmt: skip
    rows = []
    if one.kind == "rows":
        empty = {column.path: fields.shown(column, None) for column in one.columns}
        for number, row in enumerate([*text, *([empty] * fields.SPARE)][: fields.MOST_ROWS]):
            start = f"{name}-{number}"
            found = [(column, row[column.path], f"{start}-{column.name}") for column in one.columns]
            rows.append([_control(column, inside, problems, id) for column, inside, id in found])
    return Control(
        name, _(one.label), one.kind, _(one.hint) if one.hint else "", text, _options(one), at(problems, name),
        one.required, inner, rows, [(_(title), list(found)) for title, found in one.groups],
    )  # fmt: skip


def _options(one: Field) -> list[tuple[str, str]]:
    options: Options = one.choices() if one.choices else one.options
    return [(value, _(words) if words else "") for value, words in options]


def texts(of: tuple[Field, ...], value: Raw) -> Raw:
    """What the controls show of a section's values or of an item."""
    return {one.path: fields.shown(one, _inner(value, one.path)) for one in of}


def typed(of: tuple[Field, ...], data: Mapping[str, Any]) -> Raw:
    """What a person typed."""
    return {one.path: fields.typed(one, data) for one in of}


def read(of: tuple[Field, ...], text: Raw, before: Raw, flat: bool) -> tuple[Raw, list[Problem]]:
    """The values for the document, and what could not be understood. `flat`: a section, whose values are by path."""
    reader = fields.Reader()
    made: Raw = {} if flat else dict(before)
    for one in of:
        value = reader.value(one, text[one.path], _inner(before, one.path))
        if flat:
            made[one.path] = value
        elif value is not None or one.path in before:
            fields.put_at(made, one.path, value)
    return made, reader.problems


def spoken(of: tuple[Field, ...], text: Raw | None) -> list[tuple[str, str]]:
    """Label and words of everything a page says, for two versions side by side."""
    if text is None:
        return [(_(one.label), _("(đã bị bỏ)")) for one in of]
    return [(_(one.label), _words(one, text[one.path])) for one in of]


def _words(one: Field, text: Any) -> str:
    match one.kind:
        case "group":
            pairs = [(column, _words(column, text[column.path])) for column in one.columns if text[column.path]]
            return "\n".join(f"{_(column.label)}: {words}" for column, words in pairs)
        case "rows":
            rows = [[_words(column, row[column.path]) for column in one.columns if row[column.path]] for row in text]
            return "\n".join("; ".join(row) for row in rows)
        case "ticks":
            return ", ".join(_(dict(one.options).get(value, value)) for value in text)
        case "paths" | "repeats":
            return "\n".join(
                f"{_(title)}: {', '.join(chosen)}"
                for title, found in one.groups
                if (chosen := [label for path, label in found if path in text])
            )
        case "tick":
            return _("Có") if text else _("Không")
        case "choice":
            return dict(_options(one)).get(text, str(text))
        case _:
            return str(text)


def _inner(value: Raw, path: str) -> Any:
    return value[path] if path in value else fields.value_at(value, path)
