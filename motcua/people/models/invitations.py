"""An invitation to act for an organisation, sent to a telephone before anybody looks whose it is."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from motcua.kit import clock
from motcua.kit.references import uuid7
from motcua.people.models.accounts import Account
from motcua.people.models.mandates import Mandate


class Invitation(models.Model):
    """Whoever signs in with `phone` may accept, and becomes an agent of `principal` under a mandate.

    It names a telephone, not an account, so that inviting tells nobody whether the telephone has one. `name` is what
    the inviter calls the person. `scope` and dates are those of the mandate to be.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    principal = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="invitations")
    phone = models.CharField(max_length=11, db_index=True)
    name = models.CharField(max_length=150)
    ground = models.CharField(max_length=16, choices=Mandate.Ground.choices)
    scope = ArrayField(models.CharField(max_length=40), default=list)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    made_by = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["principal", "phone", "ground"], name="one_invitation_a_phone"),
        ]
