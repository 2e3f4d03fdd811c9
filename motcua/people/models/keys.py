"""What a person holds to prove who they are: passkeys, the codes of an authenticator app, codes kept on paper."""

from django.db import models

from motcua.kit import clock
from motcua.kit.references import uuid7
from motcua.people.models.accounts import Account


class Passkey(models.Model):
    """A key in a telephone, computer or stick (WebAuthn). `uses` is its own counter, to notice a copy.

    It shows no more than the sign-in that made it had shown: a key does not raise whoever took over a telephone.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="passkeys")
    credential = models.BinaryField(max_length=1023, unique=True)
    public_key = models.BinaryField(max_length=2000)
    uses = models.BigIntegerField(default=0)
    name = models.CharField(max_length=80)
    assurance = models.PositiveSmallIntegerField(default=1, help_text="the level of the session that made it")
    made_at = models.DateTimeField(default=clock.now)
    used_at = models.DateTimeField(null=True)


class Authenticator(models.Model):
    """The shared secret of an authenticator app (TOTP, RFC 6238), encrypted; `last_step` lets no code count twice."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True, related_name="authenticator")
    secret = models.BinaryField(max_length=300)
    last_step = models.BigIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)


class RecoveryCode(models.Model):
    """A code kept on paper for the day the telephone is lost; good once, only its keyed digest is stored."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "digest"], name="recovery_code_once")]
