"""The local disk, where a file counts as kept only when a power cut cannot take it back."""

import hashlib
import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage

PAGE = 1000  # keys


class DurableDisk(FileSystemStorage):
    """Django's storage plus fsync of file and folder; readable by this service's user only."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700, **options})

    def _save(self, name: str, content: Any) -> str:
        kept = super()._save(name, content)  # type: ignore[misc]
        path = self.path(kept)
        for target in (path, os.path.dirname(path)):  # noqa: PTH120
            handle = os.open(target, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        return str(kept)

    def digest(self, name: str) -> str:
        """SHA-256 of the bytes as they lie on the disk now."""
        with Path(self.path(name)).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def pages(self, folder: str) -> Iterator[list[str]]:
        """The keys directly in a folder, a page at a time."""
        try:
            found = os.scandir(self.path(folder))
        except FileNotFoundError:
            return
        with found:
            keys = (f"{folder}/{entry.name}".lstrip("/") for entry in found if entry.is_file())
            while page := list(itertools.islice(keys, PAGE)):
                yield page

    def ready(self) -> None:
        """Raises OSError when this service's user may not write here."""
        place = Path(self.path(""))
        while not place.exists():
            place = place.parent
        if not (place.is_dir() and os.access(place, os.W_OK | os.X_OK)):
            raise PermissionError(f"{place} cannot be written")

    def open_to_readers(self) -> str:
        """Nothing: the bytes do not leave this machine."""
        return ""
