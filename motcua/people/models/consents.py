"""What a person agreed to, purpose by purpose."""

from django.db import models

from motcua.kit import clock
from motcua.kit.references import uuid7
from motcua.people.models.accounts import Account


class Consent(models.Model):
    """One purpose agreed to, until withdrawn (Law on personal data protection 91/2025; Decree 356/2025).

    `wording` is the edition of the sentence that was shown; a new edition is asked anew. What the law lets an office
    do without consent (settling the dossier itself) is no row here.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40)
    wording = models.PositiveSmallIntegerField(default=1)
    given_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "purpose"], condition=models.Q(withdrawn_at=None), name="one_consent_a_purpose"
            )
        ]
