"""The rows of a paper form. Always Vietnamese: an office files it, whatever language its reader uses."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from motcua.forms.kinds._choosing import RADIOS_UP_TO, Choosing
from motcua.forms.kinds.place import PlaceOptions
from motcua.forms.kinds.statement import StatementOptions
from motcua.forms.schema import Field, FormDefinition, Section

Shape = Literal["line", "lines", "squares", "boxes"]
LONG = 3
"""Lines left for a long answer."""
DIGITS = 12
"""Figures of a personal identification number."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something to write: a `label` and the room after it, `width` in hundredths of the line (0 = the rest)."""

    label: str
    width: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One question. `shape`: "line" = parts on one line, "lines" = `count` full lines, "squares" = `count` squares
    for figures, "boxes" = one box per choice.
    """

    number: str
    label: str
    shape: Shape = "line"
    parts: tuple[Part, ...] = ()
    choices: tuple[str, ...] = ()
    count: int = 0
    required: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One topic of the form; `note` says when it is left empty."""

    number: str
    title: str
    note: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole form on paper. `code` and `address` lead back to the procedure; `statements` are what one signs."""

    title: str
    number: str
    legal_source: str
    code: str
    procedure: str
    address: str
    blocks: tuple[Block, ...]
    statements: tuple[str, ...] = field(default=())


def blank(form: FormDefinition, *, number: str, code: str, procedure: str, address: str) -> Sheet:
    """The empty form. `number` is its official number ("Mẫu số 18"), `address` what the QR opens."""
    blocks: list[Block] = []
    for section in form.sections:
        rows = _rows(section, len(blocks) + 1)
        if rows:
            note = "Chỉ ghi phần này khi thuộc trường hợp của bạn." if section.show_when else ""
            blocks.append(Block(ROMAN[len(blocks)], section.title, note, tuple(rows)))
    said = [
        field.options.text
        for _section, field in form.every_field()
        if isinstance(field.options, StatementOptions) and not field.show_when
    ]
    return Sheet(
        form.title, number, form.legal_source, code, procedure, address, tuple(blocks), tuple(dict.fromkeys(said))
    )


def _numeral(value: int) -> str:
    parts = ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    made = ""
    for worth, sign in parts:
        while value >= worth:
            made, value = made + sign, value - worth
    return made


ROMAN = tuple(_numeral(number) for number in range(1, 41))


def _rows(section: Section, block: int) -> list[Row]:
    made: list[Row] = []
    for asked in section.fields:
        if asked.derive or isinstance(asked.options, StatementOptions):
            continue
        made.append(_row(asked, f"{block}.{len(made) + 1}"))
    return made


def _row(asked: Field, number: str) -> Row:
    required = asked.required is True and not asked.show_when
    kind = asked.of_kind
    if isinstance(kind, Choosing):
        offers = kind.offers(asked)
        if len(offers) <= RADIOS_UP_TO:
            return Row(number, asked.label, "boxes", choices=tuple(offer.text for offer in offers), required=required)
        return Row(number, asked.label, parts=(Part(""),), required=required)
    shape, count = SHAPES.get(asked.kind, ("line", 0))
    if asked.kind == "yes_no":
        return Row(number, asked.label, "boxes", choices=("Có", "Không"), required=required)
    return Row(number, asked.label, shape, PARTS.get(asked.kind, _plain)(asked), (), count, required)


def _plain(asked: Field) -> tuple[Part, ...]:
    return (Part(""),)


def _day(asked: Field) -> tuple[Part, ...]:
    return Part("Ngày", 12), Part("tháng", 12), Part("năm", 16)


def _hour(asked: Field) -> tuple[Part, ...]:
    return Part("", 12), Part("giờ", 12), Part("phút", 12)


def _address(asked: Field) -> tuple[Part, ...]:
    return Part("Số nhà, đường, thôn, tổ dân phố"), Part("Xã, phường"), Part("Tỉnh, thành phố")


def _place(asked: Field) -> tuple[Part, ...]:
    assert isinstance(asked.options, PlaceOptions)
    return Part(asked.options.facility_label), *_address(asked)


def _identity(asked: Field) -> tuple[Part, ...]:
    return Part("Loại giấy tờ"), Part("Số"), Part("Ngày cấp"), Part("Nơi cấp")


SHAPES: dict[str, tuple[Shape, int]] = {"long_text": ("lines", LONG), "personal_id": ("squares", DIGITS)}
PARTS: dict[str, Callable[[Field], tuple[Part, ...]]] = {
    "date": _day, "partial_date": _day, "time": _hour, "address": _address, "place": _place, "id_paper": _identity,
}  # fmt: skip
"""Kind → what is written for it; every other kind is one dotted line."""
