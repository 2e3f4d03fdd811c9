"""The judged queries and how they are tried: as typed with marks, without them, and with one slip."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from motcua.kit.vietnamese import fold
from tests.relevance.typos import slip

FOLDER = Path(__file__).parent
FIRST = 5
SLIPS = 3
"""Different slips tried per query."""
WANTED = {"with marks": 0.95, "without marks": 0.95, "one slip, with marks": 0.9, "one slip, without marks": 0.9}
"""In which share of the queries an expected procedure stands among the first five."""
SETS = {
    "judged": ("queries",),
    "prepared for": ("everyday", "sentences"),
    "same hand, kept aside": ("held_out", "held_out_sentences"),
    "held out": ("unseen",),
}
"""Files of queries. Judged and prepared for: their misses were looked at. Kept aside: by the hand that then wrote the
everyday words, an upper bound. Held out: by another hand and never looked at; only this says what strangers meet."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many were found; `missed` = what was typed, what was expected, what came."""

    name: str
    tried: int
    missed: list[tuple[str, list[str], list[str]]]

    @property
    def share(self) -> float:
        return 1 - len(self.missed) / self.tried


def queries(*files: str) -> dict[str, list[str]]:
    """What people type → the codes of which one is expected; those of the judged file when none is named."""
    read: dict[str, list[str]] = {}
    for file in files or SETS["judged"]:
        read |= yaml.safe_load((FOLDER / f"{file}.yaml").read_text(encoding="utf-8"))
    return read


def answerable(asked: dict[str, list[str]], there: Iterable[str]) -> dict[str, list[str]]:
    """The queries for which one of the expected procedures is there at all."""
    known = set(there)
    return {text: sorted(known.intersection(codes)) for text, codes in asked.items() if known.intersection(codes)}


def scores(asked: dict[str, list[str]], find: Callable[[str], list[str]]) -> Iterator[Score]:
    """The share found in each of the four ways; `find` gives codes, best first."""
    for name, make in WAYS.items():
        tried = [(text, codes) for query, codes in asked.items() for text in make(query)]
        missed = [(text, codes, got) for text, codes in tried if not set(got := find(text)[:FIRST]) & set(codes)]
        yield Score(name, len(tried), missed)


WAYS: dict[str, Callable[[str], list[str]]] = {
    "with marks": lambda text: [text],
    "without marks": lambda text: [fold(text)],
    "one slip, with marks": lambda text: [slip(text, seed) for seed in range(SLIPS)],
    "one slip, without marks": lambda text: [slip(fold(text), seed) for seed in range(SLIPS)],
}
