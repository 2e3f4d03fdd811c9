"""Taking every kept file from one store to another while people work; stopped anywhere, it goes on when run again.

A list beside the files names what was begun. When the row of such a file has gone meanwhile, because its time was over
or its owner deleted it, and one store has erased it, the other does too: what was to be deleted does not live on.
"""

import hashlib
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.core.files import File

from motcua.files.models import StoredFile
from motcua.files.shelf import Shelf

PAGE = 200  # rows
AT_ONCE = 4  # files on the way at a time
IN_MEMORY = 1024 * 1024  # bytes
SHOWN = 20  # keys of each kind of trouble
TROUBLE = ("missing", "changed", "taken")
"""Neither store has it; the bytes are not those that were kept; another content has its name at the target."""


@dataclass(frozen=True)
class _Row:
    id: UUID
    key: str
    sha256: str
    size: int


@dataclass
class Told:
    """What was done: files by outcome (`moved`, `there`, `erased` or one of `TROUBLE`), and the keys in trouble."""

    counts: Counter[str] = field(default_factory=Counter)
    bytes: int = 0
    troubled: list[str] = field(default_factory=list)

    @property
    def well(self) -> bool:
        return not any(self.counts[name] for name in TROUBLE)


class Move:
    """From `source` to `target`; with `remove`, what is safely at the target leaves the source.

    `thorough` reads again what the target has already, instead of believing the hash that it was given. A store that
    is away raises OSError: run it again then.
    """

    def __init__(
        self, source: Shelf, target: Shelf, begun: Path, *, remove: bool = False, thorough: bool = False
    ) -> None:
        self.source, self.target, self.begun = source, target, begun
        self.remove, self.thorough = remove, thorough
        self.told = Told()
        self.listed = UUID(int=0)

    def run(self, progress: Callable[[int], None] = lambda done: None) -> Told:
        """Every file that has a row; `progress` is told how many more were looked at."""
        self._erase_what_left()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for page in _pages():
                self._list(row for row in page if row.id > self.listed)
                outcomes = list(zip(page, pool.map(self._one, page), strict=True))
                self._list(row for row, outcome in outcomes if outcome == "moved" and row.id <= self.listed)
                self._note(outcomes)
                progress(len(page))
        self._erase_what_left()
        if self.remove and self.told.well:
            self.begun.unlink(missing_ok=True)
        return self.told

    def _list(self, rows: Iterable[_Row]) -> None:
        with self.begun.open("a") as lines:
            lines.writelines(f"{row.id} {row.key}\n" for row in rows)

    def _note(self, outcomes: list[tuple[_Row, str]]) -> None:
        odd = [row.id for row, outcome in outcomes if outcome in TROUBLE]
        still = set(StoredFile.objects.filter(id__in=odd).values_list("id", flat=True)) if odd else set()
        for row, outcome in outcomes:
            if outcome in TROUBLE and row.id not in still:
                continue  # deleted while we looked
            self.told.counts[outcome] += 1
            if outcome == "moved":
                self.told.bytes += row.size
            if outcome in TROUBLE and self.told.counts[outcome] <= SHOWN:
                self.told.troubled.append(f"{outcome}: {row.key}")

    def _one(self, row: _Row) -> str:
        outcome = self._there(row) or self._copied(row)
        if self.remove and outcome in ("there", "moved"):
            self.source.delete(row.key)
        return outcome

    def _there(self, row: _Row) -> str:
        """Whether the target has it: "there", "taken" by other bytes, or "" when it is still to come."""
        try:
            found = "" if self.thorough else self.target.digest(row.key)
            return "there" if (found or _read(self.target, row.key)) == row.sha256 else "taken"
        except FileNotFoundError:
            return ""

    def _copied(self, row: _Row) -> str:
        try:
            stream = self.source.open(row.key)
        except FileNotFoundError:
            return "missing"
        with stream, tempfile.SpooledTemporaryFile(IN_MEMORY) as spool:
            digest = hashlib.sha256()
            while chunk := stream.read(64 * 1024):
                digest.update(chunk)
                spool.write(chunk)
            if digest.hexdigest() != row.sha256:
                return "changed"
            spool.seek(0)
            kept = self.target.save(row.key, File(spool))
        if kept == row.key and _read(self.target, kept) == row.sha256:
            return "moved"
        self.target.delete(kept)
        return "taken" if kept != row.key else "changed"

    def _erase_what_left(self) -> None:
        """Nothing when no row at all is known: this may be another database, and then every file would look erased."""
        if not any(known for _page, known in self._begun()):
            return
        for page, known in self._begun():
            for key in page - known:
                self._erase(key)

    def _begun(self) -> Iterator[tuple[set[str], set[str]]]:
        """Keys of the list, many at a time, and those that still have a row."""
        if not self.begun.exists():
            return
        with self.begun.open() as lines:
            while page := [line.split() for line in islice(lines, 5 * PAGE)]:
                whole = [words for words in page if len(words) == 2]  # a line may be cut off by a power cut
                self.listed = max([self.listed, *(UUID(id) for id, _key in whole)])
                keys = {key for _id, key in whole}
                yield keys, set(StoredFile.objects.filter(storage_key__in=keys).values_list("storage_key", flat=True))

    def _erase(self, key: str) -> None:
        """Only what one of the two stores has erased already: the job that erases knows one of them."""
        have = [shelf for shelf in (self.target, self.source) if shelf.exists(key)]
        if len(have) == 1:
            have[0].delete(key)
            self.told.counts["erased"] += 1


def count() -> int:
    """How many files there are to look at."""
    return StoredFile.objects.count()


def _pages() -> Iterator[list[_Row]]:
    """The rows in the order of their ids, which is that of time; new ones come last and are met too."""
    after = UUID(int=0)
    while True:
        rows = StoredFile.objects.filter(id__gt=after).order_by("id")[:PAGE]
        page = [_Row(*row) for row in rows.values_list("id", "storage_key", "sha256", "size")]
        if not page:
            return
        yield page
        after = page[-1].id


def _read(shelf: Shelf, key: str) -> str:
    with shelf.open(key) as stream:
        digest = hashlib.sha256()
        while chunk := stream.read(64 * 1024):
            digest.update(chunk)
    return digest.hexdigest()
