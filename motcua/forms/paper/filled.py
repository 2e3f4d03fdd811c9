"""A form with its answers on paper, and the codes that give them back: only what this very paper prints."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import override
from pydantic import JsonValue

from motcua.forms import engine
from motcua.forms.answers import View, visible_fields
from motcua.forms.kinds.base import Places
from motcua.forms.kinds.statement import StatementOptions
from motcua.forms.paper import empty, wording
from motcua.forms.paper.blank import framed, sections
from motcua.forms.paper.sheet import Block, Heading, Part, Row, Sheet, roman
from motcua.forms.restore import Declaration, TooLong, cut, pack
from motcua.forms.schema import Field, FormDefinition, PaperForm, Section

DIGEST = 12
"""Signs of a version's digest that its paper carries: enough to find it among all versions of one form."""
VIETNAMESE = "vi"
_Given = Mapping[str, Mapping[str, JsonValue]]


@dataclass(frozen=True, slots=True)
class About:
    """What a filled paper says beside its answers: the office it goes to, what it is, who agreed to it electronically,
    and which version of the form (its digest) asked; without the digest it carries no codes.
    """

    to: str = ""
    told: str = ""
    digest: str = ""
    places: Places | None = None
    today: date | None = None
    agreed: tuple[str, ...] = ()


def filled(
    form: FormDefinition, answers: _Given, heading: Heading, about: About, paper: PaperForm | None = None
) -> Sheet:
    """One of the papers a form fills, with its answers. What is hidden is not there; what lacks has room.

    Answers that stand on none of the papers the law wants now are printed at the end of the first, so that every
    answer is on paper and none is lost.
    """
    paper = paper or form.every_paper[0]
    ink = wording.ink(form, about.places)
    with override(VIETNAMESE):
        view = engine.view(form, answers, about.today)
        shown = {section.key for section in form.sections if view.holds(section.show_when, section.key)}
        wanted = called(form, view)
        own = [section for section in sections(form, paper) if section.key in shown]
        on_paper = {key for one in wanted for key in one.sections}
        first = bool(wanted) and wanted[0].key == paper.key
        rest = [one for one in form.sections if one.key in shown and one.key not in on_paper] if first else []
        said = [
            field.options.text
            for section in (*own, *rest)
            for field in visible_fields(section, view)
            if isinstance(field.options, StatementOptions)
        ]
        blocks = _blocks(own, view, ink, 0)
        beyond = _blocks(rest, view, ink, len(blocks))
        typed = {section.key: _typed(section.fields, view.values(section.key)) for section in (*own, *rest)}
    made = framed(form, heading, paper, blocks, tuple(dict.fromkeys(said)))
    made = replace(made, filled=True, to=about.to, told=about.told, beyond=beyond, agreed=about.agreed)
    carried = {key: values for key, values in typed.items() if values}
    return _with_codes(made, Declaration(form.key, about.digest[:DIGEST], heading.code, carried))


def called(form: FormDefinition, view: View) -> list[PaperForm]:
    """The papers that these answers call for: something stands on them, and the law wants them."""
    shown = {section.key for section in view.sections()}
    return [one for one in form.every_paper if shown & set(one.sections) and view.holds(one.show_when)]


def _blocks(parts: list[Section], view: View, ink: wording.Ink, before: int) -> tuple[Block, ...]:
    made: list[Block] = []
    for section in parts:
        number = before + len(made) + 1
        fields, values = visible_fields(section, view), view.values(section.key)
        if rows := tuple(_rows(fields, values, number, ink)):
            made.append(Block(roman(number), section.title, "", rows))
    return tuple(made)


def _typed(fields: list[Field], values: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """What people answered: what the form works out, it works out again."""
    found: dict[str, JsonValue] = {}
    for one in fields:
        value = values.get(one.key)
        if value is None or one.worked_out:
            continue
        if isinstance(value, list) and one.kind == "rows":
            value = [_typed(one.fields, row) for row in value if isinstance(row, dict)]
        elif isinstance(value, dict) and one.kind == "group":
            value = _typed(one.fields, value)
        found[one.key] = value
    return found


def _with_codes(sheet: Sheet, declaration: Declaration) -> Sheet:
    if not declaration.digest:
        return sheet
    try:
        return replace(sheet, codes=tuple(cut(pack(declaration))))
    except TooLong:
        return replace(sheet, too_long=True)


def _rows(fields: list[Field], values: Mapping[str, JsonValue], block: int, ink: wording.Ink) -> Iterator[Row]:
    written = (one for one in fields if not isinstance(one.options, StatementOptions))
    asked = (one for one in written if not one.worked_out or values.get(one.key) is not None)
    for place, field in enumerate(asked, start=1):
        yield from _question(field, values.get(field.key), f"{block}.{place}", ink)


def _question(asked: Field, value: JsonValue, number: str, ink: wording.Ink) -> Iterator[Row]:
    if asked.kind not in ("rows", "group"):
        yield _row(asked, value, number, ink)
        return
    kept = asked.of_kind.rows_of(value)  # type: ignore[attr-defined]
    head = Row(number, asked.label, "head")
    if not kept:
        yield _room(replace(head, shape="line"))
    elif asked.kind == "group":
        yield head
        yield from _inside(asked, kept[0], 1, ink)
    elif heads := empty.columns(asked, answered=True):
        fields = empty.askable(asked.fields)
        cells = tuple(tuple(_cell(one, row.get(one.key), ink) for one in fields) for row in kept)
        yield replace(head, shape="table", columns=heads, cells=cells)
    else:
        yield head
        for place, row in enumerate(kept, start=1):
            yield Row("", f"{asked.item or 'Mục'} {place}", "head", indent=1)
            yield from _inside(asked, row, 2, ink)


def _cell(asked: Field, value: JsonValue, ink: wording.Ink) -> str:
    return "" if value is None else " ".join(ink.lines(asked, value))


def _inside(asked: Field, row: Mapping[str, JsonValue], indent: int, ink: wording.Ink) -> Iterator[Row]:
    """The answered questions of one row, and those that everybody answers."""
    told = [one for one in asked.fields if row.get(one.key) is not None or empty.is_required(one)]
    for place, inner in enumerate(told):
        yield replace(_row(inner, row.get(inner.key), f"{empty.letter(place)})", ink), indent=indent)


def _row(asked: Field, value: JsonValue, number: str, ink: wording.Ink) -> Row:
    """One simple question, in the shape it has when it is empty wherever its answer fits there."""
    plain = replace(empty.row(asked, number), required=False, office=False)
    if value is None:
        return _room(plain)
    if ticked := _ticked(asked, value):
        return replace(plain, ticked=ticked)
    lines = ink.lines(asked, value)
    if plain.shape == "squares" and len(lines[0]) == plain.count and lines[0].isdigit():
        return replace(plain, answer=lines)
    return replace(plain, shape="line", parts=(Part(""),), choices=(), count=0, answer=lines)


def _room(row: Row) -> Row:
    """One line to write on by hand: an answer that is not there needs no more."""
    several = row.shape == "lines" or len(row.parts) > 1 or not (row.parts or row.choices or row.count)
    return replace(row, shape="line", parts=(Part(""),), count=0) if several and not row.choices else row


def _ticked(asked: Field, value: JsonValue) -> tuple[int, ...]:
    """The boxes an answer marks; none when the answer is not among them."""
    if asked.kind == "yes_no":
        return (0 if value is True else 1,)
    wanted = value if isinstance(value, list) else [value]
    offered: list[JsonValue] = [stored for stored, _words in empty.offers(asked)]
    return tuple(offered.index(one) for one in wanted) if all(one in offered for one in wanted) else ()
