"""How many sets of the dossier: only said in prose."""

import re

from motcua.catalogue.importers.record import Record
from motcua.catalogue.importers.text import folded

_NAMED = re.compile(r"so luong(?: ho so)?\s{0,3}:?\s{0,3}(\d{1,2})\s{0,3}(?:\([^()]{1,20}\)\s{0,3})?bo\b")
_HANDED = re.compile(
    r"(?:nop|gui|lap|chuan bi)\s{1,3}(?:[a-z]+ ){0,3}?(\d{1,2})\s{0,3}(?:\([^()]{1,20}\)\s{0,3})?bo ho so"
)
MOST_SETS = 20


def sets_of(record: Record) -> int | None:
    """The number of sets, when the text names exactly one ("Số lượng hồ sơ: 01 bộ", "nộp 01 bộ hồ sơ")."""
    texts = [heading for heading, _items in record.groups]
    texts += [item.name for _heading, items in record.groups for item in items]
    texts += [text for step in record.steps for text in step]
    whole = folded("\n".join(text for text in texts if "bộ" in text)[:60_000])
    for pattern in (_NAMED, _HANDED):
        found = {int(match[1]) for match in pattern.finditer(whole)}
        if found:
            return found.pop() if len(found) == 1 and 0 < max(found, default=0) <= MOST_SETS else None
    return None
