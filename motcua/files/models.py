"""One row per stored file; the bytes are in the storage "files" under `storage_key`."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.kit.references import uuid7


class StoredFile(models.Model):
    """Immutable bytes with what we know of them; only the scan state changes."""

    class Scan(models.TextChoices):
        WAITING = "waiting", _("Đang chờ quét vi-rút")
        CLEAN = "clean", _("Không thấy vi-rút")
        INFECTED = "infected", _("Có vi-rút")
        UNSCANNED = "unscanned", _("Không quét vi-rút")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sha256 = models.CharField(max_length=64)  # of the stored bytes, hexadecimal
    size = models.PositiveBigIntegerField()  # bytes
    mime = models.CharField(max_length=100)  # found in the content, never believed from the browser
    name = models.CharField(max_length=150)  # as people see it, cleaned
    storage_key = models.CharField(max_length=200, unique=True)
    subject = models.CharField(max_length=80, db_index=True)  # opaque: "dossier:<uuid>"
    uploaded_by = models.UUIDField(null=True, blank=True)
    scan = models.CharField(max_length=10, choices=Scan, default=Scan.UNSCANNED)
    scan_detail = models.CharField(max_length=200, blank=True)
    uploaded_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["uploaded_at"], condition=models.Q(scan="waiting"), name="files_waiting"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        """Whether `files.api.thumbnail` can make a small picture of it."""
        return self.mime.startswith("image/")
