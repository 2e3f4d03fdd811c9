"""From an upload to bytes worth keeping: counted, sniffed, scanned, cleaned, in bounded memory."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from motcua.files import pdfs, photographs, scanner, sniffing, word_files
from motcua.files.models import StoredFile
from motcua.files.refusal import Refused

CHUNK = 64 * 1024
IN_MEMORY = 1024 * 1024  # bytes; larger uploads wait on disk


@dataclass(frozen=True)
class Taken:
    """Bytes ready to be stored, and what is known of them."""

    content: IO[bytes]
    name: str
    mime: str
    scan: str
    scan_detail: str


@contextmanager
def receive(upload: UploadedFile[Any] | IO[bytes], name: str, kinds: frozenset[str], limit: int) -> Iterator[Taken]:
    """Everything a stranger's file goes through before it is kept. Raises `Refused`."""
    shown = sniffing.clean_name(name, "")
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as spool:
        fill(spool, _chunks(upload), shown, limit)
        yield _examined(spool, shown, kinds)


def _examined(content: IO[bytes], shown: str, kinds: frozenset[str]) -> Taken:
    head = content.read(sniffing.HEAD)
    found = sniffing.true_type(head)
    if kinds & word_files.WORD:  # its own witness: a beginning like theirs proves nothing
        found = word_files.true_type(content, head) or ("" if found in word_files.WORD else found)
    if found not in kinds:
        raise word_files.refuse_kind(shown) if kinds & word_files.WORD else sniffing.refuse_kind(found, shown)
    state, detail = scanned(content, shown)
    content.seek(0)
    if found == sniffing.PDF:
        pdfs.check(content, shown, settings.MOTCUA_UPLOAD_PAGES)
        mime = found
    elif found in word_files.WORD:
        word_files.check(content, found, shown)
        mime = found
    else:
        content, mime = photographs.cleaned(content, found, shown)
    return Taken(content, sniffing.clean_name(shown, mime), mime, state, detail)


def _chunks(upload: UploadedFile[Any] | IO[bytes]) -> Iterator[bytes]:
    if isinstance(upload, UploadedFile):
        yield from upload.chunks(CHUNK)
    else:
        while chunk := upload.read(CHUNK):
            yield chunk


def fill(content: IO[bytes], chunks: Iterable[bytes], name: str, limit: int) -> None:
    """Write the upload into `content` and rewind; stops reading at the byte that is too much."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise Refused(
                _("Tệp “%(name)s” nặng hơn %(limit)s. Hãy chụp lại với cỡ ảnh nhỏ hơn, hoặc tách tệp thành nhiều phần.")
                % {"name": name, "limit": filesizeformat(limit)}
            )
        content.write(chunk)
    if not size:
        raise Refused(_("Tệp “%(name)s” không có gì bên trong. Hãy chọn lại tệp.") % {"name": name})
    content.seek(0)


def scanned(content: IO[bytes], name: str) -> tuple[str, str]:
    """Scan state and detail; a scanner that does not answer makes the file wait, not the person."""
    service = scanner.configured()
    if service is None:
        return StoredFile.Scan.UNSCANNED, ""
    try:
        verdict = service.scan(content)
    except scanner.ScannerDown as problem:
        return StoredFile.Scan.WAITING, str(problem)[:200]
    if not verdict.clean:
        raise Refused(
            _(
                "Tệp “%(name)s” có vi-rút nên không được nhận. Máy của bạn có thể đã nhiễm vi-rút. "
                "Hãy chụp ảnh giấy tờ bằng điện thoại, hoặc gửi từ máy khác."
            )
            % {"name": name}
        )
    return StoredFile.Scan.CLEAN, ""


def digest(content: IO[bytes]) -> tuple[str, int]:
    """SHA-256 in hexadecimal and length in bytes; leaves the stream at its start."""
    content.seek(0)
    sha256 = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
    size = content.seek(0, os.SEEK_END)
    content.seek(0)
    return sha256, size
