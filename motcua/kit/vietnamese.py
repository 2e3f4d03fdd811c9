"""Vietnamese text: cleaning what was typed, folding it for search, putting names in order."""

import re
import unicodedata

from motcua.kit.dates import date_in_words, long_date, weekday_date

__all__ = ["clean", "date_in_words", "fold", "long_date", "name_key", "slug", "sort_key", "weekday_date"]

TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng: the order of dictionaries (TCVN 6712), after the level tone."""
SPREAD_D = "d\u0306"
"""How đ is written where names are put in order: like ă, a letter of its own behind the plain one."""
TONE_IN_SYLLABLE = f"([{TONES}])([^ -]*)"
"""A tone and what stands behind it in its syllable: in order, tones count after all letters."""
IN_ORDER = dict(zip(" " + TONES + "\u0302", "\x01\x02\x03\x04\x05\x06\u0307", strict=True))
"""Blanks before tones, tones before everything else, â after ă and ô before ơ."""

_INVISIBLE = frozenset({"Cf", "Cc", "Cs", "Co", "Cn"})
_EMPTY = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
"""Letters and marks that Unicode counts as printable though nobody sees them."""
_TONE = re.compile(TONE_IN_SYLLABLE)
_MARKS = str.maketrans(IN_ORDER)


def clean(text: str, *, lines: bool = False) -> str:
    """The text as meant: NFC, no control, bidi, zero-width or empty characters, blanks collapsed and trimmed.

    With `lines` line breaks stay (at most one empty line between paragraphs); otherwise they become blanks.
    """
    if lines:
        rows = [clean(row) for row in re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", text)]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip("\n")
    if not text.isprintable():  # seldom: only then is it worth looking at every character
        blanks = "".join(" " if char.isspace() else char for char in text)
        text = "".join(char for char in blanks if unicodedata.category(char) not in _INVISIBLE)
    if not text.isascii():
        text = _EMPTY.sub("", text)
    return unicodedata.normalize("NFC", " ".join(text.split()))


def fold(text: str) -> str:
    """Lower case without marks, đ → d: "Khai sinh ở Đồng Nai" → "khai sinh o dong nai", for search."""
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower())
    bare = "".join(char for char in spread if not unicodedata.combining(char))
    return clean(bare.replace("đ", "d").replace("ð", "d"))


def slug(text: str) -> str:
    """A short ASCII name for addresses: "Giấy khai sinh" → "giay-khai-sinh"; empty when nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def sort_key(text: str) -> str:
    """Vietnamese dictionary order: syllable by syllable, letters first, then tones (a ă â … d đ e ê …).

    `motcua.ui.alphabet` says the same to the database.
    """
    spread = unicodedata.normalize("NFD", clean(text)).lower().replace("đ", SPREAD_D)
    return _TONE.sub(r"\2\1", spread).translate(_MARKS)


def name_key(full_name: str) -> str:
    """Order of people in a Vietnamese list: by given name (the last word), then family name, then middle."""
    words = clean(full_name).split()
    return sort_key(" ".join(words[-1:] + words[:-1]))
