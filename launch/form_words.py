"""Finds the words of form definitions for Babel: labels, hints, messages, and names of lists people choose from."""

from collections.abc import Iterator, Sequence
from typing import IO, Any

import yaml

SHOWN = {"title", "label", "hint", "text", "message", "unit", "facility_label", "detail_label", "item"}
"""Keys of `library/forms/**.yaml` whose words go through the translator when they are shown."""

LABELS = "labels"
"""A mapping from the parts of a question to their labels."""
NOT_SHOWN = {"sample", "value", "source", "legal_source", "legal"}

Found = tuple[int, str, str, list[str]]


def extract(fileobj: IO[bytes], keywords: Sequence[str], comment_tags: Sequence[str], options: Any) -> Iterator[Found]:
    """(line, function, msgid, comments) of every word shown to people, as Babel's extractors do."""
    root = yaml.compose(fileobj.read().decode(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
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
        if key.value == LABELS and isinstance(value, yaml.MappingNode):
            yield from ((of.start_mark.line + 1, "gettext", of.value, []) for _part, of in value.value)
        elif isinstance(value, yaml.ScalarNode):
            if key.value in names and (text := value.value.strip()):
                yield value.start_mark.line + 1, "gettext", text, []
        elif key.value not in NOT_SHOWN:
            yield from _walk(value, names)
