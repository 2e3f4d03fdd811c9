"""Everyday words and what they mean: `library/synonyms.yaml`, read once.

    - say: [sổ đỏ, sổ hồng, bìa đỏ]
      means: [giấy chứng nhận quyền sử dụng đất]   # whatever has these words, in this order, in its name
      codes: ["1.013978"]                          # and first of all these
      field: Đất đai                               # and, last, whatever belongs to this field

`words` puts other spellings of one word right (sanh → sinh). After a change: `motcua reindex`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict
from pydantic import Field as Setting

from motcua.catalogue.search.text import bare, expression, mark, together, words

FILE = "synonyms.yaml"
SIGN, MARKED = "=", "~"
"""Terms of the index that begin so are everyday expressions, or words with their marks."""
FIRST, NEXT, MEANT, OF_FIELD = 2.4, 2.0, 1.0, 0.25
NEAR = 0.8
"""How strongly an expression leads: to the first code named, to the others, to a name, to a field."""
AVERAGE = 9
GAP = 2
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Phrase = tuple[str, ...]


class Entry(BaseModel):
    """One line of the file; `say` is never empty, and it leads somewhere."""

    model_config = ConfigDict(extra="forbid")
    say: Annotated[list[str], Setting(min_length=1)]
    means: list[str] = []
    codes: list[str] = []
    field: str = ""

    @property
    def term(self) -> str:
        """What stands for the expression in the index."""
        return SIGN + " ".join(expression(self.say[0]))

    @cached_property
    def near(self) -> frozenset[str]:
        """Every two words of an expression."""
        return frozenset(term for said in self.say for term in together(expression(said)))


class File(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid")
    words: dict[str, str]
    synonyms: list[Entry]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """The file, ready for use. `phrases`: first word → the expressions that begin with it and their term.

    `marks`: how a word that is an expression by itself is written.
    """

    entries: tuple[Entry, ...]
    spellings: dict[str, str]
    phrases: dict[str, tuple[tuple[Phrase, str], ...]]
    marks: dict[str, frozenset[str]]
    pairs: frozenset[str]
    singles: frozenset[str]


def read(path: Path) -> Synonyms:
    """Read one file; pydantic's ValidationError names the place of a mistake."""
    file = File.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader))  # noqa: S506 - safe
    phrases: dict[str, list[tuple[Phrase, str]]] = {}
    pairs: set[str] = set()
    singles: set[str] = set()
    marks: dict[str, frozenset[str]] = {}
    for entry in file.synonyms:
        for said in entry.say:
            phrase = expression(said)
            phrases.setdefault(phrase[0], []).append((phrase, entry.term))
            singles |= set(phrase)
            if len(phrase) == 1:
                marks[phrase[0]] = marks.get(phrase[0], frozenset()) | {mark(said)}
            pairs |= {f"{one} {other}" for one, other in pairwise(phrase)}
    return Synonyms(
        tuple(file.synonyms), {bare(other): bare(usual) for other, usual in file.words.items()},
        {first: tuple(sorted(found, key=lambda one: -len(one[0]))) for first, found in phrases.items()}, marks,
        frozenset(pairs), frozenset(singles),
    )  # fmt: skip


@lru_cache(maxsize=1)
def synonyms() -> Synonyms:
    """Those of the library."""
    return read(Path(settings.BASE_DIR) / "library" / FILE)


def expressions(code: str, name: str, field: str) -> dict[str, float]:
    """The expressions that lead to a procedure, with how strongly."""
    said = [word.bare for word in words(name)]
    text = f" {' '.join(said)} "
    length = 0.5 + 0.5 * len(said) / AVERAGE
    found: dict[str, float] = {}
    for entry, meant in _meant():
        weight = 0.0
        if code in entry.codes:
            weight = FIRST if entry.codes[0] == code else NEXT
            found |= dict.fromkeys(entry.near, NEAR)
        elif any(one in text for one in meant):
            weight = MEANT / max(length, 0.7)
        elif entry.field and entry.field == field:
            weight = OF_FIELD
        if weight:
            found[entry.term] = max(weight, found.get(entry.term, 0.0))
    return found


@lru_cache(maxsize=1)
def _meant() -> tuple[tuple[Entry, tuple[str, ...]], ...]:
    return tuple(
        (entry, tuple(f" {' '.join(word.bare for word in words(one))} " for one in entry.means))
        for entry in synonyms().entries
    )


def recognised(
    typed: Sequence[str], marks: Sequence[str], known: Synonyms, through: int | None = None
) -> Iterator[tuple[str, frozenset[int], bool]]:
    """The expressions within folded words: term, places of its words, whether they stand side by side.

    Up to two other words may stand between: "mất bản chính khai sinh" has "mất khai sinh". A single word that was
    typed with marks must have those of the expression: "đến" is not "đền". `through`: only what the word there can
    be part of is looked for.
    """
    if through is not None and typed[through] not in known.singles:
        return
    there = set(typed)
    for start, first in enumerate(typed if through is None else typed[: through + 1]):
        for phrase, term in known.phrases.get(first, ()):
            if phrase[-1] not in there:
                continue
            places = _places(phrase, typed, start)
            if len(places) == 1 and marks[start] and marks[start] not in known.marks[first]:
                continue
            if places:
                yield term, frozenset(places), places[-1] - places[0] == len(phrase) - 1


def _places(phrase: Phrase, typed: Sequence[str], start: int) -> list[int]:
    places = [start]
    for word in phrase[1:]:
        after = places[-1] + 1
        try:
            places.append(typed.index(word, after))
        except ValueError:
            return []
    return places if places[-1] - start - len(phrase) + 1 <= GAP else []
