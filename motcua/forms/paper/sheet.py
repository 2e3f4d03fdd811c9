"""A paper form as rows. Always Vietnamese: an office files it, whatever language its reader uses."""

from dataclasses import dataclass
from typing import Literal

Shape = Literal["line", "lines", "squares", "boxes", "head", "note", "table"]


@dataclass(frozen=True, slots=True)
class Part:
    """Something to write: a `label` and the room after it, `width` in hundredths of the line (0 = the rest)."""

    label: str
    width: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """One question of a table; `width` is its share."""

    label: str
    width: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One question. `shape`: "line" = parts on one line, "lines" = `count` full lines, "squares" = `count` squares
    for figures, "boxes" = one box per choice, "head" = only a heading for the rows below, "note" = only words,
    "table" = `columns` with `cells`.

    `answer` are the lines written there, `ticked` the boxes marked; without them there is room to write by hand.
    `indent` is how deep it stands. `office`: the office writes here, not the person.
    """

    number: str
    label: str
    shape: Shape = "line"
    parts: tuple[Part, ...] = ()
    choices: tuple[str, ...] = ()
    count: int = 0
    required: bool = False
    indent: int = 0
    office: bool = False
    answer: tuple[str, ...] = ()
    ticked: tuple[int, ...] = ()
    columns: tuple[Column, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One topic of the form; `note` says when it is left empty."""

    number: str
    title: str
    note: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole form on paper. `code` and `address` lead back to the procedure; `statements` are what one signs.

    A filled one names the office in `to` and what it is in `told`. `beyond` are answers the legal paper has no place
    for; `agreed` says who agreed electronically and when; `codes` are the texts of the QR codes that carry all its
    answers, and `too_long` says that they could not be printed.
    """

    title: str
    number: str
    legal_source: str
    code: str
    procedure: str
    address: str
    blocks: tuple[Block, ...]
    statements: tuple[str, ...] = ()
    filled: bool = False
    to: str = ""
    told: str = ""
    beyond: tuple[Block, ...] = ()
    agreed: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    too_long: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands around the questions: the form's official `number` ("Mẫu số 18"; "" = the paper's own), the code
    and name of the procedure, and the address its QR opens.
    """

    number: str
    code: str
    procedure: str
    address: str


def roman(value: int) -> str:
    """4 → IV; topics are numbered so."""
    parts = ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    made = ""
    for worth, sign in parts:
        while value >= worth:
            made, value = made + sign, value - worth
    return made
