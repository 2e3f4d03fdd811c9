"""What was typed and what is written, as words that can be compared.

A word is folded (no marks, lower case) and its last y written i, for "ký" and "kí" are one word. Its `mark` keeps
letters and tone, wherever the tone stood: "hòa" and "hoà" are both "hoa2". Words that say nothing of what is
sought (làm, xin, giấy, ở đâu) are left out, unless they are part of a known expression such as "căn cước".
"""

import re
import unicodedata
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache

from motcua.kit.vietnamese import fold

LONGEST = 200
MOST_WORDS = 16
MOST_KEPT = 8192
"""More words than the names of all procedures have: the language has few syllables, and each is taken apart once."""
TOGETHER = "+"
"""Terms of the index that begin so are two words of one everyday expression."""
_WORD = re.compile(r"[^\W_]+")
_TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "1", "\u0323": "5"}
_LETTER_Y = re.compile(r"(?<=[hklmstv])y$")
_QUESTIONS = re.compile(
    r"(?<!\w)(o dau|the nao|nhu the nao|lam sao|ra sao|can gi|can nhung gi|nhung gi|bao nhieu( tien)?|bao lau|khi nao"
    r"|duoc khong|co phai|phai khong|phai lam gi|lam gi|gi|thu tuc|dang k[iy]|nhu nao|het bao nhieu)(?!\w)"
)
_EMPTY = """
    làm giấy tờ cho tôi em muốn xin cần của và khi thì được để đi về tại các những với này theo là có bị đã đang phải
    nên mà ạ ơi nhé hay hoặc cái một tui mình chúng ta thủ tục hồ sơ đối vào ra từ do trong giờ rồi nữa nào sao vậy
    thế đâu gì nha nè chứ thôi tụi bọn ấy nọ kia vừa nay hôm qua cũng rất quá lắm thấy ai tờ mấy
"""
_CHATTER = """
    ông bà bố mẹ ba má cha con cháu vợ chồng anh chị em chú bác cô dì cậu cụ trai gái nội ngoại người nhà xã phường
    không chưa mới cũ lại bên trên sau trước lên xuống khác nhau cùng năm tháng ngày tuổi lâu nhiều ít biết chỗ lấy
    trả nhờ bảo đứng tên bằng phải lần đầu hai chính còn luôn đi ở có cả ta việc hết xong
"""
_SAYS_NOTHING = frozenset(_EMPTY.split())
_CHATTER_BARE = frozenset(fold(word) for word in _CHATTER.split())
_SAYS_NOTHING_BARE = frozenset(fold(word) for word in _SAYS_NOTHING)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as compared (`bare`) and as written (`mark`, empty when it was written without marks)."""

    bare: str
    mark: str = ""


def words(text: str) -> list[Word]:
    """All words of a text, in order."""
    return [_word(part) for part in _WORD.findall(unicodedata.normalize("NFC", text.lower()))]


@lru_cache(maxsize=MOST_KEPT)
def _word(written: str) -> Word:
    return Word(bare(written), mark(written))


def bare(word: str) -> str:
    """One word without marks: "Ký" → "ki"."""
    return _LETTER_Y.sub("i", fold(word))


def mark(word: str) -> str:
    """One word with its marks in one spelling, the tone behind: "hoà" and "hòa" → "hoa2"; empty without marks."""
    tone, letters = "", []
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONES:
            tone = _TONES[char]
        else:
            letters.append(char)
    written = unicodedata.normalize("NFC", "".join(letters))
    return written + tone if tone or not written.isascii() else ""


def marked(text: str) -> str:
    """A text as words with marks, each between blanks: what a typed word with marks is looked for in."""
    return " " + " ".join(word.mark or word.bare for word in words(text)) + " "


def content(text: str) -> list[Word]:
    """The words of a written text that say what it is about."""
    said = [word for word in words(text) if not _says_nothing(word)]
    return said or words(text)


def expression(text: str) -> tuple[str, ...]:
    """An everyday expression as folded words; one that would lose all but one word stays whole: "làm nhà"."""
    said, kept = words(text), content(text)
    return tuple(word.bare for word in (kept if len(kept) > 1 else said))


def typed_words(text: str) -> list[Word]:
    """All words of what was typed, as many as are read."""
    return words(text[:LONGEST])[:MOST_WORDS]


def sought(typed: Sequence[Word], known: Container[str]) -> list[Word]:
    """The words of those typed that say what is sought; `known` are expressions of two words to keep whole."""
    asked = _asked(typed)
    kept = [
        word
        for place, word in enumerate(typed)
        if _in_expression(typed, place, known) or not (place in asked or _says_nothing(word))
    ]
    return kept or [word for word in typed if len(word.bare) > 1]


def chatter(word: str) -> bool:
    """Whether a folded word tells who, when or how, and alone says little of what is sought: "mẹ", "chưa", "mới"."""
    return word in _CHATTER_BARE


def together(said: Sequence[str]) -> set[str]:
    """Every two words of an expression, whatever their order and whatever stands between them."""
    return {both(one, other) for place, one in enumerate(said) for other in said[place + 1 :] if one != other}


def both(one: str, other: str) -> str:
    """The term for two words that stand near each other."""
    return f"{TOGETHER}{one} {other}" if one < other else f"{TOGETHER}{other} {one}"


def _asked(typed: Sequence[Word]) -> set[int]:
    """The places of words that only ask: "ở đâu", "cần những gì"."""
    text = " ".join(word.bare for word in typed)
    starts = {}
    at = 0
    for place, word in enumerate(typed):
        starts[at] = place
        at += len(word.bare) + 1
    found: set[int] = set()
    for match in _QUESTIONS.finditer(text):
        first = starts[match.start()]
        found |= set(range(first, first + match.group().count(" ") + 1))
    return found


def _says_nothing(word: Word) -> bool:
    if not word.mark:
        return word.bare in _SAYS_NOTHING_BARE
    return word.mark in _SAYS_NOTHING_MARKED


def _in_expression(typed: Sequence[Word], place: int, known: Container[str]) -> bool:
    """Whether a word that may say nothing stands here for another one: "can" of "can cuoc"."""
    word = typed[place]
    if word.mark:
        return False
    before = f"{typed[place - 1].bare} {word.bare}" if place else ""
    after = f"{word.bare} {typed[place + 1].bare}" if place + 1 < len(typed) else ""
    return before in known or after in known


_SAYS_NOTHING_MARKED = frozenset(mark(word) for word in _SAYS_NOTHING) - {""}
