"""Who holds which signing key, and behind which adapter."""

from django.db import models

from motcua.kit.references import uuid7


class SigningKey(models.Model):
    """`holder`: "officer:<account id>", "agency:<code>" or "police:<code>" of the agency the police sit with.

    `certificate` is public (PEM), the key never enters here.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    holder = models.TextField(unique=True)
    label = models.TextField()
    adapter = models.TextField(default="pkcs12")
    location = models.TextField()
    certificate = models.TextField()
    valid_to = models.DateTimeField()
