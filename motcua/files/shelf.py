"""Where files are kept: the storage of the installation, or for a while, in this thread only, another one."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.files.storage import Storage, storages

_other: ContextVar[Storage | None] = ContextVar("motcua_files_shelf", default=None)


def storage() -> Storage:
    """The storage in use here and now."""
    return _other.get() or storages["files"]


@contextmanager
def instead(other: Storage) -> Iterator[None]:
    """Keep and read files in `other`; other threads notice nothing."""
    before = _other.set(other)
    try:
        yield
    finally:
        _other.reset(before)
