"""The terms of the index, known to this process: how rare each is, and which words and pairs of words exist."""

import time
from bisect import bisect_left
from threading import Lock

from django.db import connection

from motcua.catalogue.search import spelling
from motcua.catalogue.search.synonyms import MARKED, SIGN, synonyms
from motcua.catalogue.search.text import TOGETHER

SECONDS = 60
MOST_KEPT = 8192
OVERLAP = 2000
"""Terms are numbered; one that was written late may have an earlier number than what is known already."""


class Vocabulary:
    """`frequency`: term → how many procedures; `size` = how many there are.

    `known`: all words and pairs of words, of official and of everyday language; `words` in alphabetical order.
    """

    def __init__(self) -> None:
        self.frequency: dict[str, int] = {}
        self.known: set[str] = set()
        self.words: list[str] = []
        self.size = 1
        self._near: dict[str, list[str]] = {}
        self._last = 0
        self._until = 0.0
        self._lock = Lock()

    def refresh(self) -> None:
        """Learn what is new, at most once a minute: one statement."""
        if time.monotonic() < self._until:
            return
        with self._lock, connection.cursor() as cursor:
            cursor.execute("SELECT term, frequency, id FROM catalogue_searchterm WHERE id > %s", [self._last - OVERLAP])
            fresh = cursor.fetchall()
            self._last = max(self._last, *(id for _term, _frequency, id in fresh), 0)
            learnt = {term: often for term, often, _id in fresh if self.frequency.get(term) != often}
            if learnt:
                self.frequency |= learnt
                everyday = synonyms().pairs | synonyms().singles
                self.known = {term for term in self.frequency if term[0] not in (SIGN, MARKED, TOGETHER)} | everyday
                self.words = sorted(term for term in self.known if " " not in term)
                self.size = max(self.frequency.values(), default=1) + 1
                self._near = {}
            self._until = time.monotonic() + SECONDS

    def beginning(self, start: str, most: int) -> list[str]:
        """Known words that begin so and are longer, in alphabetical order."""
        found: list[str] = []
        for word in self.words[bisect_left(self.words, start) :]:
            if not word.startswith(start) or len(found) == most:
                break
            if word != start:
                found.append(word)
        return found

    def near(self, word: str) -> list[str]:
        """Known words one slip away; people type the same words again and again, so they are kept."""
        kept = self._near
        found = kept.get(word)
        if found is None:
            if len(kept) >= MOST_KEPT:
                kept.clear()
            found = kept[word] = spelling.neighbours(word, self.known)
        return found

    def stale(self) -> None:
        """Learn what is new at the next search."""
        self._until = 0.0

    def forget(self) -> None:
        """Learn everything anew at the next search."""
        self.__init__()  # type: ignore[misc]


vocabulary = Vocabulary()
