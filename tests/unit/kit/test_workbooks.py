"""Workbooks: what the program shows is what is read; what is broken, huge or sly is refused with what to do."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kit import sheets, workbooks
from motcua.kit.words import Invalid
from tests.support.workbooks import MAIN, sheet, workbook

SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


def cells(inner: str, **parts: str) -> list[str]:
    [(_number, found)] = workbooks.read(workbook([], {SHEET: sheet(f"<row>{inner}</row>"), **parts}))
    return found


def test_rows_keep_their_numbers_and_cells_their_columns() -> None:
    data = workbook([["Họ và tên", "Số"], [], ["", "Đỗ Châu", 911222333]])
    assert sheets.read(data, 2).rows == [(1, ["Họ và tên", "Số"]), (3, ["", "Đỗ Châu", "911222333"])]


def test_cells_of_every_kind() -> None:
    assert cells('<c t="inlineStr"><is><r><t>Đỗ </t></r><r><t>Châu</t></r><rPh><t>x</t></rPh></is></c>') == ["Đỗ Châu"]
    assert cells('<c t="str"><f>A1</f><v> kết quả </v></c><c t="e"><v>#REF!</v></c>') == ["kết quả", "#REF!"]
    assert cells("<c><v>3.6185000011E10</v></c><c><v>1.50</v></c><c><v>nan</v></c>") == ["36185000011", "1.5", "nan"]
    assert cells('<c s="1"><v>46357</v></c><c s="2"><v>46357.5</v></c><c s="0"><v>46357</v></c>') == [
        "01/12/2026", "01/12/2026", "46357",
    ]  # fmt: skip


def test_no_more_is_kept_than_fits() -> None:
    found = cells("".join(f'<c t="str"><v>{"x" * 999}</v></c>' for _ in range(90)))
    assert len(found) == workbooks.MOST_CELLS and len(found[0]) == workbooks.LONGEST_CELL
    assert cells('<c r="XFD1"><v>1</v></c><c r="A1"><v>2</v></c>') == ["2"]
    with pytest.raises(Invalid, match="quá lớn"):
        workbooks.read(workbook([["x"]] * (workbooks.MOST_ROWS + 1)))


BOMB = sheet(f'<row><c t="str"><v>{"x" * (workbooks.MOST_PART + 1)}</v></c></row>')
ENTITIES = (
    f'<!DOCTYPE sst [<!ENTITY a "{"ha" * 50}"><!ENTITY b "{"&a;" * 50}">]><sst xmlns="{MAIN}"><si><t>&b;</t></si></sst>'
)
OUTSIDE = f'<!DOCTYPE sst [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst xmlns="{MAIN}"><si><t>&a;</t></si></sst>'


@pytest.mark.parametrize(("parts", "words"), [
    ({SHEET: BOMB}, "quá lớn"),
    ({SHEET: sheet("<row/>" * workbooks.MOST_ELEMENTS)}, "quá lớn"),
    ({SHEET: sheet("<a>" * 60 + "</a>" * 60)}, "quá lớn"),
    ({f"x{number}": "" for number in range(workbooks.MOST_PARTS)}, "quá lớn"),
    ({TEXTS: ENTITIES}, "không mở được"),
    ({TEXTS: OUTSIDE}, "không mở được"),
    ({TEXTS: OUTSIDE.encode("utf-16")}, "không mở được"),
    ({SHEET: "<worksheet>"}, "không mở được"),
    ({TEXTS: f'<sst xmlns="{MAIN}"/>'}, "không mở được"),
    ({"xl/workbook.xml": f'<workbook xmlns="{MAIN}"/>'}, "không mở được"),
    ({"xl/_rels/workbook.xml.rels": '<a><b Id="rId1" Target="../../etc/passwd"/></a>'}, "không mở được"),
])  # fmt: skip
def test_what_is_broken_huge_or_sly_is_refused(parts: dict[str, str | bytes], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        workbooks.read(workbook([["một", "hai"]], parts))


def test_an_archive_of_something_else_is_refused() -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    for data in (other.getvalue(), b"PK\x03\x04", workbook([["x"]])[:-60]):
        with pytest.raises(Invalid, match="không mở được"):
            sheets.read(data, 3)


@given(st.data())
def test_a_damaged_file_is_read_or_refused_never_more(data: st.DataObject) -> None:
    damaged = bytearray(workbook([["Họ và tên", "Số"], ["Đỗ Châu", 911222333]]))
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        workbooks.read(bytes(damaged))
    except Invalid as error:
        assert "Hãy" in str(error)
