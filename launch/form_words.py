"""Finds the words of form definitions for Babel: labels, hints, messages, and names of lists people choose from."""

from collections.abc import Iterator, Sequence
from typing import IO, Any

import yaml

SHOWN = {"title", "label", "hint", "text", "message", "unit", "facility_label", "detail_label"}
"""Keys of `library/forms/**.yaml` whose words go through the translator when they are shown."""

NOT_SHOWN = {"sample", "value", "source", "legal_source"}

Found = tuple[int, str, str, list[str]]


def extract(fileobj: IO[bytes], keywords: Sequence[str], comment_tags: Sequence[str], options: Any) -> Iterator[Found]:
    """(line, function, msgid, comments) of every word shown to people, as Babel's extractors do."""
    root = yaml.compose(fileobj.read().decode())
    if isinstance(root, yaml.MappingNode):
        names = {"name"} if any(key.value == "items" for key, _ in root.value) else SHOWN
        yield from _walk(root, names)


def _walk(node: yaml.Node, names: set[str]) -> Iterator[Found]:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _walk(item, names)
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        if isinstance(value, yaml.ScalarNode):
            if key.value in names and (text := value.value.strip()):
                yield value.start_mark.line + 1, "gettext", text, []
        elif key.value not in NOT_SHOWN:
            yield from _walk(value, names)
