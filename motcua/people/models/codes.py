"""One-time codes, and the table that lets a proof of work count once."""

from django.db import models

from motcua.kit.references import uuid7


class OneTimeCode(models.Model):
    """The newest code sent to a phone for one purpose; only its keyed digest is stored."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    phone = models.CharField(max_length=11)
    purpose = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["phone", "purpose"], name="one_code_per_phone_purpose")]


class SpentProof(models.Model):
    """A proof of work that was used once; the row stays until the proof would have expired anyway."""

    digest = models.CharField(primary_key=True, max_length=64)
    expires_at = models.DateTimeField(db_index=True)
