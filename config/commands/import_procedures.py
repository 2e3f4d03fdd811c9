"""`motcua import-procedures FILE…`: procedures of the national portal and of crawls, taken as drafts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from config.console import as_json, show, start_django, table

if TYPE_CHECKING:
    from motcua.catalogue.importers.report import Report

MOST_LISTED = 20
OUTCOMES = {
    "taken": "Mới", "changed": "Có thay đổi", "unchanged": "Không đổi", "conflicts": "Có người đang sửa",
    "repeated": "Lặp lại", "refused": "Không nhận",
}  # fmt: skip
LABELS = {
    "limit_from_text": "Thời hạn, từ câu văn", "limit_from_cases": "Thời hạn, từ các trường hợp",
    "limit_in_words": "Thời hạn chỉ có lời", "same_day_from_text": "Trong ngày, từ trình tự",
    "cases_from_text": "Trường hợp, từ câu văn", "methods_by_case": "Cách nộp riêng từng trường hợp",
    "fee_from_text": "Số tiền, từ câu văn", "fee_in_words": "Mức thu chỉ có lời",
    "fee_set_by_council": "Hội đồng nhân dân quy định mức thu", "fee_exempt_by_law": "Luật miễn phí",
    "fee_in_foreign_currency": "Phí bằng ngoại tệ", "steps_divided": "Tách thành từng bước",
    "papers_note": "Lưu ý lẫn trong giấy tờ", "papers_present": "Giấy tờ chỉ xuất trình",
    "papers_must": "Giấy tờ phải nộp", "papers_database": "Có sẵn trong cơ sở dữ liệu",
    "papers_empty": "Dòng giấy tờ rỗng, bỏ", "form_named": "Mẫu đơn", "form_unglued": "Tên tệp dính vào giấy tờ",
    "sets_from_text": "Số bộ hồ sơ, từ câu văn", "laws_repeated": "Văn bản lặp lại, bỏ",
    "decision": "Số quyết định", "decision_rewritten": "Số quyết định viết lại",
    "subjects_joined": "Đối tượng bị tách, ghép lại",
    "agencies_merged": "Cơ quan trùng nhau, gộp", "tiers_vertical": "Cấp xã và ngành dọc",
    "name_tail": "Đuôi thừa trong tên", "provincial_copy": "Bản riêng của tỉnh", "field_unknown": "Không rõ lĩnh vực",
    "fee": "Phí, lệ phí", "limit": "Thời hạn", "components": "Giấy tờ", "laws": "Căn cứ pháp lý",
    "agency": "Cơ quan", "methods": "Cách nộp", "receipt": "Cách nhận kết quả", "decision_date": "Ngày quyết định",
    "sets": "Số bộ hồ sơ", "requirements": "Yêu cầu, điều kiện", "forms": "Mẫu đơn", "field": "Lĩnh vực",
    "result": "Kết quả", "steps": "Trình tự", "subjects": "Đối tượng",
}  # fmt: skip


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say the same and write nothing.")
@click.option("--details", is_flag=True, help="One entry a record: what was understood, doubtful, missing, changed.")
@click.option("--max-mb", type=click.IntRange(1), default=2048, show_default=True, help="Bytes of a file, unpacked.")
@as_json
def command(files: tuple[Path, ...], dry_run: bool, details: bool, max_mb: int, as_json: bool) -> None:
    """Take procedures from files as drafts; nothing is published.

    Exit code: 0 all fine, 1 some records were refused, 2 a file could not be read.
    """
    start_django()
    from motcua.catalogue.importers.reading import MEGABYTE
    from motcua.catalogue.importers.running import import_files

    report = import_files(
        files, dry_run=dry_run, details=details, most=max_mb * MEGABYTE, progress=_silent if as_json else _progress
    )
    if not as_json and sys.stderr.isatty():
        click.echo(err=True)
    show(report.data(), as_json, lambda: text(report))
    if report.exit_code:
        raise SystemExit(report.exit_code)


def _silent(_file: str, _report: Report) -> None:
    pass


def _progress(file: str, report: Report) -> None:
    """How far it is, on stderr: one line that is written over on a terminal."""
    over = sys.stderr.isatty()
    click.echo(f"{chr(13) if over else ''}{file}: {report.records} thủ tục", err=True, nl=not over)


def text(report: Report) -> str:
    """The report for a person."""
    data = report.data()
    lines = ["Chạy thử, không ghi gì." if report.dry_run else "Đã nhập thành bản nháp, chưa công bố gì."]
    lines.append(table(("Kết quả", "Số thủ tục"), [(OUTCOMES[name], data[name]) for name in OUTCOMES]))
    for title, key in (("Hiểu từ lời văn", "understood"), ("Chưa xác minh", "doubts"), ("Còn thiếu", "missing")):
        if data[key]:
            rows = [(LABELS.get(name, name), count) for name, count in data[key].items()]
            lines.append(table((title, "Số thủ tục"), rows))
    for trouble in report.troubles[:MOST_LISTED]:
        place = f", dòng {trouble['line']}" if trouble["line"] else ""
        code = f" ({trouble['code']})" if trouble["code"] else ""
        lines.append(f"✗ {trouble['file']}{place}{code}: {trouble['why']}")
    if len(report.troubles) > MOST_LISTED:
        lines.append(f"… và {data['refused'] - MOST_LISTED} lỗi nữa. Xem đủ bằng --json.")
    lines += _changes(report)
    lines.append(f"{data['records']} thủ tục, {data['seconds']} giây, {data['peak_mb']} MB.")
    return "\n\n".join(lines)


def _changes(report: Report) -> list[str]:
    """The records that changed, item by item."""
    told = [entry for entry in report.entries if entry.get("changes")]
    lines = []
    for entry in told if report.details else told[:MOST_LISTED]:
        rows = [
            f"  {change['item']}\n    - {_indented(change['before'])}\n    + {_indented(change['after'])}"
            for change in entry["changes"]
        ]
        lines.append("\n".join([f"{entry['code']}: {OUTCOMES[entry['outcome']].lower()}", *rows]))
    if len(told) > len(lines):
        lines.append(f"… và {len(told) - len(lines)} thủ tục nữa có thay đổi. Xem đủ bằng --details.")
    return lines


def _indented(words: str) -> str:
    return words.replace("\n", "\n      ") or "(không có)"
