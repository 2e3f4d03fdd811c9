"""What arrives of an upload before any page looks at it: cut at the limit, so that nobody fills the disk.

A file that is too large is kept up to one byte above the limit: the page then refuses it by name and says what to do.
A request that could not be meant is refused before a byte of it is read.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MOST_FILES = 12
"""Files of the largest size that one request may bring, with what is typed beside them."""


class CutOff(FileUploadHandler):
    """Stands before Django's own handlers and gives them no more than may be kept."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - the name that Django calls it by
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Raises RequestDataTooBig for a body that no page asks for."""
        if content_length > MOST_FILES * settings.MOTCUA_UPLOAD_LIMIT:
            raise RequestDataTooBig("more than any page takes")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._left = settings.MOTCUA_UPLOAD_LIMIT + 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """The part that may be kept; None once there is enough."""
        kept = raw_data[: self._left]
        self._left -= len(kept)
        return kept or None

    def file_complete(self, file_size: int) -> None:
        """The next handler makes the file."""
        return
