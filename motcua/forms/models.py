"""Versions of form definitions. A published version never changes; a change is a new version."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.kit.references import uuid7


class FormVersion(models.Model):
    """One version of one form. Dossiers are pinned to it; a database trigger keeps a published one as it is.

    `digest` is the SHA-256 of the canonical definition: loading the same file twice finds the same version. Two
    versions share one when people went back to what an earlier version said.
    Without `published_at` it is a draft that an office still edits.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["key", "number"]
        verbose_name = _("Phiên bản tờ khai")
        constraints = [
            models.UniqueConstraint(fields=["key", "number"], name="forms_version_number"),
        ]
        indexes = [models.Index(fields=["key", "digest"], name="forms_version_content")]

    def __str__(self) -> str:
        return f"{self.key} {self.number}"


class FormDraft(models.Model):
    """The text of a definition that somebody is writing, kept as typed even while it is wrong. One a form."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField(max_length=60, unique=True)
    text = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    edited_by = models.CharField(max_length=150)
    edited_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["key"]
        verbose_name = _("Bản nháp tờ khai")

    def __str__(self) -> str:
        return f"{self.key} (bản nháp)"
