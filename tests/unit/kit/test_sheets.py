"""Tables as Excel saves them, in every encoding it chooses, and what is said where one cannot be read."""

import codecs
import unicodedata

import pytest

from motcua.kit import sheets
from motcua.kit.words import Invalid

ROWS = [["Họ và tên", "Số di động", "Chức danh"], ["Nguyễn Thị Đào", "0912345678", "Cán bộ; Văn thư"]]


def table(separator: str, end: str = "\r\n") -> str:
    return "".join(separator.join(f'"{one}"' if ";" in one else one for one in row) + end for row in ROWS)


def code_page(text: str) -> bytes:
    """As Windows writes Vietnamese: the letter with its first mark, the tone after it."""
    found = bytearray()
    for char in text:
        try:
            found += char.encode("cp1258")
        except UnicodeEncodeError:
            base, *marks = list(unicodedata.normalize("NFD", char))
            tone = next(one for one in marks if one in "\u0300\u0301\u0303\u0309\u0323")
            rest = unicodedata.normalize("NFC", base + "".join(one for one in marks if one != tone))
            found += rest.encode("cp1258") + tone.encode("cp1258")
    return bytes(found)


@pytest.mark.parametrize("separator", ["\t", ";", ",", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"])
def test_every_encoding_with_every_separator(encoding: str, separator: str) -> None:
    text = table(separator)
    data = code_page(text) if encoding == "cp1258" else text.encode(encoding)
    found = sheets.read(data, 3)
    assert found.rows == [(1, ROWS[0]), (2, ROWS[1])]
    assert found.guessed == (encoding == "cp1258")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_end_of_line_and_letters_written_with_loose_marks(end: str) -> None:
    data = codecs.BOM_UTF16_BE + unicodedata.normalize("NFD", table(",", end)).encode("utf-16-be")
    assert sheets.read(data, 3).rows[1] == (2, ROWS[1])


def test_empty_rows_keep_their_number_and_the_line_of_the_separator_has_none() -> None:
    data = b"sep=;\r\na;b;c\r\n;;\r\n\r\nd;e,e;f\r\n"
    assert sheets.read(data, 3).rows == [(1, ["a", "b", "c"]), (4, ["d", "e,e", "f"])]


def test_an_old_workbook_is_told_how_to_become_a_new_one() -> None:
    with pytest.raises(Invalid, match=r"Lưu dưới dạng.*\.xlsx"):
        sheets.read(b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(range(256)) * 20, 3)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n\xe2\xe3\xcf\xd3", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\0" * 50])
def test_something_else_is_no_sheet(data: bytes) -> None:
    with pytest.raises(Invalid):
        sheets.read(data, 3)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("Họ và tên,Số,Chức\nNguyễn Thị Đào,09,Cán b".encode() + b"\xff\xfe\n", "Dòng 2, cột C"),
        (codecs.BOM_UTF8 + "Họ;Số;Chức\nĐào;0".encode() + b"\xe1;b", "Dòng 2, cột B"),
        (codecs.BOM_UTF16_LE + "a\tb\tc\nd\te\tf".encode("utf-16-le") + b"\x00", "Dòng 2, cột C"),
        (b"Ho ten,So,Chuc\nDo,09,a\nNguy\xd4n \xae\xb5o \xb8,1,2\n", "Dòng 3, cột A"),  # an old font, not a code page
        (b"a,b,c\nd,e,\x8d\n", "Dòng 2, cột C"),  # no letter of the code page at all
    ],
)
def test_what_cannot_be_read_is_named_by_row_and_column(data: bytes, place: str) -> None:
    with pytest.raises(Invalid, match=place):
        sheets.read(data, 3)


def test_a_quote_that_never_ends_names_its_row() -> None:
    with pytest.raises(Invalid, match="Từ dòng 2"):
        sheets.read(b'a,b,c\n"d,e,f\ng,h,i\n', 3)
    with pytest.raises(Invalid):
        sheets.read(b'"' + b"x" * 199_000, 3)
    with pytest.raises(Invalid):
        sheets.read(b'"' + "đ".encode() * 99_000 + b"\xff", 3)


def test_cells_and_rows_are_bounded_and_cleaned() -> None:
    (row,) = sheets.read((",".join(["x" * 999] * 90) + "\n").encode(), 3).rows
    assert len(row[1]) == sheets.MOST_CELLS and {len(cell) for cell in row[1]} == {sheets.LONGEST_CELL}
    assert sheets.read("\u200b a \u202e,b,c\n".encode(), 3).rows == [(1, ["a", "b", "c"])]


def test_columns_are_named_as_the_program_names_them() -> None:
    assert [sheets.letter(one) for one in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]
