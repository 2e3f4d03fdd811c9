"""What the person at the terminal sees: one line a step, in Vietnamese and English."""

import sys
from typing import NoReturn

COLOUR = sys.stdout.isatty()


def step(vietnamese: str, english: str) -> None:
    """Announce a piece of work that may take more than a moment."""
    mark = "\033[1;34m▸\033[0m" if COLOUR else "▸"
    print(f"{mark} {vietnamese} · {english}", flush=True)


def note(text: str) -> None:
    print(f"  {text}", flush=True)


def give_up(vietnamese: str, english: str, command: str = "") -> NoReturn:
    """Stop with one clear line, and the command that puts it right."""
    mark = "\033[1;31m✗\033[0m" if COLOUR else "✗"
    print(f"{mark} {vietnamese} · {english}", file=sys.stderr, flush=True)
    if command:
        print(f"    {command}", file=sys.stderr, flush=True)
    raise SystemExit(1)
