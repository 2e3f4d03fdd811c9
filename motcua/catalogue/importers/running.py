"""The whole import: files are checked, read as a stream, mapped, kept in batches, reported."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from motcua.catalogue import search
from motcua.catalogue.importers import mapping, reading, shapes, storing
from motcua.catalogue.importers.names import BadCode, code_of, name_of, origin_of, subjects_of
from motcua.catalogue.importers.record import Record, Wrong
from motcua.catalogue.importers.report import Report
from motcua.catalogue.importers.text import shortened
from motcua.catalogue.schema import ProcedureFile

BATCH = 100
BATCH_BYTES = 4 * reading.MEGABYTE
Progress = Callable[[str, Report], None]
MISTAKES = {
    "string_too_long": "dài quá {max_length} ký tự", "string_too_short": "còn trống",
    "too_long": "có {actual_length} mục, nhiều nhất {max_length}", "greater_than_equal": "phải từ {ge} trở lên",
    "less_than_equal": "không được quá {le}",
}  # fmt: skip
"""Kind of a mistake → what is wrong and the bound that holds."""


def import_files(
    paths: Sequence[Path], *, dry_run: bool = False, details: bool = False, most: int = reading.MOST_BYTES,
    progress: Progress = lambda _file, _report: None,
) -> Report:  # fmt: skip
    """Take the procedures of the files as drafts; nothing is published. A code is taken once a run, the first time.

    A damaged file is refused whole. `dry_run` does everything and takes it back. `most` bounds the bytes of a file.
    """
    report = Report(dry_run=dry_run, details=details)
    seen: set[str] = set()
    for path in paths:
        before = report.records
        try:
            reading.checked(path, most)
            _import(path, report, seen, dry_run, most, progress)
        except reading.Unreadable as error:
            report.fail(str(path), str(error))
        report.files.append({"file": str(path), "records": report.records - before})
    written = report.outcomes["taken"] + report.outcomes["changed"]
    if written and not dry_run:
        search.reindex()
    return report


def _import(path: Path, report: Report, seen: set[str], dry_run: bool, most: int, progress: Progress) -> None:
    batch: list[storing.Entry] = []
    for entry in _entries(path, report, seen, most):
        batch.append(entry)
        if len(batch) >= BATCH or sum(one.size for one in batch) >= BATCH_BYTES:
            _store(batch, report, dry_run)
            progress(path.name, report)
            batch = []
    if batch:
        _store(batch, report, dry_run)
    progress(path.name, report)


def _store(batch: list[storing.Entry], report: Report, dry_run: bool) -> None:
    storing.store(batch, dry_run=dry_run)
    for entry in batch:
        if entry.outcome == "refused":
            report.refuse(entry.file, entry.line, entry.trouble, entry.document.code)
        else:
            report.note(entry.file, entry.line, entry.document.code, entry.outcome, entry.made, entry.changes)


def _entries(path: Path, report: Report, seen: set[str], most: int) -> Iterator[storing.Entry]:
    """The records of a file that can be kept; what cannot is reported by line."""
    file = str(path)
    for row in reading.rows(path, most):
        if row.trouble:
            report.refuse(file, row.number, row.trouble)
            continue
        code = ""
        try:
            for found in shapes.found_in(row.value):
                code = found.record.code
                entry = _entry(found, file, row)
                code = entry.document.code
                if code in seen:
                    report.note(file, row.number, code, "repeated", entry.made)
                    continue
                seen.add(code)
                yield entry
        except (Wrong, BadCode) as error:
            report.refuse(file, row.number, str(error), shortened(code, 60))
        except ValidationError as error:
            report.refuse(file, row.number, places(error), shortened(code, 60))
        except RecursionError:
            report.refuse(file, row.number, "Các đối tượng lồng nhau quá sâu.", shortened(code, 60))


def _entry(found: shapes.Found, file: str, row: reading.Row) -> storing.Entry:
    if found.shape == "name":
        return storing.Entry(file, row.number, bare(found.record), size=row.size)
    return storing.entry_of(file, row.number, mapping.document_of(found.record), row.size)


def bare(record: Record) -> ProcedureFile:
    """A document with nothing but names, so that administrators find the procedure."""
    code = code_of(record.code)
    return ProcedureFile.model_validate({
        "code": code.text, "origin": origin_of(record, code), "name": name_of(record.name)[0],
        "field_name": shortened(record.in_field.name, 240) or mapping.UNKNOWN_FIELD,
        "content": {"subjects": subjects_of(record.subjects)[0]},
    })  # fmt: skip


def places(error: ValidationError) -> str:
    """The first mistakes with their places."""
    told = [f"{'.'.join(map(str, each['loc']))}: {_why(each)}" for each in error.errors(include_url=False)[:3]]
    return "; ".join(told)


def _why(mistake: ErrorDetails) -> str:
    """What is wrong; the usual ones in the words of the rest of the report."""
    said = MISTAKES.get(mistake["type"])
    return said.format(**mistake.get("ctx", {})) if said else mistake["msg"]
