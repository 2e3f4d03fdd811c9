"""Names of units as people write them: with or without marks, kind word, "UBND", a date, an apostrophe."""

import re
import unicodedata
from dataclasses import dataclass, replace

from motcua.kit.vietnamese import TONES, clean, fold, sort_key

KIND_WORDS = (
    "thành phố",
    "thị trấn",
    "thị xã",
    "đặc khu",
    "phường",
    "huyện",
    "quận",
    "tỉnh",
    "xã",
)
OFFICES = ("uy ban nhan dan", "u.b.n.d", "ubnd", "hoi dong nhan dan", "hdnd", "van phong", "tru so")
"""What stands before the name of a unit when its office is meant, folded."""
LONGEST = 250
"""A text longer than this names no place."""

_UNMARKED_WORDS = tuple(fold(word) for word in KIND_WORDS)
_SHORT = (
    (re.compile(r"tp\s*\.\s*|tp\s+|tp(?=hcm\b)", re.I), "thành phố"),
    (re.compile(r"tx\s*\.\s*|tx\s+", re.I), "thị xã"),
    (re.compile(r"tt\s*\.\s*|tt\s+", re.I), "thị trấn"),
    (re.compile(r"q\s*\.\s*|q\s*(?=\d)", re.I), "quận"),
    (re.compile(r"p\s*\.\s*|p\s*(?=\d)", re.I), "phường"),
    (re.compile(r"h\s*\.\s*", re.I), "huyện"),
    (re.compile(r"x\s*\.\s*", re.I), "xã"),
    (re.compile(r"t\s*\.\s*", re.I), "tỉnh"),
)
_DATED = re.compile(r"\([^)]*\)?|\s(?:đến|den|từ|tu|trước|truoc)(?:\s+(?:ngày|ngay))?\s+\d{1,2}/\d{1,2}/\d{4}", re.I)
_FORMER = re.compile(r"\s+cũ$", re.I)
_APOSTROPHE = re.compile(r"\s*['’‘ʼ`´]\s*")
_JOINT = re.compile(r"[-–—.]+")
_ZEROS = re.compile(r"\b0+(?=\d)")
_ABOVE = "huyện|quận|tỉnh|thành phố|thị xã"
_MARKED = re.compile(rf"\s+(?=(?:{_ABOVE})\s+(?!(?:{_ABOVE})\b)\S)", re.I)
_UNMARKED = re.compile(rf"\s+(?=(?:{fold(_ABOVE)})\s+\S)", re.I)
_ABOVE_WORDS = tuple(fold(word).split() for word in _ABOVE.split("|"))
_COMMA = re.compile(r"[,;\n]")
_DASH = re.compile(r"\s[-–—]\s")


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: `kind` is its kind word folded ("thi xa") or "", `folded` and `spoken` its bare name.

    `marked` = it was typed with marks, so its marks must agree with those of the unit.
    """

    kind: str
    folded: str
    spoken: str
    marked: bool

    def agrees(self, name: str) -> bool:
        """Is `name` (of a unit, with or without kind word) the same bare name, as far as marks were typed?"""
        return spoken(name) == self.spoken if self.marked else folded(name) == self.folded

    def agrees_in_kind(self, name: str) -> bool:
        """Is the kind word the same, or was none typed?"""
        return not self.kind or kind_word(name) == self.kind

    def loosened(self) -> "Name":
        """Without a kind word whose marks were mistyped and which therefore still stands in the name: "huyên Ý Yên"."""
        if not self.kind or not self.folded.startswith(self.kind + " "):
            return self
        spoken_words = self.spoken.split()[len(self.kind.split()) :]
        return replace(self, folded=self.folded.removeprefix(self.kind + " "), spoken=" ".join(spoken_words))


def kind_word(name: str) -> str:
    """ "Thị xã Sơn Tây" → "thi xa"; "" when there is none."""
    low = fold(name)
    return next((word for word in _UNMARKED_WORDS if low.startswith(word + " ")), "")


def bare(name: str) -> str:
    """The name without its kind word, marks or not: "Xã Phong Doanh" → "Phong Doanh", "xa y yen" → "y yen"."""
    lower = name.lower()
    word = next((word for word in KIND_WORDS if lower.startswith(word + " ")), "")
    if not word and lower == fold(lower):
        word = next((word for word in _UNMARKED_WORDS if lower.startswith(word + " ")), "")
    return name[len(word) :].strip()


def folded(name: str) -> str:
    """What names are found by: no marks, kind word, apostrophe, hyphen or leading zero. "Xã Ea H’Leo" → "ea hleo"."""
    return fold(_plain(bare(name)))


def spoken(name: str) -> str:
    """What names are compared by: as `folded` with marks, the tone behind its syllable, so that hoà = hòa."""
    words = []
    for word in _plain(bare(name)).lower().split():
        spread = unicodedata.normalize("NFD", word)
        tones = "".join(mark for mark in spread if mark in TONES)
        words.append(unicodedata.normalize("NFC", "".join(mark for mark in spread if mark not in TONES)) + tones)
    return " ".join(words)


def order(name: str) -> tuple[int, int, str]:
    """Where a unit stands in a list: numbers first and by size, then names in the order of dictionaries."""
    short = bare(name)
    return (0, int(short), "") if short.isdecimal() else (1, 0, sort_key(short))


def read(text: str, marked: bool | None = None) -> Name:
    """One part of an address taken apart; `marked` when the rest of the address shows that marks were typed."""
    full = _spelled_out(text)
    return Name(kind_word(full), folded(full), spoken(full), text.lower() != fold(text) if marked is None else marked)


def readings(text: str) -> list[list[Name]]:
    """The ways to take an address apart, likeliest first, each from the smallest unit to the largest.

    Commas and kind words with their marks divide; a dash and kind words without marks only in the later ways,
    because there are units such as "Bà Rịa - Vũng Tàu" and "Hoà Tịnh". Kind words with wrong marks count last.
    """
    whole = _without_office(_FORMER.sub("", clean(_DATED.sub(" ", clean(text[: LONGEST + 1])))))
    if not whole or len(text) > LONGEST:
        return []
    marked = whole.lower() != fold(whole)
    ways: list[list[str]] = []
    first = [piece for part in _COMMA.split(whole) for piece in _MARKED.split(part)]
    for pieces in (
        first,
        [small for piece in first for small in _DASH.split(piece)],
        [small for piece in first for small in _UNMARKED.split(piece)],
    ):
        parts = [part for part in (_FORMER.sub("", clean(piece)) for piece in pieces) if part]
        if parts and parts not in ways:
            ways.append(parts)
    said = [[read(part, marked) for part in way] for way in ways]
    loose = [read(part, marked).loosened() for piece in first for part in _loosely_divided(piece) if clean(part)]
    return [*said, loose] if loose and loose not in said else said


def _loosely_divided(text: str) -> list[str]:
    """Divided before kind words whatever their marks: "xã Yên Hưng huyên Ý Yên"."""
    words = text.split()
    low = [fold(word) for word in words]
    parts: list[list[str]] = [[]]
    for place, word in enumerate(words):
        long = next((len(kind) for kind in _ABOVE_WORDS if low[place : place + len(kind)] == kind), 0)
        if long and place and place + long < len(words):
            parts.append([])
        parts[-1].append(word)
    return [" ".join(part) for part in parts]


def _plain(name: str) -> str:
    return _ZEROS.sub("", clean(_JOINT.sub(" ", _APOSTROPHE.sub("", name))))


def _without_office(text: str) -> str:
    """ "Uỷ ban nhân dân huyện Ý Yên" → "huyện Ý Yên"."""
    words = text.split()
    going = True
    while going:
        going = False
        for office in OFFICES:
            long = office.count(" ") + 1
            if len(words) > long and fold(" ".join(words[:long])) == office:
                words, going = words[long:], True
    return " ".join(words)


def _spelled_out(text: str) -> str:
    """ "TP. Thủ Đức" → "thành phố Thủ Đức"; without marks where none were typed."""
    for short, word in _SHORT:
        found = short.match(text)
        if found and found.end() < len(text):
            rest = text[found.end() :]
            return f"{word if text.lower() != fold(text) else fold(word)} {rest}"
    return text
