"""The tables for people and the file for machines."""

import json
import os
import platform
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from bench import limits, roads, search
from bench.course import MANY
from bench.figures import Figure
from bench.part import Part

OUT = Path(__file__).parent / "out"
RAW = {
    limits.ACT: limits.ACT_RAW, roads.SUBMIT: limits.BESIDE, roads.LOOK_UP: limits.LOOK_UP_RAW,
    roads.INBOX: limits.INBOX_RAW, search.SEARCH: search.PREFIX,
}  # fmt: skip
"""Figure → the reference that asks the same of the database and does nothing else."""

TITLES = ("figure", "at once", "median ms", "p95 ms", "req/s", "in server ms", "statements", "of raw SQL", "of trivial")


def text(parts: Sequence[Part]) -> str:
    """Every part's figures, then all targets, then what else is to be said."""
    told = [_figures(part) for part in parts if part.figures]
    told += [f"The requests of the whole road, one visitor:\n{_steps(part)}" for part in parts if part.steps]
    told.append(_targets(parts))
    told += ["\n".join(part.told) for part in parts if part.told]
    return "\n\n".join([*told, "\n".join(_notes())])


def _figures(part: Part) -> str:
    return f"{part.title}:\n" + _table([TITLES, *(_row(part, one) for one in part.figures)])


def _steps(part: Part) -> str:
    return _table([TITLES, *(_row(part, one, rate=False) for one in part.steps if one.at_once == 1)])


def _row(part: Part, one: Figure, rate: bool = True) -> tuple[str, ...]:
    raw = part.find(RAW[one.name]) if one.at_once == 1 and one.name in RAW else None
    trivial = part.find(roads.TRIVIAL, one.at_once) if one.statements is not None and one.inside else None
    return (
        one.name, str(one.at_once), f"{one.median * 1000:.2f}", f"{one.p95 * 1000:.2f}",
        f"{one.per_second:,.0f}" if rate else "",
        f"{one.inside * 1000:.2f}" if one.inside else "",
        str(one.statements) if one.statements is not None else "",
        f"{raw.median / one.median:.0%}" if raw else "",
        f"{trivial.median / one.median:.0%}" if trivial and trivial is not one else "",
    )  # fmt: skip


def _targets(parts: Sequence[Part]) -> str:
    rows = [("target", "wanted", "reached", "unit", "")]
    for one in (target for part in parts for target in part.targets):
        sign = "≤" if one.most else "≥"
        rows.append((one.name, f"{sign} {one.wanted:g}", f"{one.reached:.4g}", one.unit, "" if one.kept else "MISSED"))
    return _table(rows)


def _notes() -> list[str]:
    load = os.getloadavg()[0]
    return [
        f"Web server: granian, 2 processes of 4 threads; PostgreSQL embedded, fsync on; {os.cpu_count()} cores,",
        f"shared with the visitors of the measurement ({MANY} threads of one process). Load: {load:.1f}.",
        "No job worker runs: what a submission defers is written and stays. No virus scanner is set.",
        "Statements leave out transaction control; the number is the most that any request asked.",
        "“of raw SQL”: median of the same statements by prepared psycopg; for a submission those of its transaction.",
    ]


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join([lines[0], "  ".join("─" * width for width in widths), *lines[1:]])


def write(parts: Sequence[Part], lasted: float) -> Path:
    """All of it as JSON in `bench/out/`; gives the file."""
    OUT.mkdir(exist_ok=True)
    now = datetime.now().astimezone()
    told: dict[str, Any] = {
        "at": now.isoformat(timespec="seconds"), "seconds": round(lasted, 1), "cores": os.cpu_count(),
        "load": os.getloadavg(), "python": platform.python_version(),
        "figures": [one.data() for part in parts for one in part.figures],
        "steps": [one.data() for part in parts for one in part.steps],
        "targets": [one.data() for part in parts for one in part.targets],
    }  # fmt: skip
    path = OUT / f"{now:%Y%m%d-%H%M%S}.json"
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    return path
