"""Answers in the words that papers print: names in capitals, amounts and, where the form says so, days in words."""

import re
from dataclasses import dataclass

from pydantic import JsonValue

from motcua.forms.kinds.base import Invalid, Places
from motcua.forms.schema import Field, FormDefinition

UNREADABLE = "(không đọc được)"
IN_WORDS = "bằng chữ"
DATES = ("date", "partial_date")
LONGEST_WORD = 40
_LONG = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")


@dataclass(frozen=True, slots=True)
class Ink:
    """With what answers are written: the names of places, and the questions whose day the law wants in words."""

    places: Places | None
    in_words: frozenset[int]

    def lines(self, asked: Field, value: JsonValue) -> tuple[str, ...]:
        """One answer, line by line; what no longer fits its question says so instead of stopping the paper."""
        try:
            text = asked.of_kind.shown(asked, value, self.places)
            words = asked.of_kind.facts(asked, value).get("words", "") if self._in_words(asked) else ""
        except Invalid:
            return (UNREADABLE,)
        if words and words.lower() not in text.lower():
            text = f"{text} ({IN_WORDS}: {words[:1].lower()}{words[1:]})"
        return tuple(_LONG.sub(_parted, line) for line in text.split("\n"))

    def _in_words(self, asked: Field) -> bool:
        """Money always, for a figure can be changed; a day where its form or its definition asks for it."""
        return asked.kind == "money" or bool(getattr(asked.options, "in_words", False)) or id(asked) in self.in_words


def ink(form: FormDefinition, places: Places | None) -> Ink:
    """What the legal form wants in words it says in its list: an item "ghi bằng chữ", of its own or after the day's."""
    wanted: set[int] = set()
    before: list[str] = []
    for item in form.legal:
        if IN_WORDS in item.asks.lower():
            wanted |= {id(asked) for path in item.at or before if (asked := _asked(form, path)) and asked.kind in DATES}
        before = item.at
    return Ink(places, frozenset(wanted))


def _asked(form: FormDefinition, path: str) -> Field | None:
    section, key, sub = (*path.split("."), "")[:3]
    found = form.field(section, key)
    return found.by_key.get(sub) if found and sub else found


def _parted(found: "re.Match[str]") -> str:
    """A place to break a word that no line holds."""
    return found[0] + "\u200b"
