"""One row per message and channel: what was said to whom, and how far it got."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.kit.references import uuid7


class Message(models.Model):
    """created → sending → sent → delivered; or temporary_failure (tried again) or permanent_failure.

    "sent" is the provider's yes; "delivered" only what a delivery report says. `id` is the idempotency key.
    """

    class Channel(models.TextChoices):
        SMS = "sms", _("Tin nhắn SMS")
        EMAIL = "email", _("Thư điện tử")

    class State(models.TextChoices):
        CREATED = "created", _("Chờ gửi")
        SENDING = "sending", _("Đang gửi")
        SENT = "sent", _("Đã gửi")
        DELIVERED = "delivered", _("Đã đến người nhận")
        TEMPORARY_FAILURE = "temporary_failure", _("Gửi chưa được, sẽ gửi lại")
        PERMANENT_FAILURE = "permanent_failure", _("Không gửi được")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    entry = models.UUIDField(null=True, blank=True)  # the journal entry it tells of
    purpose = models.CharField(max_length=40)
    channel = models.CharField(max_length=10, choices=Channel)
    recipient = models.CharField(max_length=254)  # "0912345678" or an e-mail address
    subject_line = models.CharField(max_length=200, blank=True)  # e-mail only
    body = models.TextField(blank=True)  # emptied after the end when `secret`
    secret = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=State, default=State.CREATED)
    attempts = models.PositiveIntegerField(default=0)
    provider_ref = models.CharField(max_length=100, blank=True)
    error = models.CharField(max_length=300, blank=True)
    about = models.CharField(max_length=80)  # opaque: "dossier:<uuid>"
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)  # after it the text is no longer true
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "channel", "purpose"],
                condition=models.Q(entry__isnull=False),
                name="messaging_once_per_entry",
            )
        ]
        indexes = [
            models.Index(fields=["about", "id"], name="messaging_about"),
            models.Index(fields=["id"], condition=models.Q(state="permanent_failure"), name="messaging_failed"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} ({self.channel})"
