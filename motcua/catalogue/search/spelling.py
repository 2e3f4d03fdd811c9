"""Words that were typed wrongly: one slip of a finger, or letters that a Vietnamese keyboard left behind."""

import re
from collections.abc import Container, Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

LETTERS = "abcdeghiklmnopqrstuvxyfjwz"
SHORTEST = 2
MOST_KEPT = 8192
_SYLLABLE = re.compile(
    r"(b|ch|c|d|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x)?"
    r"(oai|oay|oao|oeo|uay|uoi|uou|uya|uye|uyu|uyen|ieu|yeu|uoi|uo|ua|ue|ui|uu|uy|oa|oe|oi|oo|ai|ao|au|ay|eo|eu|ia|ie"
    r"|iu|ye|a|e|i|o|u|y)(ch|c|m|ng|nh|n|p|t)?"
)
_LEFT_BEHIND = re.compile(r"(?<=[aeiouy])[sfrxj]|[sfrxj]$")


@lru_cache(maxsize=MOST_KEPT)
def is_syllable(word: str) -> bool:
    """Whether a folded word can be Vietnamese at all; then it was probably meant."""
    return _SYLLABLE.fullmatch(word) is not None


def untyped(word: str) -> Iterator[str]:
    """What the word may be without the letters of a Telex keyboard: "keets" → "ket", "dduowngf" → "duong"."""
    plain = re.sub(r"([aeod])\1", r"\1", word.replace("w", ""))
    for made in {plain, _LEFT_BEHIND.sub("", plain, count=1), _LEFT_BEHIND.sub("", plain)}:
        if made != word and len(made) >= SHORTEST:
            yield made


def neighbours(word: str, known: AbstractSet[str]) -> list[str]:
    """Known words that are one slip away: a letter missing, doubled, swapped with its neighbour, or wrong."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    made = {head + tail[1:] for head, tail in cuts if tail}
    made |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    made |= {head + letter + tail[1:] for head, tail in cuts if tail for letter in LETTERS}
    made |= {head + letter + tail for head, tail in cuts for letter in LETTERS}
    return [one for one in made & known if len(one) >= SHORTEST and one != word]


def halves(word: str, known: Container[str]) -> Iterator[tuple[str, str]]:
    """Two known words of which the blank is missing: "khaisinh"."""
    for place in range(2, len(word) - 1):
        if word[:place] in known and word[place:] in known:
            yield word[:place], word[place:]
