"""The local disk, where a file counts as kept only when a power cut cannot take it back."""

import os
from typing import Any

from django.core.files.storage import FileSystemStorage


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
