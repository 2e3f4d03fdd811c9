"""`motcua retention`: what is deleted because its time is over, and what would be."""

from typing import Any

import click

from config.console import as_json, show, start_django, table

SHOWN = 20


@click.command()
@click.option("--dry-run", is_flag=True, help="Change nothing and tell nobody; only say what would be done.")
@as_json
def command(dry_run: bool, as_json: bool) -> None:
    """One run of what the clock does every night: notices before deletion, then what is over."""
    start_django()
    from motcua.dossiers import keeping

    plan = keeping.run(rehearse=dry_run)
    told = {
        "rehearsed": dry_run, "counts": plan.counts, "not_verified": plan.waiting,
        "dossiers": [{"list": name, "id": str(id)} for name, id in plan.shown[:SHOWN]],
    }  # fmt: skip
    show(told, as_json, lambda: _printed(told))


def _printed(told: dict[str, Any]) -> str:
    title = "Sẽ làm, nếu chạy thật:" if told["rehearsed"] else "Đã làm:"
    lines = [title, table(("Việc", "Số hồ sơ"), told["counts"].items()) if told["counts"] else "Không có gì đến hạn."]
    lines += [f"  {row['list']}  {row['id']}" for row in told["dossiers"]]
    if told["not_verified"]:
        lines += ["\nChưa xác minh nên không xóa (library/retention.yaml):"]
        lines += [table(("Quy tắc", "Số hồ sơ quá hạn"), told["not_verified"].items())]
    return "\n".join(lines)
