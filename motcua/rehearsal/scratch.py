"""A world for one rehearsal: a transaction that is always undone, and a shelf for files that nobody sees."""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from django.core.files.storage import InMemoryStorage
from django.db import transaction

from motcua.files import shelf


class _Undone(Exception):
    """Ends the transaction of a rehearsal."""


@contextmanager
def world() -> Iterator[str]:
    """Whatever is written inside is gone afterwards: rows, jobs, numbers, files. Gives a folder for keys."""
    with TemporaryDirectory(prefix="motcua-rehearsal-") as folder, shelf.instead(InMemoryStorage()):
        try:
            with transaction.atomic():
                yield folder
                raise _Undone
        except _Undone:
            return
