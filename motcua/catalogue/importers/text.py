"""Words as they come out of crawls and forms: markup, entities, odd blanks, "nothing" in many spellings."""

import html
import re
import unicodedata
from functools import lru_cache

from motcua.kit.vietnamese import clean

MOST_LETTERS = 25_000
SHORT = 240
"""Texts up to this length come again and again (names of laws, units, subjects) and are remembered."""
_SCRIPT = re.compile(r"<(script|style|template)\b[^>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.I | re.S)
_BLOCK = re.compile(r"</?(?:p|br|div|li|tr|h[1-6]|ul|ol|table)\b[^<>]*>", re.I)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<![a-zA-Z\[][^<>]*>")
_NOTHING = frozenset({"", "khong co thong tin", "khong co thong tin.", "null", "none", "n/a", "chua co thong tin"})
_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_MARKS = re.compile(r"[\W_]+")
LIST_MARK = re.compile(
    r"^\s*(?:[-–—+*•●▪]+\s*|\([ivxIVX]{1,5}\)\s*|\(?[a-zđA-ZĐ]\d{0,2}(?:\.\d{1,2})?[).]\s+|\(?[a-zđ]\)\s*"
    r"|\(?\d{1,2}\)\s*|\d{1,2}(?:\.\d{1,2}){0,4}[./]\s*(?=\D))"
)


def folded(text: str) -> str:
    """Clean text in lower case without marks, as `kit.vietnamese.fold` gives it, made for long texts."""
    return _folded_short(text) if len(text) <= SHORT else _folded(text)


def _folded(text: str) -> str:
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.lower()))
    return " ".join(bare.replace("đ", "d").split())


_folded_short = lru_cache(maxsize=8_192)(_folded)


def plain(raw: str, *, lines: bool = False) -> str:
    """Text without markup: scripts dropped, tags stripped, entities decoded, blanks and Unicode set right (NFC)."""
    return _plain_short(raw, lines) if len(raw) <= SHORT else _plain(raw, lines)


def _plain(raw: str, lines: bool) -> str:
    text = raw
    if "<" in text or "&" in text:
        for _turn in range(2):  # entities may hide markup once more
            text = _SCRIPT.sub(" ", text)
            text = _TAG.sub("", _BLOCK.sub("\n", text))
            text = html.unescape(text)
    return clean(text, lines=lines)


_plain_short = lru_cache(maxsize=8_192)(_plain)


def said(raw: str, *, lines: bool = False) -> str:
    """`plain`, but empty where the source only says that it knows nothing ("Không có thông tin", "--")."""
    text = plain(raw, lines=lines)
    if len(text) > 24:
        return text
    return "" if not _MARKS.sub("", text) or folded(text) in _NOTHING else text


def unmarked(line: str) -> str:
    """A line without its list mark: "- Đơn", "a) Đơn", "1. Đơn", "(i) Đơn" → "Đơn"."""
    text = line.strip()
    for _turn in range(3):
        rest = LIST_MARK.sub("", text, count=1).strip()
        if rest == text or not rest:
            break
        text = rest
    return text


def joined(text: str) -> str:
    """Lines broken in the middle of a sentence put together: a line that goes on in lower case."""
    made: list[str] = []
    for line in text.split("\n"):
        goes_on = line[:1].islower() and not LIST_MARK.match(line)
        if made and made[-1] and goes_on and made[-1][-1:] not in ".;:":
            made[-1] = f"{made[-1]} {line}"
        else:
            made.append(line)
    return "\n".join(made)


def shortened(text: str, most: int) -> str:
    """At most `most` letters, cut between words, with "…"."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return f"{head.rsplit(' ', 1)[0] if ' ' in head[most // 2 :] else head}…"


def pieces(text: str, most: int = MOST_LETTERS) -> list[str]:
    """The whole text in pieces of at most `most` letters, divided at line ends or blanks where possible."""
    made = []
    rest = text.strip()
    while len(rest) > most:
        head = rest[:most]
        place = max(head.rfind("\n"), head.rfind(". ") + 1)
        place = place if place > most // 2 else max(head.rfind(" "), 0) or most
        made.append(rest[:place].strip())
        rest = rest[place:].strip()
    return [*made, rest] if rest else made


def gathered(items: list[str], most: int) -> list[str]:
    """At most `most` items: what is beyond is joined to the last."""
    if len(items) <= most:
        return items
    return [*items[: most - 1], *pieces("\n".join(items[most - 1 :]))[:1]]


def unique(items: list[str]) -> list[str]:
    """Without repetitions (marks and case do not count), in order."""
    found: dict[str, str] = {}
    for item in items:
        if item:
            found.setdefault(folded(item), item)
    return list(found.values())
