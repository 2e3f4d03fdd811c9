"""Answers in the words that papers print: names in capitals, amounts and, where the form says so, days in words."""

import re

from pydantic import JsonValue

from motcua.forms.kinds.base import Invalid, Places
from motcua.forms.schema import Field

UNREADABLE = "(không đọc được)"
LONGEST_WORD = 40
_LONG = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")


def lines(asked: Field, value: JsonValue, places: Places | None) -> tuple[str, ...]:
    """One answer, line by line; what no longer fits its question says so instead of stopping the paper."""
    try:
        text = asked.of_kind.shown(asked, value, places)
        words = asked.of_kind.facts(asked, value).get("words", "") if _in_words(asked) else ""
    except Invalid:
        return (UNREADABLE,)
    if words and words.lower() not in text.lower():
        text = f"{text} (bằng chữ: {words[:1].lower()}{words[1:]})"
    return tuple(_LONG.sub(_parted, line) for line in text.split("\n"))


def _in_words(asked: Field) -> bool:
    """Money always (a figure can be changed), a day where its form asks for it."""
    return asked.kind == "money" or bool(getattr(asked.options, "in_words", False))


def _parted(found: "re.Match[str]") -> str:
    """A place to break a word that no line holds."""
    return found[0] + "\u200b"
