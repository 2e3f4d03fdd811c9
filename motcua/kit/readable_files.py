"""YAML files that others wrote, read without surprises: bounded, without anchors and aliases (a small file could
unfold into a huge one), with the line of what is wrong.
"""

import re
from typing import Any, Literal

import yaml

MOST_BYTES = 1024 * 1024
MOST_DEPTH = 30
MOST_NODES = 100_000
_ENDLESS = re.compile(r"[-+0-9:_.]{60,}|[-+]?0[xb][0-9a-fA-F_]{60,}")
"""A number so long that reading it would take hours (1:1:1:… is one in YAML), or that cannot be written again."""
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
Trouble = Literal["size", "encoding", "syntax", "aliases", "depth", "count", "shape", "other_form"]


class BadFile(ValueError):
    """The file cannot be used; `line` counts from 1 (0 = the whole file)."""

    def __init__(self, trouble: Trouble, line: int = 0) -> None:
        super().__init__(f"{trouble} in line {line}")
        self.trouble, self.line = trouble, line


def text(data: bytes) -> str:
    """The letters of a file. Raises BadFile."""
    if len(data) > MOST_BYTES:
        raise BadFile("size")
    try:
        found = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile("encoding", data[: error.start].count(b"\n") + 1) from error
    if "\0" in found:
        raise BadFile("encoding")
    return found


def documents(of: str) -> list[Any]:
    """The documents in a text, as plain values. Raises BadFile."""
    if len(of) > MOST_BYTES:
        raise BadFile("size")
    try:
        _examine(of)
        return list(yaml.load_all(of, Loader=_Loader))
    except BadFile:
        raise
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise BadFile("syntax", mark.line + 1 if mark else 0) from error
    except (ValueError, RecursionError) as error:  # a date that is in no calendar, a number without end
        raise BadFile("syntax") from error


def written(*parts: Any) -> str:
    """Plain values as a file people can read and edit, in the order they have."""
    made: str = yaml.dump_all(
        parts, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000, default_flow_style=False
    )
    return made


def _examine(of: str) -> None:
    """Walk through the events before anything is built, so that nothing unfolds, is too deep or reckons for hours."""
    depth = 0
    for count, event in enumerate(yaml.parse(of, Loader=_Loader)):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise BadFile("aliases", line)
        if isinstance(event, yaml.ScalarEvent) and _ENDLESS.fullmatch(event.value):
            raise BadFile("syntax", line)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_DEPTH:
            raise BadFile("depth", line)
        if count > MOST_NODES:
            raise BadFile("count", line)
