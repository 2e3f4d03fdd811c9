"""Where the product's own text lies, for the tests that read it."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("motcua", "config", "launch", "demo", "bench", "tests")
NOT_OURS = {"node_modules", "__pycache__", "built", "vendor", "var", "out"}


def files(*suffixes: str, folders: tuple[str, ...] = FOLDERS) -> Iterator[Path]:
    """Every file we wrote with one of these endings, in order."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes and not NOT_OURS & set(path.relative_to(ROOT).parts):
                yield path


def name(path: Path) -> str:
    """The path as a reader writes it, from the repository's root."""
    return path.relative_to(ROOT).as_posix()


@functools.cache
def tree(path: Path) -> ast.Module:
    """A Python file, parsed once a run."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def templates() -> list[Path]:
    """Every Jinja template, pages and messages."""
    return [path for path in files(".html", ".txt", folders=("motcua",)) if "jinja2" in path.parts]


def template_name(path: Path) -> str:
    """The name a view calls it by."""
    return path.as_posix().rsplit("/jinja2/", 1)[1]
