"""Where files are kept: the storage of the installation, or for a while, in this thread only, another one."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import IO, Any, Protocol, cast

from django.core.files.storage import Storage, storages


class StoreAway(OSError):
    """The store of files does not answer, or refuses us; nothing was kept and nothing was lost. Try later."""


class Shelf(Protocol):
    """What an adapter promises; tests/contracts/test_storage.py holds each to it.

    What fails raises OSError; of a store behind a network `StoreAway`.
    """

    def save(self, name: str | None, content: Any) -> str:
        """Keep the content for good; the name it got, another one when the name was taken. Nothing is overwritten."""

    def open(self, name: str, mode: str = "rb") -> IO[bytes]:
        """Raises FileNotFoundError."""

    def exists(self, name: str) -> bool:
        """Whether something is kept under this name."""

    def delete(self, name: str) -> None:
        """Deleting twice is no fault."""

    def digest(self, name: str) -> str:
        """SHA-256 of the kept bytes in hexadecimal, "" when the store was not told. Raises FileNotFoundError."""

    def pages(self, folder: str) -> Iterator[list[str]]:
        """The keys directly in a folder, at most a thousand a page; nothing for a folder that is not there."""

    def ready(self) -> None:
        """Raises OSError unless files can be kept now. Answers within a few seconds."""

    def open_to_readers(self) -> str:
        """What lets strangers read the files on their way to the store; "" when nothing does."""


_other: ContextVar[Storage | None] = ContextVar("motcua_files_shelf", default=None)


def storage() -> Storage:
    """The storage in use here and now."""
    return _other.get() or storages["files"]


def own() -> Shelf:
    """The store of this installation, for jobs and checks."""
    return cast(Shelf, storages["files"])


@contextmanager
def instead(other: Storage) -> Iterator[None]:
    """Keep and read files in `other`; other threads notice nothing."""
    before = _other.set(other)
    try:
        yield
    finally:
        _other.reset(before)
