"""Broken, huge and hostile files: refused by line or as a whole, never half a record, never the rest."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from motcua.catalogue import documents
from motcua.catalogue.importers import reading
from motcua.catalogue.importers.report import Report
from motcua.catalogue.importers.running import import_files
from motcua.catalogue.models import Component, Procedure, ProcedureVersion
from tests.apps.catalogue.importers.conftest import Write
from tests.unit.catalogue.samples import RECORDS, raw

pytestmark = pytest.mark.django_db
GOOD = json.dumps(raw(), ensure_ascii=False).encode()
OTHER = json.dumps(raw(code="1.900009"), ensure_ascii=False).encode()


def imported(tmp_path: Path, data: bytes, **options: Any) -> Report:
    path = tmp_path / "x"
    path.write_bytes(data)
    return import_files([path], **options)


def taken() -> set[str]:
    return set(Procedure.objects.filter(code__startswith="1.9000").values_list("code", flat=True))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (gzip.compress(GOOD + b"\n" + OTHER * 50)[:-20], "tải chưa hết"), (b"\x1f\x8bnot gzip at all", "hỏng"),
        (GOOD.decode().encode("utf-16"), "UTF-16"), (GOOD.decode().encode("utf-16-le"), "UTF-16"),
        (b"", "rỗng"), (b"\n\n  \n", "rỗng"), (b"code;name\n1;2\n", "không phải JSON"),
        (b"[" + GOOD + b"," + OTHER[:-30], "cụt"), (b"[" + GOOD + b"]\n[" + OTHER + b"]", "còn nội dung khác"),
        (b"[" + GOOD + b',{"code": NaN}]', "sai cú pháp"), (b"[" * 200_000, "quá sâu"),
        (b"[" + GOOD + b"," + OTHER.decode().encode("utf-16-le") + b"]", "UTF-8"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_refused_whole(tmp_path: Path, data: bytes, why: str) -> None:
    report = imported(tmp_path, data)
    assert report.exit_code == 2 and why in report.troubles[0]["why"]
    assert not taken(), "no half import"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (OTHER[:-40], "Không phải JSON"), ("{\"code\": \"1.9\", \"name\": \"Hộ tịch\"}".encode("utf-16")[2:], "UTF-8"),
        ('{"code": "1.900008", "name": "Thủ tục"}'.encode("cp1252", "ignore") + b"\xf4", "UTF-8"),
        (b"[1, 2]", "đối tượng"), (b"7", "đối tượng"), (b'{"a": 1}', "Không nhận ra"),
        (b'{"code": 1' + b"0" * 5000 + b"}", "JSON"),
        (b'{"code": "1.900008", "name": "N", "steps": "text"}', "steps: là chữ, phải là danh sách"),
        (b'{"code": "1.900008", "name": "N", "methods": [{"channel": {}}]}', "methods[0].channel: là đối tượng"),
        (b'{"code": "1.900008", "name": ["N"], "steps": []}', "name: là danh sách, phải là chữ"),
        (b'{"code": "1.900008", "steps": []}', "thiếu tên"), (b'{"name": "N", "steps": []}', "thiếu mã"),
        (b'{"code": "1.900008.01", "name": "N", "steps": []}', "mã một trường hợp"),
        (b'{"code": "1.900008", "name": "' + b"N" * 2000 + b'", "steps": []}', "name: dài quá 1500 ký tự"),
        (b'{"code": "1.900008", "name": "N", "results": [' + b"{}," * 3000 + b'{}]}', "nhiều nhất"),
        (b'{"code": "OK", "data": null}', "Không nhận ra"), (b'{"code": "ERR", "data": []}', "không có thủ tục"),
        (b'{"x":' * 100_000, "quá sâu"),
    ],
)  # fmt: skip
def test_one_bad_line_never_stops_the_rest(tmp_path: Path, line: bytes, why: str) -> None:
    report = imported(tmp_path, GOOD + b"\n" + line.replace(b"\n", b" ") + b"\n" + OTHER + b"\n")
    assert report.exit_code == 1 and report.outcomes["taken"] == 2 and taken() == {"1.900001", "1.900009"}
    assert len(report.troubles) == 1
    assert report.troubles[0]["line"] == 2 and why in report.troubles[0]["why"]


def test_a_huge_line_is_left_out(tmp_path: Path) -> None:
    huge = GOOD.replace(b"1.900001", b"1.900008")[:-1] + b', "x": "' + b"a" * reading.MOST_LINE + b'"}'
    report = imported(tmp_path, GOOD + b"\n" + huge + b"\n" + OTHER)
    assert report.outcomes == {"taken": 2, "refused": 1} and "5 MB" in report.troubles[0]["why"]


def test_a_bomb_is_stopped_at_the_bound(tmp_path: Path) -> None:
    bomb = gzip.compress(GOOD + b"\n" + b" " * 30_000_000)
    report = imported(tmp_path, bomb, most=10 * reading.MEGABYTE)
    assert report.exit_code == 2 and "lớn hơn 10 MB" in report.troubles[0]["why"] and not taken()


@pytest.mark.parametrize("cut", [OTHER[:500], OTHER[: OTHER.index("ủ".encode()) + 1]])
def test_a_file_whose_last_line_is_cut_off_is_refused_whole(tmp_path: Path, cut: bytes) -> None:
    report = imported(tmp_path, GOOD + b"\n" + cut)
    assert report.exit_code == 2 and not taken(), "no half import"
    assert "dòng 2) bị cụt" in report.troubles[0]["why"] and "Hãy tải lại" in report.troubles[0]["why"]


def test_a_whole_last_line_needs_no_line_end(tmp_path: Path) -> None:
    assert imported(tmp_path, GOOD + b"\n" + OTHER).outcomes == {"taken": 2}


def test_a_file_that_cannot_be_opened_is_said_in_plain_words(tmp_path: Path) -> None:
    missing, folder = import_files([tmp_path / "none"]), import_files([tmp_path])
    assert missing.exit_code == folder.exit_code == 2
    assert "không có tệp này" in missing.troubles[0]["why"] and "đây là thư mục" in folder.troubles[0]["why"]


def test_signs_that_a_database_does_not_know_are_dropped(tmp_path: Path) -> None:
    strange = raw(name="Thủ\x00 tục \ud800thẻ\u200b", steps=[{"text": "Nộp\x00 đơn"}])
    report = imported(tmp_path, json.dumps(strange).encode())
    assert report.outcomes == {"taken": 1} and Procedure.objects.get(code="1.900001").name == "Thủ tục thẻ"


def test_trouble_in_the_database_with_one_record_leaves_the_others(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = documents.columns

    def broken(document: Any, form: Any) -> dict[str, Any]:
        made: dict[str, Any] = columns(document, form)
        return made | {"field_code": "x" * 99} if document.code == "1.900002" else made

    monkeypatch.setattr(documents, "columns", broken)
    report = import_files([RECORDS])
    assert report.outcomes == {"taken": 2, "refused": 1} and report.troubles[0]["code"] == "1.900002"
    assert taken() == {"1.900001"}, "nothing is left of the record in trouble"
    versions = set(ProcedureVersion.objects.filter(procedure__code__contains=".90000").values_list("id", flat=True))
    assert len(versions) == 2 and Component.objects.filter(version__in=versions).count() == 4


def test_statements_do_not_grow_with_the_records(write: Write, django_assert_max_num_queries: Any) -> None:
    file = write(*(raw(code=f"1.{number:06d}") for number in range(900_100, 900_180)))
    with django_assert_max_num_queries(40):
        assert import_files([file]).outcomes == {"taken": 80}
    with django_assert_max_num_queries(12):
        assert import_files([file]).outcomes == {"unchanged": 80}
