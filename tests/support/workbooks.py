"""Workbooks (.xlsx) as Excel writes them, made by hand so that a test can break each part."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets><sheet name="cũ" sheetId="1" state="hidden" r:id="rId9"/>'
    '<sheet name="Cán bộ" sheetId="2" r:id="rId1"/></sheets></workbook>'
)
RELATED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
)
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>'
)


def sheet(inner: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{inner}</sheetData></worksheet>'


def workbook(rows: Iterable[Sequence[str | int]], parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """Texts as shared strings, numbers as numbers; `parts` replaces or adds parts of the archive."""
    texts: list[str] = []
    lines = []
    for number, row in enumerate(rows, 1):
        cells = []
        for column, value in enumerate(row):
            place = f"{chr(65 + column)}{number}"
            if isinstance(value, int):
                cells.append(f'<c r="{place}"><v>{value}</v></c>')
            elif value:
                cells.append(f'<c r="{place}" t="s"><v>{len(texts)}</v></c>')
                texts.append(f"<si><t>{escape(value)}</t></si>")
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    all_parts: dict[str, str | bytes] = {
        "xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": RELATED, "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"".join(texts)}</sst>',
        "xl/worksheets/sheet1.xml": sheet("".join(lines)),
    }  # fmt: skip
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**all_parts, **(parts or {})}.items():
            archive.writestr(name, text)
    return made.getvalue()
