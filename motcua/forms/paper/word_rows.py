"""The rows of a sheet in a Word file."""

from docx.document import Document as File
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from motcua.forms.paper.sheet import Row

WIDTH = 165
"""Millimetres between the margins of Decree 30/2020 (30 left, 15 right) on A4."""
STEP = 6
"""Millimetres that one depth is set in."""
BOX, TICKED, SQUARE = "☐", "☒", "▢"


def draw(file: File, row: Row) -> None:
    """One row, whatever its shape."""
    if row.shape == "note":
        _line(file, row).add_run(row.label).italic = True
    elif row.shape == "table":
        _line(file, row).add_run(_head(row))
        _table(file, row)
    elif row.shape == "head":
        _line(file, row).add_run(_head(row)).italic = not row.number
    elif row.office:
        _line(file, row, leader=True).add_run(f"{_head(row)}\t(cơ quan ghi)")
    elif row.shape == "boxes":
        marks = ((TICKED if at in row.ticked else BOX, choice) for at, choice in enumerate(row.choices))
        _line(file, row).add_run(_head(row) + "    ".join(f"{mark} {choice}" for mark, choice in marks))
    elif row.answer:
        _answered(file, row)
    elif row.shape == "squares":
        _line(file, row).add_run(_head(row) + SQUARE * row.count)
    else:
        _room(file, row)


def _answered(file: File, row: Row) -> None:
    paragraph = _line(file, row)
    paragraph.add_run(_head(row))
    for at, text in enumerate(row.answer):
        run = paragraph.add_run(text)
        run.bold = True
        if at < len(row.answer) - 1:
            run.add_break()


def _room(file: File, row: Row) -> None:
    head = _head(row)
    if row.shape == "lines":
        _line(file, row, leader=True).add_run(head + "\t")
        for _more in range(row.count - 1):
            dotted(file).add_run("\t")
    elif all(part.width for part in row.parts):
        words = " ".join(f"{part.label} {'.' * part.width}".strip() for part in row.parts)
        _line(file, row).add_run(head + words)
    elif len(row.parts) == 1:
        _line(file, row, leader=True).add_run(head + "\t")
    else:
        _line(file, row).add_run(head)
        for part in row.parts:
            line = dotted(file)
            line.paragraph_format.left_indent = Mm(STEP * (row.indent + 1))
            line.add_run(f"{part.label}: \t")


def _head(row: Row) -> str:
    number = f"{row.number} " if row.number else ""
    colon = "" if row.label.endswith("?") or (row.shape == "head" and not row.number) else ":"
    return f"{number}{row.label}{' (*)' if row.required else ''}{colon} "


def _line(file: File, row: Row, *, leader: bool = False) -> Paragraph:
    paragraph = dotted(file) if leader else file.add_paragraph()
    if row.indent:
        paragraph.paragraph_format.left_indent = Mm(STEP * row.indent)
    return paragraph


def dotted(file: File) -> Paragraph:
    """A line whose tab runs to the right margin as dots."""
    paragraph = file.add_paragraph()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    return paragraph


def _table(file: File, row: Row) -> None:
    table = file.add_table(rows=1, cols=len(row.columns) + 1, style="Table Grid")
    table.autofit = False
    whole = sum(column.width for column in row.columns)
    widths = [12, *((WIDTH - 12) * column.width / whole for column in row.columns)]
    lines = [["Số", *(column.label for column in row.columns)]]
    lines += [[str(at), *cells] for at, cells in enumerate(row.cells, start=1)]
    for at, line in enumerate(lines):
        cells = table.rows[0].cells if at == 0 else table.add_row().cells
        for cell, text, width in zip(cells, line, widths, strict=True):
            cell.width = Mm(width)
            run = cell.paragraphs[0].add_run(text)
            run.bold = at == 0 or cell is not cells[0]
