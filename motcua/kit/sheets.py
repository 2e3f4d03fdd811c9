"""A table that a spreadsheet program saved as its own file (.xlsx) or as text (CSV).

Text is read whatever encoding and separator the program chose.

Excel writes CSV as UTF-8 with a mark, as "Unicode text" (UTF-16, tabs) or in the Windows code page (1258 where
Vietnamese is set), and separates by comma or semicolon as the country is set. What cannot be read is said with its row
and column, as the program shows them.
"""

import codecs
import csv
import io
import re
import string
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from motcua.kit import workbooks
from motcua.kit.vietnamese import clean
from motcua.kit.words import N_, Invalid

WORKBOOK = N_(
    "Đây là tệp Excel kiểu cũ, hoặc có mật khẩu. Trong Excel, chọn Tệp, rồi Lưu dưới dạng. Chọn kiểu “.xlsx”, không "
    "đặt mật khẩu, rồi chọn tệp mới ở đây. Cũng có thể chép các ô rồi dán vào ô bên dưới."
)
NO_SHEET = N_("Tệp này không phải bảng CSV. Hãy lưu lại từ bảng tính.")
UNREADABLE = N_("Dòng %(row)d, cột %(column)s có chữ không đọc được. Trong bảng tính, hãy lưu lại dạng “CSV UTF-8”.")
BROKEN = N_("Từ dòng %(row)d, tệp CSV viết chưa đúng cách: dấu nháy kép chưa đóng. Hãy lưu lại từ bảng tính.")
SEPARATORS = "\t;,|"
MOST_CELLS, LONGEST_CELL, LOOKED_AT = 40, 300, 20
"""Cells kept of a row, characters of a cell, and rows looked at to find the separator."""

_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_SAID = re.compile(r"sep=([,;|\t])\r?\n", re.IGNORECASE)
"""Excel's own first line, which tells the separator and is not shown."""
_PLAIN = set(string.printable) | set("“”‘’–—…₫€°§\u00a0đĐ")
_MARKS = set("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")
"""The marks that Vietnamese letters are made with."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows with something in them, each with its number in the program; `guessed`: the encoding was the code page's."""

    rows: list[tuple[int, list[str]]]
    guessed: bool = False


def read(data: bytes, columns: int) -> Sheet:
    """The table in a file; `columns` tells how many to expect. Raises Invalid, saying where and what to do.

    A workbook (.xlsx) is read as it is; see `workbooks`.
    """
    if workbooks.is_workbook(data):
        return Sheet(workbooks.read(data))
    text, guessed = _text(data)
    said = _SAID.match(text)
    text = text[said.end() :] if said else text
    separator = said[1] if said else _separator(text, columns)
    rows = [(number, cells) for number, cells in _rows(text, separator) if any(cells)]
    if guessed:
        _only_vietnamese(rows)
    return Sheet(rows, guessed)


def letter(column: int) -> str:
    """The name a spreadsheet program gives to a column, counted from 0: A, B … Z, AA."""
    return (letter(column // 26 - 1) if column >= 26 else "") + string.ascii_uppercase[column % 26]


def refuse_workbook(data: bytes) -> None:
    """Raises Invalid for a file of Excel of before 2007, or one with a password, saying how to save it anew."""
    if data.startswith(_OLD_WORKBOOK):
        raise Invalid(WORKBOOK)


def _text(data: bytes) -> tuple[str, bool]:
    """The characters of a file, and whether they were read by the Windows code page."""
    refuse_workbook(data)
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):  # fmt: skip
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding), False
    if b"\0" in data:
        # Separators, figures and most letters are below 256: where their zeros stand tells the order of the bytes.
        encoding = "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"
        text = _decoded(data, encoding)
        if any(char < " " and char not in "\t\r\n" for char in text):
            raise Invalid(NO_SHEET)
        return text, False
    if data.startswith(b"%PDF"):
        raise Invalid(NO_SHEET)
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        lenient = data.decode("utf-8", "replace")
        lost = lenient.count("\ufffd")
        if sum(not char.isascii() for char in lenient) - lost > lost:  # UTF-8 with a damaged place
            return _decoded(data, "utf-8"), False
        return _decoded(data, "cp1258"), True


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        _unreadable(data[: error.start].decode(encoding, "replace"), error)
    return unicodedata.normalize("NFC", text)


def _unreadable(before: str, error: Exception | None = None) -> NoReturn:
    """Say in which cell the text after `before` stands."""
    try:
        rows = list(csv.reader(io.StringIO(before + "x", newline=""), delimiter=_separator(before, 0)))
    except csv.Error:  # a cell without end
        raise Invalid(NO_SHEET) from error
    raise Invalid(UNREADABLE, row=len(rows), column=letter(len(rows[-1]) - 1)) from error


def _separator(text: str, columns: int) -> str:
    """What most rows are cut into `columns` by; where none are, what cuts the first rows into most cells."""
    first = "\n".join(text[:20_000].splitlines()[:LOOKED_AT])

    def worth(separator: str) -> tuple[int, int]:
        counts = [len(cells) for cells in csv.reader(io.StringIO(first), delimiter=separator)]
        return sum(count == columns for count in counts), sum(counts)

    return max(SEPARATORS, key=worth)


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            number += 1
            yield number, [clean(cell)[:LONGEST_CELL] for cell in cells[:MOST_CELLS]]
    except csv.Error as error:
        raise Invalid(BROKEN, row=number + 1) from error


def _only_vietnamese(rows: list[tuple[int, list[str]]]) -> None:
    """Text of another code page or of an old font reads as letters that Vietnamese does not have."""
    for number, cells in rows:
        for column, cell in enumerate(cells):
            if any(not _is_vietnamese(char) for char in cell):
                raise Invalid(UNREADABLE, row=number, column=letter(column))


def _is_vietnamese(char: str) -> bool:
    parts = unicodedata.normalize("NFD", char)
    return char in _PLAIN or (parts[0] in string.ascii_letters and set(parts[1:]) <= _MARKS)
