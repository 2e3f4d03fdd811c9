"""Identities vouched for by others: a provider's stable subject, a certificate's fingerprint. Never a telephone."""

from django.db import models

from motcua.kit import clock
from motcua.kit.references import uuid7
from motcua.people.models.accounts import Account


class Identity(models.Model):
    """An account elsewhere that opens this one (DOMAIN §2.9): keyed by the provider's subject (TechID/sub).

    `told` keeps the few claims that were used, by our own names, so that the owner can see what came from where.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="identities")
    provider = models.CharField(max_length=20)
    subject = models.CharField(max_length=255)
    assurance = models.PositiveSmallIntegerField(default=2)
    told = models.JSONField(default=dict)
    linked_at = models.DateTimeField(default=clock.now)
    used_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "subject"], name="identity_once")]


class Certificate(models.Model):
    """A certificate that proved an account by signing a challenge; trusted anew at every use, never from here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="certificates")
    fingerprint = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the certificate, hexadecimal")
    holder = models.CharField(max_length=250)
    issuer = models.CharField(max_length=250)
    serial = models.CharField(max_length=60)
    valid_to = models.DateTimeField()
    linked_at = models.DateTimeField(default=clock.now)
    used_at = models.DateTimeField(default=clock.now)
