"""No file over 400 lines, no function over 60: whoever opens one can hold it in the head."""

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import files, name, tree

FILE, FUNCTION, MEDIAN = 400, 60, 80
_OPENS = re.compile(r"^(?!\s*\(?\s*(async )?(function\s*\(\)|\(\)\s*=>)).*(\bfunction\b.*|=>\s*|^\s*#?let\s.*)\{\s*$")


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_no_file_is_too_long() -> None:
    long = {name(path): len(lines(path)) for path in files(".py", ".html", ".txt", ".js", ".scss", ".typ")}
    assert not {path: count for path, count in long.items() if count > FILE}


def test_half_of_the_files_are_short() -> None:
    lengths = [len(lines(path)) for path in files(".py", folders=("motcua", "config", "launch"))]
    assert statistics.median(count for count in lengths if count) <= MEDIAN


def _python(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def _macros(path: Path) -> Iterator[tuple[str, int]]:
    text = path.read_text(encoding="utf-8")
    for found in re.finditer(r"\{%-?\s*macro\s+(\w+).*?endmacro", text, re.S):
        yield found[1], found[0].count("\n") + 1


def _braces(path: Path) -> Iterator[tuple[str, int]]:
    """Functions of JavaScript and typst, by counting braces from the line that opens them."""
    rows = lines(path)
    for start, row in enumerate(rows):
        if not _OPENS.match(row):
            continue
        depth = 0
        for end, body in enumerate(rows[start:], start):
            depth += body.count("{") - body.count("}")
            if depth <= 0:
                yield row.strip(), end - start + 1
                break


def test_no_function_is_too_long() -> None:
    readers = {".py": _python, ".html": _macros, ".js": _braces, ".typ": _braces}
    long = {
        f"{name(path)}: {what}": count
        for path in files(*readers)
        for what, count in readers[path.suffix](path)
        if count > FUNCTION and "migrations" not in path.parts
    }
    assert not long
