"""The door of files: take what people hand in, keep what the office makes, give it back, take it away."""

from __future__ import annotations

import contextlib
import io
import logging
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any, TypeAlias

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from motcua.files import intake, jobs, joining, photographs, scanner, shelf, sniffing
from motcua.files.models import StoredFile
from motcua.files.reactions import on_infected
from motcua.files.refusal import NotKept, Refused
from motcua.files.shelf import StoreAway
from motcua.files.sniffing import IMAGES, IMAGES_AND_PDF
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.references import uuid7

__all__ = [
    "IMAGES", "IMAGES_AND_PDF", "Infected", "NotKept", "Refused", "StoreAway", "Upload", "check_config", "copy",
    "looked_at", "of", "on_infected", "open_bytes", "read_bytes", "remove", "store_bytes", "store_stream", "take",
    "take_joined", "thumbnail",
]  # fmt: skip

Upload: TypeAlias = "UploadedFile[Any] | IO[bytes]"
"""What may be handed in: an upload of the web server, or an open file with a name."""

THUMBNAIL_EDGE = 320  # pixels
log = logging.getLogger(__name__)


class Infected(Exception):
    """The scanner found something in it after it was taken: its bytes are not given out."""


def storage() -> Storage:
    return shelf.storage()


def take(
    upload: Upload, *, subject: str, actor: Actor, name: str = "",
    kinds: frozenset[str] = IMAGES_AND_PDF, limit_bytes: int | None = None,
) -> StoredFile:  # fmt: skip
    """Check, clean and keep an upload; `limit_bytes` defaults to the setting of this installation.

    Raises `Refused`, and then nothing is kept. Scanning may last 5 s: call it outside long transactions.
    """
    limit = settings.MOTCUA_UPLOAD_LIMIT if limit_bytes is None else limit_bytes
    given = name or upload.name or ""
    with intake.receive(upload, given, kinds, limit) as taken:
        return _keep(taken, subject, actor)


def take_joined(uploads: Sequence[Upload], *, subject: str, actor: Actor) -> StoredFile:
    """Keep several photographs as one PDF, a page each, in their order. Raises `Refused`, and then nothing is kept."""
    named = [(upload, upload.name or "") for upload in uploads]
    return _keep(joining.joined(named, settings.MOTCUA_UPLOAD_LIMIT), subject, actor)


def copy(file: StoredFile, *, subject: str, actor: Actor) -> StoredFile:
    """The same bytes once more, for another owner: each copy is removed on its own (ADR 24). Raises `Infected`."""
    with open_bytes(file) as stream, tempfile.SpooledTemporaryFile(intake.IN_MEMORY) as spool:
        shutil.copyfileobj(stream, spool)
        return _keep(intake.Taken(spool, file.name, file.mime, file.scan, file.scan_detail), subject, actor)


@contextmanager
def looked_at(upload: Upload, *, kinds: frozenset[str] = IMAGES_AND_PDF) -> Iterator[bytes]:
    """An upload checked and cleaned like one that is kept, but only to be looked at: its bytes. Raises `Refused`."""
    with intake.receive(upload, upload.name or "", kinds, settings.MOTCUA_UPLOAD_LIMIT) as taken:
        taken.content.seek(0)
        yield taken.content.read()


def store_bytes(data: bytes, name: str, mime: str, *, subject: str, actor: Actor) -> StoredFile:
    """Keep what the product itself made (a receipt, a signed result): no checks, byte for byte. Raises `NotKept`."""
    content = io.BytesIO(data)
    made = intake.Taken(content, sniffing.clean_name(name, mime), mime, StoredFile.Scan.UNSCANNED, "")
    return _keep(made, subject, actor)


def store_stream(content: IO[bytes], name: str, mime: str, *, subject: str, actor: Actor) -> StoredFile:
    """The same for what is too large to hold in memory: an open file the product wrote."""
    made = intake.Taken(content, sniffing.clean_name(name, mime), mime, StoredFile.Scan.UNSCANNED, "")
    return _keep(made, subject, actor)


def _keep(taken: intake.Taken, subject: str, actor: Actor) -> StoredFile:
    sha256, size = intake.digest(taken.content)
    id, now = uuid7(), clock.now()
    suffix = "." + taken.name.rsplit(".", 1)[-1] if "." in taken.name else ""
    key = _shelved(f"{now:%Y/%m/%d}/{id.hex}{suffix}", taken)
    try:
        file = StoredFile.objects.create(
            id=id, sha256=sha256, size=size, mime=taken.mime, name=taken.name, storage_key=key,
            subject=subject, uploaded_by=actor.account, scan=taken.scan, scan_detail=taken.scan_detail,
            uploaded_at=now,
        )  # fmt: skip
        if file.scan == StoredFile.Scan.WAITING:
            jobs.rescan.defer(file=str(file.id))
    except BaseException:
        with contextlib.suppress(OSError):  # the sweeper of the night takes it then
            storage().delete(key)
        raise
    return file


def _shelved(key: str, taken: intake.Taken) -> str:
    try:
        return storage().save(key, File(taken.content))
    except OSError as problem:
        log.exception("a file of %s could not be kept", taken.mime)
        message = _(
            "Chưa cất được tệp “%(name)s” vì kho tệp đang gặp trục trặc. "
            "Những gì bạn đã lưu vẫn còn. Hãy chờ vài phút rồi gửi lại tệp này."
        )
        raise NotKept(message % {"name": taken.name}) from problem


def open_bytes(file: StoredFile) -> IO[bytes]:
    """The stored bytes as a stream, to be closed. Raises `Infected`, FileNotFoundError, `StoreAway`."""
    if file.scan == StoredFile.Scan.INFECTED:
        raise Infected(_("Tệp này có vi-rút nên không mở được. Hãy yêu cầu người nộp gửi lại tệp khác."))
    try:
        stream: IO[bytes] = storage().open(file.storage_key, "rb")
    except (FileNotFoundError, StoreAway):
        raise
    except OSError as problem:
        raise StoreAway(str(problem)) from problem
    return stream


def read_bytes(file: StoredFile) -> bytes:
    """The stored bytes, whole: for papers of a few megabytes."""
    with open_bytes(file) as stream:
        return stream.read()


def of(subject: str) -> list[StoredFile]:
    """The files of a subject, oldest first."""
    return list(StoredFile.objects.filter(subject=subject).order_by("id"))


def thumbnail(file: StoredFile, edge: int = THUMBNAIL_EDGE) -> bytes:
    """A small JPEG of a picture. Raises ValueError for anything else (ask `file.is_image`)."""
    if not file.is_image:
        raise ValueError(f"{file.mime} has no thumbnail")
    with open_bytes(file) as stream:
        return photographs.small(stream, edge)


def remove(file: StoredFile) -> None:
    """Take the file away: the row now, the bytes by a job of the same transaction."""
    jobs.erase.defer(key=file.storage_key)
    file.delete()


def check_config() -> list[tuple[bool, str]]:
    """For the health page: can we write, read and scan? (good, sentence) each."""
    service = scanner.configured()
    scan = [(True, _("Không dùng máy quét vi-rút"))] if service is None else service.check_config()
    return [_check_storage(), *scan]


def _check_storage() -> tuple[bool, str]:
    try:
        key = storage().save("probe", File(io.BytesIO(b"probe")))
        with storage().open(key) as probe:
            good = probe.read() == b"probe"
        storage().delete(key)
    except OSError as problem:
        return False, _("Kho tệp không ghi được: %(why)s") % {"why": problem}
    return good, _("Kho tệp ghi và đọc được") if good else _("Kho tệp đọc ra khác với lúc ghi")
