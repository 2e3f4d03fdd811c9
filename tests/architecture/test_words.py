"""Words a grandmother understands: short sentences, no jargon, no abbreviation left unexplained."""

import re

from tests.architecture.words import messages

SYLLABLES = 38
"""25 words: a Vietnamese word is one and a half syllables on average, and each is written apart."""
JARGON = (
    "click|submit|upload|download|login|logout|log in|password|username|user|session|timeout|server|"
    "token|null|invalid|error|không hợp lệ|phiên làm việc|hết phiên|thao tác|lỗi hệ thống|đương sự"
)
ABBREVIATIONS = set("QR SMS PDF PIN JPG JPEG PNG WEBP HEIC MB KB CSV MC".split())  # noqa: SIM905 - a list to read
"""Those every phone shows. A law's number (61/2018/NĐ-CP) is a name, not a word."""
ENGLISH = re.compile(
    r"\b(the|your|you|please|next|back|required|cancel|delete|save|search|file|continue|page|found)\b",
    re.I,
)
ALLOWED: dict[str, str] = {"không hợp lệ": "said of a signature, where it is the word of the law"}
"""msgid → why it may break a rule; nothing else may."""

_PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|<[^>]+>")
_LAW = re.compile(r"\S*\d\S*")


def sentences(text: str) -> list[str]:
    """The text cut at full stops, question marks, colons and line breaks; a place counts as one word."""
    return re.split(r"(?<=[.!?:;…])\s+|\n", _PLACE.sub("x", text))


def _broken(rule: re.Pattern[str]) -> list[str]:
    return [
        f"{where}: {text}" for where, text in messages() if text not in ALLOWED and rule.search(_PLACE.sub("x", text))
    ]


def test_sentences_are_short() -> None:
    assert not [
        f"{where}: {sentence}"
        for where, text in messages()
        for sentence in sentences(text)
        if len(sentence.split()) > SYLLABLES and text not in ALLOWED
    ]


def test_no_jargon() -> None:
    assert not _broken(re.compile(rf"\b({JARGON})\b", re.I))


def test_no_english_where_vietnamese_is_the_source() -> None:
    assert not _broken(ENGLISH)


def test_no_abbreviation_is_left_unexplained() -> None:
    found = {}
    for where, text in messages():
        if text.isupper() or text in ALLOWED:
            continue
        for word in re.findall(r"\b[A-ZĐ]{2,}\b", _LAW.sub(" ", _PLACE.sub(" ", text))):
            if word not in ABBREVIATIONS and f"({word})" not in text:
                found[f"{where}: {word}"] = text
    assert not found


def test_the_allow_list_holds_nothing_old() -> None:
    assert set(ALLOWED) <= {text for _, text in messages()}


def test_the_linter_counts_as_people_read() -> None:
    assert sentences("Nộp hồ sơ. Chờ %(days)s ngày!") == ["Nộp hồ sơ.", "Chờ x ngày!"]
