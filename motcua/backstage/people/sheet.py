"""The table of officers as an office keeps it: its columns by name or in the order of the sample."""

import re

from django.utils.translation import gettext as _

from motcua.kit import sheets
from motcua.kit.vietnamese import fold
from motcua.kit.words import N_, Invalid

MOST_BYTES = 200_000
MOST_ROWS = 200
COLUMNS = (
    N_("Họ và tên"), N_("Số di động"), N_("Số định danh cá nhân"), N_("Thư điện tử"), N_("Mã cơ quan"), N_("Chức danh"),
    N_("Chức năng"), N_("Từ ngày"),
)  # fmt: skip
"""The columns of the sheet in their order; functions are separated by semicolons, empty = those of the post."""
NAME, PHONE, ID, MAIL, OFFICE, TITLE, FUNCTIONS, START = range(len(COLUMNS))
NEEDED = (NAME, PHONE, ID, OFFICE, TITLE)
_SHORTENED = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)
"""How a spreadsheet program writes a long number: 3.61E+10."""
_WITHOUT_ZERO = {PHONE: 9, ID: 11}
"""Figures of a number whose leading zero a spreadsheet program dropped."""

Lines = list[tuple[int, list[str]]]


def lines(data: bytes) -> tuple[Lines, bool]:
    """The rows under the headings, their cells in the order of COLUMNS and any more after them.

    The second tells whether the encoding was guessed. Raises Invalid when it is no such table.
    """
    if len(data) > MOST_BYTES:
        sheets.refuse_workbook(data)
        raise Invalid(N_("Tệp nặng quá 200 KB. Hãy chia thành nhiều tệp."))
    found = sheets.read(data, len(COLUMNS))
    rows = _ordered(found.rows)
    if not rows:
        raise Invalid(N_("Bảng chưa có dòng nào. Hãy chọn tệp, hoặc dán các ô vào."))
    if len(rows) > MOST_ROWS:
        raise Invalid(N_("Bảng có quá %(most)s dòng. Hãy chia thành nhiều tệp."), most=MOST_ROWS)
    if not any(any(cells[1:]) for _number, cells in rows):
        raise Invalid(N_("Bảng chỉ có một cột. Hãy dùng bảng mẫu, mỗi mục một cột."))
    return rows, found.guessed


def _ordered(rows: Lines) -> Lines:
    """Without the headings and what stands above them; where they are in another order, put in ours."""
    for at, (_number, cells) in enumerate(rows[: sheets.LOOKED_AT]):
        places = _places(cells)
        if len(places) < 3:
            continue
        if absent := [_(COLUMNS[one]) for one in NEEDED if one not in places]:
            raise Invalid(N_("Bảng thiếu cột: %(columns)s. Hãy dùng bảng mẫu."), columns=", ".join(absent))
        return [(number, _sorted(cells, places, len(rows[at][1]))) for number, cells in rows[at + 1 :]]
    return [(number, _repaired(cells + [""] * len(COLUMNS))) for number, cells in rows]


def _places(cells: list[str]) -> dict[int, int]:
    """Our column → where the heading stands, in the language of the law or of the reader."""
    ours = {fold(name): one for one, title in enumerate(COLUMNS) for name in (title, _(title))}
    return {ours[fold(cell)]: at for at, cell in reversed(list(enumerate(cells))) if fold(cell) in ours}


def _sorted(cells: list[str], places: dict[int, int], width: int) -> list[str]:
    """Ours first; columns with another heading are left out, cells beyond the last heading come after."""
    ours = [cells[places[one]] if one in places and places[one] < len(cells) else "" for one in range(len(COLUMNS))]
    return _repaired(ours) + cells[width:]


def _repaired(cells: list[str]) -> list[str]:
    """A telephone and a personal number begin with a zero, which spreadsheet programs drop from what looks a number."""
    for column, figures in _WITHOUT_ZERO.items():
        cell = cells[column].lstrip("'")
        cells[column] = f"0{cell}" if cell.isdecimal() and len(cell) == figures else cell
    return cells


def spoiled(cells: list[str]) -> dict[int, str]:
    """What a spreadsheet program did to the cells of a row: column → what to do about it."""
    found = {}
    if any(cells[len(COLUMNS) :]):
        found[len(COLUMNS)] = _("Dòng có nhiều cột hơn mẫu. Hãy xem lại dấu phẩy.")
    for column, cell in enumerate(cells[: len(COLUMNS)]):
        if "?" in cell:
            told = _("Chữ đã mất dấu khi lưu, thành dấu hỏi. Hãy lưu lại dạng “CSV UTF-8”.")
            found[column] = at(column, told)
        elif _SHORTENED.fullmatch(cell):
            told = _("Bảng tính đã rút gọn số. Hãy đổi cột sang kiểu Văn bản rồi gõ lại số.")
            found[column] = at(column, told)
    return found


def at(column: int, message: str) -> str:
    """A mistake with the name of its column before it."""
    return f"{_(COLUMNS[column])}: {message}"
