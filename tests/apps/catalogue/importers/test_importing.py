"""Records become drafts, once; what changed is told; what people did stays."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from config.cli import main
from motcua.catalogue import drafts, publishing, versions
from motcua.catalogue.importers import storing
from motcua.catalogue.importers.report import Report
from motcua.catalogue.importers.running import import_files
from motcua.catalogue.models import Component, Procedure, ProcedureVersion
from motcua.catalogue.search import Query, search
from motcua.kit.actor import Actor
from tests.apps.catalogue.importers.conftest import Write
from tests.unit.catalogue.samples import NAMES, PORTAL, RECORDS, answer, raw, way

pytestmark = pytest.mark.django_db
CODE = "1.900001"


def outcomes(report: Report) -> dict[str, int]:
    return {name: count for name, count in report.outcomes.items() if count}


def draft() -> ProcedureVersion:
    found = drafts.draft_of(Procedure.objects.get(code=CODE))
    assert found is not None
    return found


def test_records_become_drafts_and_nothing_is_published() -> None:
    report = import_files([RECORDS])
    assert outcomes(report) == {"taken": 3} and report.exit_code == 0
    procedure = Procedure.objects.get(code=CODE)
    assert procedure.current is None and procedure.name == "Thủ tục cấp thẻ thư viện xã"
    made = draft()
    assert made.edited_by == storing.BY and made.number == 1
    assert [paper.name for paper in made.components.all()] == ["Đơn xin cấp thẻ (Mẫu số 01)", "Ảnh chân dung"]
    assert Procedure.objects.get(code="6.900003").origin == "internal"
    assert CODE not in {hit.code for hit in search(Query(q="thẻ thư viện xã")).hits}, "it is not in force"
    assert CODE in {hit.code for hit in search(Query(q="thẻ thư viện xã", everything=True)).hits}


def test_again_changes_nothing() -> None:
    import_files([RECORDS, PORTAL])
    before = list(ProcedureVersion.objects.order_by("id").values())
    report = import_files([RECORDS, PORTAL])
    assert outcomes(report) == {"unchanged": 4} and list(ProcedureVersion.objects.order_by("id").values()) == before


def test_another_day_of_collection_is_no_change(write: Write) -> None:
    import_files([RECORDS])
    later = write(raw(crawled_at="2026-09-01", source="nguồn khác", an_unknown_key={"x": 1}))
    assert outcomes(import_files([later])) == {"unchanged": 1} and draft().revision == 1


def test_a_changed_record_becomes_the_draft_with_a_readable_diff(write: Write) -> None:
    import_files([RECORDS])
    report = import_files([write(raw(name="Thủ tục cấp thẻ đọc sách", methods=[way(value=7)]))])
    assert outcomes(report) == {"changed": 1} and draft().name == "Thủ tục cấp thẻ đọc sách"
    assert draft().number == 1, "still the one draft"
    changes = {change["item"]: (change["before"], change["after"]) for change in report.entries[0]["changes"]}
    assert changes["Tên thủ tục"] == ("Thủ tục cấp thẻ thư viện xã", "Thủ tục cấp thẻ đọc sách")
    assert changes["Thời hạn"] == ("5 ngày làm việc", "7 ngày làm việc")


def test_a_draft_that_a_person_edited_is_never_overwritten(write: Write) -> None:
    import_files([RECORDS])
    document = versions.document(draft())
    drafts.save(document.model_copy(update={"name": "Tên của bà Lan"}), by="Lan", revision=draft().revision)
    assert outcomes(import_files([RECORDS])) == {"unchanged": 3}, "the same record: nothing new to say"
    report = import_files([write(raw(name="Tên mới của nguồn"))])
    assert outcomes(report) == {"conflicts": 1} and draft().name == "Tên của bà Lan"
    assert report.entries[0]["changes"][0]["after"] == "Tên mới của nguồn"


def published() -> ProcedureVersion:
    """The record put in force as it is, with what a record never says."""
    import_files([RECORDS])
    document = versions.document(draft())
    content = document.content.model_copy(update={"summary": "Thẻ để mượn sách.", "receipt_ways": ["Nhận tại quầy."]})
    actor = Actor.SYSTEM
    saved = drafts.save(document.model_copy(update={"content": content, "source": None}), by="Lan")
    return publishing.enact(saved, saved.procedure, actor)


def test_what_is_in_force_stays_and_the_record_becomes_a_draft(write: Write) -> None:
    in_force = published()
    assert outcomes(import_files([RECORDS])) == {"unchanged": 3}, "only what records never speak of differs"
    report = import_files([write(raw(methods=[way(value=1, unit="OTHER")]))])
    assert outcomes(report) == {"changed": 1}
    assert Procedure.objects.get(code=CODE).current_id == in_force.id
    made = draft()
    assert made.number == in_force.number + 1 and {doubt["item"] for doubt in made.doubts} == {"limit"}
    assert made.content["summary"] == "Thẻ để mượn sách.", "what a record never says is carried over"
    assert "Thời hạn" in {change["item"] for change in report.entries[0]["changes"]}
    publishing.withdraw(in_force.procedure, Actor.SYSTEM, decision="1/QĐ", decision_date=date(2026, 1, 1), reason="x")
    assert outcomes(import_files([RECORDS]))["changed"] == 1


def test_dry_run_says_the_same_and_writes_nothing(write: Write) -> None:
    import_files([RECORDS])
    counts = Procedure.objects.count(), ProcedureVersion.objects.count(), Component.objects.count()
    files = [write(raw(name="Tên khác"), raw(code="1.900077")), PORTAL, NAMES]
    tried = import_files(files, dry_run=True)
    assert counts == (Procedure.objects.count(), ProcedureVersion.objects.count(), Component.objects.count())
    assert draft().name == "Thủ tục cấp thẻ thư viện xã"
    assert outcomes(tried) == outcomes(import_files(files))


def test_bare_names_are_found_and_never_overwrite() -> None:
    import_files([RECORDS])
    report = import_files([NAMES])
    assert outcomes(report) == {"taken": 2, "unchanged": 1} and report.names == 3
    bare = Procedure.objects.get(code="1.900005")
    assert (bare.origin, bare.field_name, bare.versions.count()) == ("provincial", "Thư viện", 0)
    assert Procedure.objects.get(code="6.900006").origin == "internal"
    assert draft().name == "Thủ tục cấp thẻ thư viện xã"
    assert outcomes(import_files([NAMES])) == {"unchanged": 3}


def test_a_bare_name_becomes_a_described_procedure(write: Write) -> None:
    import_files([NAMES])
    assert outcomes(import_files([RECORDS]))["taken"] == 3
    assert draft().number == 1 and Procedure.objects.filter(code=CODE).count() == 1


@pytest.mark.parametrize("form", ["array", "pretty array", "lines", "gzip", "answers", "data list", "bom"])
def test_shapes_are_recognised_by_content(tmp_path: Path, write: Write, form: str) -> None:
    records: list[Any] = [raw(), raw(code="1.900009")]
    answers = [answer(), {"code": "OK", "data": answer()["data"] | {"code": "1.900010"}}]
    path = tmp_path / "khong-ten"
    if form in ("lines", "gzip"):
        path = write(*records, packed=form == "gzip")
    elif form == "answers":
        path = write(*answers)
    else:
        value = {"code": "OK", "data": [one["data"] for one in answers]} if form == "data list" else records
        text = json.dumps(value, ensure_ascii=False, indent=2 if form == "pretty array" else None)
        path.write_text(text, encoding="utf-8-sig" if form == "bom" else "utf-8")
    assert outcomes(import_files([path])) == {"taken": 2}


def test_a_code_is_taken_once_a_run(write: Write) -> None:
    file = write(raw(), raw(name="Cách nhìn khác"))
    for first, then in (({"taken": 1, "repeated": 1}, 1), ({"unchanged": 1, "repeated": 1}, 1)):
        assert outcomes(import_files([file])) == first and draft().revision == then


def test_a_confirmed_doubt_stays_confirmed_while_it_is_the_same(write: Write) -> None:
    unclear = {"methods": [way(value=1, unit="OTHER")]}
    import_files([write(raw(**unclear))])
    publishing.confirm(draft(), "limit", Actor.SYSTEM, source="Luật 46/2019 Điều 1")
    import_files([write(raw(name="Tên khác", **unclear))])
    assert draft().confirmations.count() == 1
    import_files([write(raw())])
    assert draft().confirmations.count() == 0, "the doubt is gone, and so is its confirmation"


def run(*words: str) -> tuple[int, Any]:
    result = CliRunner().invoke(main, ["import-procedures", *words])
    return result.exit_code, result.stdout


def test_the_command_reports_for_programs_and_people(write: Write, tmp_path: Path) -> None:
    code, said = run(str(RECORDS), "--json", "--details")
    data = json.loads(said)
    assert code == 0 and data["taken"] == 3 and data["doubts"] == {"limit": 1, "fee": 1}
    assert {"files", "records", "unchanged", "changed", "refused", "conflicts", "understood", "missing"} <= data.keys()
    assert data["seconds"] >= 0 and data["peak_mb"] > 0 and len(data["records_report"]) == 3
    code, said = run(str(write(raw(name="Tên khác"), {"code": "1.900088"})), "--dry-run")
    assert code == 1 and "Chạy thử" in said and "Tên khác" in said and "dòng 2" in said
    code, said = run(str(tmp_path / "không có"), "--json")
    assert code == 2 and "Không mở được" in json.loads(said)["troubles"][0]["why"]
