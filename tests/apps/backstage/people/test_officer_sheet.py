"""Lists of officers as offices keep them: saved from Excel, with columns of their own, half spoiled by it."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from motcua.backstage.people.sheet import COLUMNS, MOST_ROWS
from motcua.people.models import Account
from tests.apps.backstage.people.test_officers import browser
from tests.apps.backstage.reading import controls
from tests.support.workbooks import workbook
from tests.unit.kit.test_sheets import code_page

pytestmark = pytest.mark.django_db
PERSON = ("Đỗ Minh Châu", "0911222333", "036185000011", "", "H42.37.117", "Cán bộ tiếp nhận", "", "01/12/2026")
PAGE = "officer_import"


@pytest.fixture
def boss() -> Client:
    return browser("administrator")


def table(*rows: tuple[str, ...], separator: str = ";") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows([COLUMNS, *rows])
    return text.getvalue()


def sent(boss: Client, data: bytes, name: str = "can-bo.csv") -> str:
    file = io.BytesIO(data)
    file.name = name
    return boss.post(reverse(PAGE), {"file": file, "why": "QĐ 9"}).text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1258"])
def test_the_same_list_in_every_encoding(boss: Client, encoding: str) -> None:
    text = table(PERSON)
    page = sent(boss, code_page(text) if encoding == "cp1258" else text.encode(encoding))
    assert "Mọi dòng đều dùng được" in page and "Đỗ Minh Châu" in page
    assert ("soát kỹ dấu" in page) == (encoding == "cp1258")
    assert boss.post(reverse(PAGE), {"kept": controls(page)["kept"]}).status_code == 302
    assert Account.objects.get(phone="0911222333").full_name == "Đỗ Minh Châu"


def test_columns_in_an_order_of_their_own_under_a_title(boss: Client) -> None:
    heading = ["TT", *reversed(COLUMNS), "Ghi chú"]
    lines = [["DANH SÁCH CÁN BỘ"], [], heading, ["1", *reversed(PERSON), "mới"]]
    page = sent(boss, "\n".join(",".join(cells) for cells in lines).encode())
    assert "Mọi dòng đều dùng được" in page
    page = sent(boss, "\n".join(",".join(cells) for cells in (COLUMNS[:4], PERSON[:4])).encode())
    assert "Bảng thiếu cột: Mã cơ quan, Chức danh" in page


def test_zeros_that_a_spreadsheet_dropped_come_back(boss: Client) -> None:
    page = sent(boss, table((PERSON[0], "911222333", "36185000011", *PERSON[3:])).encode())
    assert "Mọi dòng đều dùng được" in page and "0911222333" in page and "036185000011" in page


def test_what_a_spreadsheet_spoiled_is_named_by_row_and_column_and_corrected_there(boss: Client) -> None:
    spoiled = ("Nguy?n Th? Lan", "0911222333", "3.61E+10", "", "H42.37.117", "Cán bộ tiếp nhận", "Thủ quỹ", "31/2/2026")
    page = sent(boss, table(PERSON, spoiled).encode())
    assert "Họ và tên: Chữ đã mất dấu" in page and "Số định danh cá nhân: Bảng tính đã rút gọn số" in page
    assert "Chức năng: Không có chức năng “Thủ quỹ”" in page and "1 dòng cần sửa" in page
    assert "Văn thư" in page and "Từ ngày: " in page, "what may be written is said, and every mistake at once"
    typed = controls(page)
    assert typed["why"] == "QĐ 9" and "Nguy?n Th? Lan\t" in typed["cells"]
    better = typed["cells"].replace("Nguy?n Th? Lan\t0911222333\t3.61E+10", "Nguyễn Thị Lan\t0911222334\t036185000012")
    again = boss.post(reverse(PAGE), {"cells": better.replace("Thủ quỹ\t31/2/2026", "\t"), "why": typed["why"]})
    assert "Mọi dòng đều dùng được" in again.text


def test_a_workbook_is_read_as_it_is(boss: Client) -> None:
    person = (*PERSON[:1], 911222333, 36185000011, *PERSON[3:7], "")
    page = sent(boss, workbook([COLUMNS, person]), "can-bo.xlsx")
    assert "Mọi dòng đều dùng được" in page and "0911222333" in page and "036185000011" in page


def test_an_old_or_locked_workbook_is_answered_with_how_to_save_it(boss: Client) -> None:
    page = sent(boss, b"\xd0\xcf\x11\xe0" + bytes(5_000), "can-bo.xls")
    assert "Lưu dưới dạng" in page and "“.xlsx”" in page and "QĐ 9" in page
    assert "không mở được" in sent(boss, b"PK\x03\x04" + b"\x00xl/workbook.xml" * 2_000, "can-bo.xlsx")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (table(*[PERSON] * (MOST_ROWS + 1)).encode(), "quá 200 dòng"),
        (b"x" * 200_001, "nặng quá 200 KB"),
        ("Đỗ Minh Châu\nLê Hà Vân\n".encode(), "chỉ có một cột"),
        (table().encode(), "chưa có dòng nào"),
        (table(PERSON).encode() + b"\xff;", "Dòng 3, cột A"),
    ],
)
def test_bounds_and_faults_of_the_whole_file(boss: Client, data: bytes, told: str) -> None:
    assert told in sent(boss, data)


def test_the_sample_opens_in_excel_and_comes_back_as_it_is(boss: Client) -> None:
    sample = boss.get(reverse("officer_import_sample"))
    assert sample.content.startswith(b"\xef\xbb\xbf")
    page = sent(boss, sample.content)
    assert "Mọi dòng đều dùng được" in page


def test_what_comes_in_as_a_formula_goes_nowhere(boss: Client) -> None:
    page = sent(boss, table(('=HYPERLINK("http://x";"y")', *PERSON[1:])).encode())
    assert "1 dòng cần sửa" in page
