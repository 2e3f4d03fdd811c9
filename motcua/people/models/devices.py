"""The browsers an account is signed in on, and a telephone number on its way to another."""

from django.db import models

from motcua.kit import clock
from motcua.kit.references import uuid7
from motcua.people.models.accounts import Account


class Device(models.Model):
    """One signed-in browser; ending it deletes its session. `name` is what a person recognises ("Chrome, Android").

    `seen_at` moves at most every ten minutes, so that reading pages costs no write.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="devices")
    session_key = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    network = models.CharField(max_length=60, blank=True, default="", help_text="the address it came from, shortened")
    how = models.CharField(max_length=20)
    opened_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["account", "-seen_at"], name="devices_of_account")]


class PhoneChange(models.Model):
    """A new telephone number that takes effect only after a delay, so that its owner can stop a thief.

    The old number is told at once and may stop it until `effective_at`; `done_at` and `cancelled_at` end it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="phone_changes")
    old_phone = models.CharField(max_length=11)
    new_phone = models.CharField(max_length=11)
    requested_at = models.DateTimeField(default=clock.now)
    effective_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(done_at=None, cancelled_at=None),
                name="one_phone_change_at_a_time",
            )
        ]
        indexes = [
            models.Index(
                fields=["effective_at"],
                condition=models.Q(done_at=None, cancelled_at=None),
                name="phone_changes_due",
            )
        ]
