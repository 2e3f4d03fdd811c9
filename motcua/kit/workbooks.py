"""The first table of a spreadsheet program's own file (.xlsx), read within bounds and without running anything.

A workbook is a ZIP archive of XML (ISO/IEC 29500). Every part is unpacked only up to a bound, whatever the archive says
of its size; a document type, and with it every entity, is refused; formulas are never worked out: the value the
program stored beside them is taken. A day is read by the format of its cell, as the program shows it.
"""

import io
import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile
import zlib
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from xml.parsers import expat

from motcua.kit.dates import short_date
from motcua.kit.vietnamese import clean
from motcua.kit.words import N_, Invalid

NO_WORKBOOK = N_("Tệp bảng tính này không mở được. Hãy mở trong Excel, lưu lại dạng “.xlsx”, rồi chọn tệp mới.")
TOO_LARGE = N_("Tệp bảng tính này quá lớn. Hãy chép các ô cần dùng sang tệp mới, rồi chọn tệp mới.")
MOST_PART, MOST_PARTS, MOST_ELEMENTS, DEEPEST = 2_000_000, 500, 200_000, 40
"""Bytes of an unpacked part, parts of an archive, elements of a part and how deep they stand in each other."""
MOST_ROWS, MOST_CELLS, LONGEST_CELL = 2_000, 40, 300
"""Rows with something in them, cells kept of a row, characters kept of a cell."""

_BOOK = "xl/workbook.xml"
_PLAIN_DAYS = {*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)}
"""Built-in formats that show a day (ISO/IEC 29500-1, 18.8.30)."""
_NOT_LETTERS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_PLACE = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")

Rows = list[tuple[int, list[str]]]


def is_workbook(data: bytes) -> bool:
    """Whether the file is an archive as .xlsx is; what is in it shows only when it is read."""
    return data.startswith(b"PK\x03\x04")


def read(data: bytes) -> Rows:
    """The rows of the first sheet that is not hidden, each with its number. Raises Invalid, saying what to do."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Book(archive).rows()
    except (
        zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, IndexError, ValueError, OSError, EOFError,
        NotImplementedError, RuntimeError,
    ) as error:  # fmt: skip
        if isinstance(error, Invalid):
            raise
        raise Invalid(NO_WORKBOOK) from error


class _Book:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        if len(archive.infolist()) > MOST_PARTS:
            raise Invalid(TOO_LARGE)
        self._archive = archive
        self._names = set(archive.namelist())
        book = self._part(_BOOK)
        properties = book.find("workbookPr")
        late = properties is not None and properties.get("date1904") in ("1", "true")
        self._first_day = date(1904, 1, 1) if late else date(1899, 12, 30)
        self._sheet = self._part(self._place(book))
        self._texts = [_text(one) for one in self._optional("xl/sharedStrings.xml")]
        self._days = self._formats()

    def rows(self) -> Rows:
        found: Rows = []
        number = 0
        for row in self._sheet.iterfind("sheetData/row"):
            said = row.get("r", "")
            number = int(said) if said.isdecimal() and len(said) <= 7 else number + 1
            cells = self._cells(row)
            if any(cells):
                found.append((number, cells))
            if len(found) > MOST_ROWS:
                raise Invalid(TOO_LARGE)
        return found

    def _cells(self, row: ET.Element) -> list[str]:
        cells: list[str] = []
        for cell in row.iterfind("c"):
            column = _column(cell.get("r", ""), len(cells))
            if column >= MOST_CELLS:
                continue
            cells += [""] * (column + 1 - len(cells))
            cells[column] = clean(self._said(cell))[:LONGEST_CELL]
        return cells

    def _said(self, cell: ET.Element) -> str:
        kind, value = cell.get("t", "n"), cell.findtext("v") or ""
        if kind == "inlineStr":
            inner = cell.find("is")
            return _text(inner) if inner is not None else ""
        if kind == "s":
            return self._texts[int(value)] if value.isdecimal() and len(value) <= 7 else ""
        if kind == "n" and value:
            return self._number(value, int(cell.get("s", "0")))
        return value

    def _number(self, value: str, style: int) -> str:
        try:
            number = Decimal(value)
        except InvalidOperation:
            return value
        if not number.is_finite() or abs(number) >= 10**15:
            return value
        if style in self._days and 0 < number < 3_000_000:
            return short_date(self._first_day + timedelta(days=int(number)))
        return f"{number.to_integral_value():f}" if number == number.to_integral_value() else f"{number.normalize():f}"

    def _formats(self) -> set[int]:
        """The styles of cells that show a day."""
        styles = self._optional("xl/styles.xml")
        own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in styles.iterfind("numFmts/numFmt")}
        days = set()
        for style, shown in enumerate(styles.iterfind("cellXfs/xf")):
            format = shown.get("numFmtId", "0")
            letters = _NOT_LETTERS.sub("", own.get(format, "")).lower()
            if (format.isdecimal() and int(format) in _PLAIN_DAYS) or ("y" in letters and "d" in letters):
                days.add(style)
        return days

    def _place(self, book: ET.Element) -> str:
        """Where the first sheet that is not hidden stands in the archive."""
        links = {one.get("Id"): one.get("Target", "") for one in self._part("xl/_rels/workbook.xml.rels")}
        sheets = [one for one in book.iterfind("sheets/sheet") if one.get("state", "visible") == "visible"]
        target = links[sheets[0].get("id")]
        return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))

    def _optional(self, name: str) -> ET.Element:
        return self._part(name) if name in self._names else ET.Element("none")

    def _part(self, name: str) -> ET.Element:
        info = self._archive.getinfo(name)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Invalid(NO_WORKBOOK)
        with self._archive.open(info) as packed:
            data = packed.read(MOST_PART + 1)
        if len(data) > MOST_PART:
            raise Invalid(TOO_LARGE)
        return _parsed(data)


def _parsed(data: bytes) -> ET.Element:
    """The tree of a part under plain names, without the names of its vocabularies."""
    tree, reader = ET.TreeBuilder(), expat.ParserCreate(namespace_separator="}")
    begun = depth = 0

    def start(name: str, given: dict[str, str]) -> None:
        nonlocal begun, depth
        begun, depth = begun + 1, depth + 1
        if begun > MOST_ELEMENTS or depth > DEEPEST:
            raise Invalid(TOO_LARGE)
        tree.start(_local(name), {_local(key): text for key, text in given.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        tree.end(_local(name))

    def refuse(*_declared: object) -> None:
        raise Invalid(NO_WORKBOOK)

    reader.StartElementHandler, reader.EndElementHandler = start, end
    reader.CharacterDataHandler = tree.data
    reader.StartDoctypeDeclHandler = refuse
    reader.Parse(data, True)
    return tree.close()


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _text(element: ET.Element) -> str:
    """The words of a cell; how they are read aloud in another script (rPh) is not among them."""
    runs = [one for one in element if one.tag == "r"]
    return "".join(part.findtext("t") or "" for part in (runs or [element]))


def _column(place: str, following: int) -> int:
    """The column of a place such as "B3", counted from 0; without one, that behind the cell before."""
    said = _PLACE.fullmatch(place)
    if said is None:
        return following
    column = 0
    for letter in said[1]:
        column = column * 26 + ord(letter) - 64
    return column - 1
