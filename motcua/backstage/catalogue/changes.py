"""How one document differs from another, in words for a table."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from markupsafe import Markup

from motcua.catalogue.comparing import compare
from motcua.catalogue.schema import ProcedureFile

MOST_WORDS = 400
"""Longer texts are shown without marks: comparing word by word grows with the square."""
ALIKE = 0.4
"""Share of words in common (0–1) from which marks help; below it everything would be marked."""


def between(old: ProcedureFile, new: ProcedureFile) -> list[tuple[str, str, str]]:
    """(what, before, after) for everything that differs, the words that differ marked."""
    return [(change.item, *_marked(change.before, change.after)) for change in compare(old, new)]


def _marked(before: str, after: str) -> tuple[str, str]:
    old, new = re.split(r"(\s+)", before), re.split(r"(\s+)", after)
    if not (before and after) or max(len(old), len(new)) > MOST_WORDS:
        return before, after
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return before, after
    steps = matcher.get_opcodes()
    return (
        Markup("").join(_parts((old[start:end], kind != "equal") for kind, start, end, _first, _last in steps)),
        Markup("").join(_parts((new[first:last], kind != "equal") for kind, _start, _end, first, last in steps)),
    )


def _parts(runs: Iterator[tuple[list[str], bool]]) -> Iterator[str]:
    """Each run of words escaped; a run that differs between marks."""
    for words, differs in runs:
        text = "".join(words)
        yield Markup("<mark>{}</mark>").format(text) if differs and text.strip() else text
