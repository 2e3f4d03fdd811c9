"""From what was typed to what is asked of the index: terms, each with how much it says."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from motcua.catalogue.search import spelling, text
from motcua.catalogue.search.synonyms import MARKED, SIGN, recognised, synonyms
from motcua.catalogue.search.text import Word
from motcua.catalogue.search.vocabulary import Vocabulary
from motcua.kit.vietnamese import clean

CODE = re.compile(r"[0-9]\.[0-9]{1,6}")
PASTED = re.compile(
    r"[^\w]*(?:M[ÃA]\s*)?(?:S[ỐO]\s*)?(?:TTHC|TH[ỦU] T[ỤU]C(?: H[ÀA]NH CH[ÍI]NH)?)?[^\w]*"
    r"(?P<first>[0-9])[.,\s]{0,2}(?P<rest>[0-9]{6})(?:\.[0-9]{2,3})*(?:\.[0-9]{0,1})?(?:\.?H(?:[0-9]{1,2})?)?[^\w]*"
)
WITHIN_TEXT = re.compile(r"(?<![\w.,])([0-9]\.[0-9]{6})(?![0-9])")
"""A code with words before it, without its point, with the places of a case and the number of the province behind;
and one that stands in a sentence."""
EXPRESSION, GAPPED, WITHIN = 1.5, 0.75, 0.35
"""An everyday expression counts for more than its words; less with other words between, or within a longer one."""
COVERED, PAIR = 0.35, 0.8
NEAR, APART, FAR = 0.9, 0.1, 5
"""Two words of one everyday expression, less for each word between them, at most four."""
CHATTER = 0.35
"""How much a word counts that only tells who, when or how."""
BEGUN, USUAL, UNTYPED, SLIPPED, GUESSED = 0.85, 0.95, 0.9, 0.75, 0.45
DOUBTED, MEANT = 0.75, 0.25
OTHER_MARKS = 0.25
LEAST = 1.0
"""What the best must reach of what its words say together. Measured: what people mean reaches 1.3 and more, words
that no procedure is about ("tên lửa vũ trụ") stay below 1."""
MOST_TERMS = 18
MOST_ENTRIES = 300
MOST_CHOICES = 3
MOST_BEGUN = 400
LONGEST_EXPRESSION = 5
NOWHERE = -1


@dataclass(slots=True)
class Plan:
    """What to ask: `boosts` by term; `text` and `marks` compare the whole and the marks; `code` begins a code.

    `least`: the best procedure must score so much; otherwise only single words of several were met, by chance.
    """

    boosts: dict[str, float] = field(default_factory=dict)
    text: str = ""
    marks: list[str] = field(default_factory=list)
    code: str = ""
    least: float = 0.0

    def add(self, term: str, boost: float) -> None:
        if boost > self.boosts.get(term, 0.0):
            self.boosts[term] = boost


@dataclass(frozen=True, slots=True)
class Choice:
    """A word that may be meant, and how surely (1 = as typed)."""

    word: str
    trust: float


Line = list[tuple[int, Choice]]
"""What was typed as it may be read: words with their places among those that are kept; below zero = not kept."""
Reading = tuple[Line, int | None]
"""A line, and the one place where it differs from the first line; None = read all of it."""


def plan(q: str, known: Vocabulary) -> Plan:
    """The plan for what was typed; without terms and code nothing can be found."""
    typed = clean(q)
    code = _code(typed.upper())
    if code:
        return Plan(code=code)
    whole = text.typed_words(typed)
    words = _joined(text.sought(whole, known.known), known)
    made = Plan(text=" ".join(word.bare for word in words), marks=[word.mark for word in words if word.mark])
    choices = [_choices(words, place, known) for place in range(len(words))]
    if not any(map(_says_something, words, choices)):
        return made
    covered = _expressions(made, [*_readings(words, choices), (_whole(whole, words), None)], words, known)
    for place, here in enumerate(choices):
        weight = COVERED if place in covered else 1.0
        for choice in here:
            own = weight * _telling(choice.word)
            for term, share in _as_marked(words[place], choice, known):
                made.add(term, _idf(term, known) * choice.trust * own * share)
            for after in choices[place + 1] if place + 1 < len(choices) else ():
                pair = f"{choice.word} {after.word}"
                if pair in known.frequency:
                    made.add(pair, PAIR * _idf(pair, known) * choice.trust * after.trust * weight)
    _near(made, choices, covered, known)
    made.boosts = _affordable(made.boosts, known)
    if len(words) > 1:
        made.least = LEAST * sum(_idf(word.bare, known, 1) * _telling(word.bare) for word in words)
    return made


def _code(typed: str) -> str:
    """The code, or the beginning of one, that was typed or pasted in capitals; empty when there is none."""
    if CODE.fullmatch(typed):
        return typed
    pasted = PASTED.fullmatch(typed[: text.LONGEST])
    if pasted:
        return f"{pasted['first']}.{pasted['rest']}"
    within = WITHIN_TEXT.search(typed[: text.LONGEST])
    return within[1] if within else ""


def _says_something(word: Word, meant: Sequence[Choice]) -> bool:
    """Whether a word can lead anywhere by itself; a single letter or digit only helps others ("hạng A")."""
    return len(word.bare) > 1 and any(choice.trust > 0 for choice in meant)


def _near(made: Plan, choices: Sequence[list[Choice]], covered: set[int], known: Vocabulary) -> None:
    """Add words that stand together in an everyday expression, here in any order and with others between them."""
    for place, here in enumerate(choices):
        for away, there in enumerate(choices[place + 1 : place + 1 + FAR]):
            weight = NEAR - APART * away
            if place in covered and place + 1 + away in covered:
                weight *= COVERED
            for one in here:
                for other in there:
                    if max(one.trust, other.trust) < UNTYPED:
                        continue
                    term = text.both(one.word, other.word)
                    if term in known.frequency:
                        telling = max(_telling(one.word), _telling(other.word))
                        made.add(term, weight * _idf(term, known) * one.trust * other.trust * telling)


def _telling(word: str) -> float:
    return CHATTER if text.chatter(word) else 1.0


def _as_marked(word: Word, choice: Choice, known: Vocabulary) -> Iterator[tuple[str, float]]:
    """A word typed with its marks is looked for with them; without them it counts little."""
    with_marks = MARKED + word.mark
    if word.mark and choice.word == word.bare:
        if with_marks in known.frequency:
            yield with_marks, 1.0
        yield choice.word, OTHER_MARKS
    else:
        yield choice.word, 1.0


def _joined(words: Sequence[Word], known: Vocabulary) -> list[Word]:
    """Two words typed without the blank between them are two again."""
    made: list[Word] = []
    for word in words:
        pair = None
        if word.bare not in known.known:
            pair = next((two for two in spelling.halves(word.bare, known.known) if " ".join(two) in known.known), None)
        made += [Word(pair[0]), Word(pair[1])] if pair else [word]
    return made


def _choices(words: Sequence[Word], place: int, known: Vocabulary) -> list[Choice]:
    """The word as typed when it is known, and what else may be meant, surest first."""
    word = words[place].bare
    as_typed = [Choice(word, 1.0)] if word in known.known else []
    if word.isdigit() or (as_typed and _fits(word, words, place, known)):
        return as_typed
    found: dict[str, float] = {}
    for other, trust in _others(word, place == len(words) - 1, known):
        if _fits(other, words, place, known):
            sure = trust * (_doubt(words[place]) if as_typed else 1.0)
        elif as_typed:
            continue
        else:
            sure = trust if trust >= UNTYPED else GUESSED * _may_guess(word, len(words))
        if sure > found.get(other, 0.0):
            found[other] = sure
    best = sorted(found.items(), key=lambda one: (-one[1], -known.frequency.get(one[0], 0), one[0]))
    return as_typed + [Choice(*one) for one in best[:MOST_CHOICES]]


def _doubt(word: Word) -> float:
    """How much to doubt a known word whose neighbours do not know it: less when it was typed with its marks."""
    return MEANT if word.mark and spelling.is_syllable(word.bare) else DOUBTED


def _others(word: str, last: bool, known: Vocabulary) -> Iterator[tuple[str, float]]:
    spelt = synonyms().spellings.get(word)
    if spelt:
        yield spelt, USUAL
    if last and len(word) > 1:
        for other in known.beginning(word, MOST_BEGUN):
            yield other, BEGUN
    for other in spelling.untyped(word):
        if other in known.known:
            yield other, UNTYPED
        else:
            for near in known.near(other):
                yield near, SLIPPED * UNTYPED
    for other in known.near(word):
        yield other, SLIPPED


def _may_guess(word: str, count: int) -> float:
    """Without neighbours that agree, only what cannot be a word at all is taken for another one."""
    if len(word) < 3 or spelling.is_syllable(word):
        return 0.0
    return 1.0


def _fits(word: str, words: Sequence[Word], place: int, known: Vocabulary) -> bool:
    before = place > 0 and f"{words[place - 1].bare} {word}" in known.known
    return before or (place + 1 < len(words) and f"{word} {words[place + 1].bare}" in known.known)


def _whole(whole: Sequence[Word], words: Sequence[Word]) -> Line:
    """Everything as typed, also what says nothing alone ("làm nhà"), at the places of the words that are kept."""
    line: Line = []
    place = 0
    for word in whole:
        kept = place < len(words) and words[place].bare == word.bare
        line.append((place if kept else NOWHERE - len(line), Choice(word.bare, 1.0)))
        place += kept
    return line


def _expressions(made: Plan, lines: Iterable[Reading], words: Sequence[Word], known: Vocabulary) -> set[int]:
    """Add the everyday expressions; gives the places of the words that they explain."""
    all_found: dict[str, tuple[frozenset[int], float]] = {}
    for line, changed in lines:
        for term, places, trust in _within(line, changed, words, known):
            if term in known.frequency and trust > all_found.get(term, (frozenset(), 0.0))[1]:
                all_found[term] = (places, trust)
    covered: set[int] = set()
    for term, (places, trust) in all_found.items():
        inner = any(places < other for other, _ in all_found.values())
        made.add(term, EXPRESSION * _idf(term, known) * trust * (WITHIN if inner else 1.0) * _length(places))
        covered |= places
    return covered


def _length(places: frozenset[int]) -> float:
    return 0.7 + 0.3 * min(len(places), 4) / 2


def _readings(words: Sequence[Word], choices: Sequence[list[Choice]]) -> Iterator[Reading]:
    """What was typed, read as typed and with one other reading of each doubtful word."""
    usual = [here[0] if here else Choice(word.bare, 1.0) for word, here in zip(words, choices, strict=True)]
    yield list(enumerate(usual)), None
    for place, here in enumerate(choices):
        for other in here[1:]:
            yield list(enumerate([*usual[:place], other, *usual[place + 1 :]])), place


def _within(
    line: Line, changed: int | None, words: Sequence[Word], known: Vocabulary
) -> Iterator[tuple[str, frozenset[int], float]]:
    """The expressions of a line, or those through the one place where it differs from what was read before."""
    bare = [choice.word for _, choice in line]
    marks = [words[place].mark if 0 <= place < len(words) and words[place].bare == choice.word else ""
             for place, choice in line]  # fmt: skip
    for term, found, close in recognised(bare, marks, synonyms(), changed):
        trust = min(line[at][1].trust for at in found)
        yield term, frozenset(line[at][0] for at in found), trust if close else trust * GAPPED
    for start, end in _spans(len(bare), changed):
        term = SIGN + (marks[start] if end == start + 1 and marks[start] else " ".join(bare[start:end]))
        if term in known.frequency:
            places = frozenset(place for place, _ in line[start:end])
            yield term, places, min(choice.trust for _, choice in line[start:end])


@cache
def _spans(length: int, through: int | None) -> tuple[tuple[int, int], ...]:
    """Beginning and end of all that stands side by side, through one place if that is given."""
    return tuple(
        (start, end)
        for start in range(length)
        for end in range(start + 1, min(length, start + LONGEST_EXPRESSION) + 1)
        if through is None or start <= through < end
    )


def _idf(term: str, known: Vocabulary, unknown: int = 0) -> float:
    """How much a term says; one that is not in the index says nothing, or as much as one found `unknown` times."""
    return math.log(1 + known.size / known.frequency.get(term, unknown or known.size))


def _affordable(boosts: dict[str, float], known: Vocabulary) -> dict[str, float]:
    """The terms that say most, as many as may be looked up: so the cost never grows with a common word."""
    kept: dict[str, float] = {}
    left = MOST_ENTRIES
    for term, boost in sorted(boosts.items(), key=lambda one: -one[1])[:MOST_TERMS]:
        left -= known.frequency.get(term, 0)
        if boost > 0 and (left > 0 or not kept) and term in known.frequency:
            kept[term] = boost
    return kept
