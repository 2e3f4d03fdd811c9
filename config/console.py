"""What the verbs share: starting Django, and printing for people or for machines."""

import json
import os
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from config.running import running

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")


def start_django() -> None:
    """Load the settings and the applications, with the ports of what `make run` started here.

    One connection is enough for a command.
    """
    os.environ.setdefault("MOTCUA_POOL", "0")
    for name, value in running().get("environment", {}).items():
        os.environ.setdefault(name, value)
    import django

    django.setup()


def show(data: Any, machine: bool, text: Callable[[], str]) -> None:
    """Print `data` as JSON for a program, else the text for a person."""
    if machine:
        click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))
    else:
        click.echo(text())


def table(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Columns aligned by width."""
    cells = [[str(cell) for cell in row] for row in (titles, *rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(titles))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join([lines[0], "  ".join("─" * width for width in widths), *lines[1:]])
