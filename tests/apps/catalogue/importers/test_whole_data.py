"""Everything the national portal published, as real files hold it: all of it is taken, and once."""

import gzip
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from motcua.catalogue import versions
from motcua.catalogue.importers import mapping
from motcua.catalogue.importers.names import code_of
from motcua.catalogue.importers.record import record_of
from motcua.catalogue.importers.report import Report, peak
from motcua.catalogue.importers.running import import_files
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.kit.vietnamese import fold
from tests.support import shared

RECORDS = 2348
MOST_SECONDS, MOST_MEGABYTES = 60, 500


def file(name: str) -> Path:
    path = shared.FOLDER / name
    if not path.exists():
        pytest.skip(f"no shared data: {path} is absent")
    return path


@pytest.fixture(scope="module")
def published() -> list[tuple[dict[str, Any], mapping.Made]]:
    with gzip.open(file("procedures.jsonl.gz"), "rt", encoding="utf-8") as lines:
        return [(raw, mapping.document_of(record_of(raw))) for raw in map(json.loads, lines)]


def told(report: Report) -> dict[str, int]:
    return {name: count for name, count in report.outcomes.items() if count}


@pytest.mark.django_db
def test_all_of_it_twice() -> None:
    whole = file("procedures.jsonl.gz")
    began, held = time.process_time(), peak()  # this process's own time: the machine may be busy
    first = import_files([whole])
    assert sum(first.outcomes.values()) == RECORDS and first.exit_code == 0, first.troubles[:3]
    assert set(told(first)) <= {"taken", "changed"}, "what the library has in force becomes a draft beside it"
    assert time.process_time() - began < MOST_SECONDS and peak() - held < MOST_MEGABYTES
    in_force = set(Procedure.objects.exclude(current=None).values_list("code", flat=True))
    drafts = ProcedureVersion.objects.filter(published_at=None).count()
    assert drafts == RECORDS and Counter(told(first))["taken"] == RECORDS - told(first).get("changed", 0)
    assert told(import_files([whole])) == {"unchanged": RECORDS}
    others = [file("procedures_dev_alt.jsonl"), *sorted(file("api_samples").glob("*.json")), file("catalog.jsonl")]
    rest = import_files(others)
    assert rest.exit_code == 0 and rest.records == 59 + 25 + 5670 and rest.names == 5670
    assert Procedure.objects.filter(current=None).count() >= 5_500
    assert not set(told(import_files(others, dry_run=True))) - {"unchanged", "repeated"}
    assert in_force == set(Procedure.objects.exclude(current=None).values_list("code", flat=True))
    versions.forget()


def letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


def test_no_word_of_the_steps_and_requirements_is_lost(published: list[tuple[dict[str, Any], mapping.Made]]) -> None:
    for raw, made in published:
        content = made.document.content
        source = letters("".join(f"{step['name'] or ''}{step['text']}" for step in raw["steps"]))
        assert letters("".join(content.steps)) == source, raw["code"]
        none = content.requirements == ["Không"]
        assert none or len(letters("".join(content.requirements))) >= len(letters(raw["requirements"] or "")) * 0.9, (
            raw["code"]
        )


def zero_fees(raw: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (fee for way in raw["methods"] for fee in way["fees"] if not fee["amount_vnd"])


def test_zero_is_free_nowhere_without_a_law(published: list[tuple[dict[str, Any], mapping.Made]]) -> None:
    free = [
        (made.document.code, charge.text)
        for _raw, made in published for method in made.document.content.methods for charge in method.charges
        if charge.rule == "free"
    ]  # fmt: skip
    assert all("luật" in text.lower() or "thông tư" in text.lower() for _code, text in free)
    assert len({code for code, _text in free}) < 20
    silent = [
        made for raw, made in published if any(not fee["text"] and fee["amount_vnd"] == 0 for fee in zero_fees(raw))
    ]
    assert all("fee" in {doubt.item for doubt in made.document.doubts} for made in silent)


def test_a_bare_number_is_never_a_limit(published: list[tuple[dict[str, Any], mapping.Made]]) -> None:
    for raw, made in published:
        bare = [way for way in raw["methods"] if way["time_unit"] == "OTHER" and not isinstance(way["time_value"], str)]
        if bare and not raw["cases"] and not any(way["description"] for way in bare):
            assert "limit" in {doubt.item for doubt in made.document.doubts}, raw["code"]


def test_codes_names_and_papers(published: list[tuple[dict[str, Any], mapping.Made]]) -> None:
    for raw, made in published:
        document = made.document
        assert document.code == code_of(raw["code"]).text and "\n" not in document.name and document.name
        assert (document.origin == "internal") == raw["code"].startswith("6.")
        assert all(paper.name[:2] not in ("- ", "+ ", "* ") for paper in document.components)
    listed = [paper for _raw, made in published for paper in made.document.components]
    assert len(listed) > 13_000 and sum(paper.duty == "note" for paper in listed) > 500
