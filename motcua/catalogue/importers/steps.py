"""One long text into steps: "Bước 1:", "- ", "(i)", "a)"; broken lines put together (quirk 8). Also requirements."""

import re
from collections.abc import Sequence
from itertools import pairwise

from motcua.catalogue.importers.text import folded, gathered, joined, pieces

MOST_STEPS = 120
LONGEST = 24_000
_STEP = re.compile(
    r"(?:^|(?<=[\s.;]))(?:[a-zđ]\d?[).]\s*|[-–+*]\s*|\d{1,2}(?:\.\d{1,2})*[.)]\s*)?Bước\s*\d{1,2}\s*[:.\-–]",
    re.I | re.M,
)
_MARKS = (
    re.compile(r"^\s*[-–]\s+", re.M),
    re.compile(r"^\s*\((?:i|ii|iii|iv|v|vi|vii|viii|ix|x|\d{1,2})\)\s*", re.M),
    re.compile(r"^\s*[a-zđ]\)\s*", re.M),
    re.compile(r"^\s*\d{1,2}[.)]\s+", re.M),
    re.compile(r"^\s*[+*•]\s+", re.M),
)
_BULLET = re.compile(r"^[-–+*•]\s*(?=\S)")
_NONE = re.compile(
    r"^\W*(?:khong|khog)(?: co| yeu cau| quy dinh| co yeu cau| co quy dinh)?"
    r"(?:,? ?(?:yeu cau|dieu kien|quy dinh))*(?: gi)?\W*$"
)


def steps_of(raw: Sequence[tuple[str, str]]) -> tuple[list[str], bool]:
    """The steps in order, and whether a long text had to be divided into them."""
    made: list[str] = []
    divided = False
    for name, text in raw:
        whole = "\n".join(part for part in (name, text) if part)
        parts = split(joined(whole))
        divided = divided or len(parts) > 1
        made += parts
    made = [piece for step in made for piece in pieces(step, LONGEST)]
    return gathered(made, MOST_STEPS), divided


def split(text: str) -> list[str]:
    """A text divided at its outermost marks; the whole text as one part when it has none."""
    starts = [match.start() for match in _STEP.finditer(text)]
    if len(starts) < 2:
        starts = next((found for mark in _MARKS if len(found := [m.start() for m in mark.finditer(text)]) > 1), [])
    if len(starts) < 2:
        return [text.strip()] if text.strip() else []
    bounds = [0, *starts, len(text)]
    parts = [_BULLET.sub("", text[start:end].strip()) for start, end in pairwise(bounds)]
    return [part for part in parts if any(char.isalnum() for char in part)]


def requirements_of(text: str) -> list[str]:
    """Requirements one by one; "Không" says that there are none and stays (quirk 5); empty when nothing is said."""
    if not text.strip():
        return []
    if _NONE.match(folded(text)):
        return ["Không"]
    whole = joined(text)
    parts = split(whole)
    return gathered([piece for part in parts for piece in pieces(part, LONGEST)], MOST_STEPS)
