"""Codes kept on paper for the day the telephone is lost: ten, each good once."""

import secrets

from django.db import transaction
from django.utils.crypto import salted_hmac

from motcua.people.models import Account, RecoveryCode

COUNT = 10
LENGTH = 10
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without signs that are mistaken for one another on paper: about 49 bits a code."""


def renew(account: Account) -> list[str]:
    """Ten new codes in place of all older ones; shown once, then only their digests are here."""
    made = ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(COUNT)]
    with transaction.atomic():
        RecoveryCode.objects.filter(account=account).delete()
        RecoveryCode.objects.bulk_create(
            [RecoveryCode(account=account, digest=_digest(account, code)) for code in made]
        )
    return [f"{code[:5]}-{code[5:]}" for code in made]


def spend(account: Account, code: str) -> bool:
    """Whether `code` is one of those left; it is gone after this. Count attempts first (`second_factor`)."""
    gone, _ = RecoveryCode.objects.filter(account=account, digest=_digest(account, _plain(code))).delete()
    return gone == 1


def left(account: Account) -> int:
    return RecoveryCode.objects.filter(account=account).count()


def _plain(code: str) -> str:
    return "".join(sign for sign in code.lower()[:40] if sign.isalnum())


def _digest(account: Account, code: str) -> str:
    return salted_hmac("motcua.people.recovery", f"{account.pk}|{code}", algorithm="sha256").hexdigest()
