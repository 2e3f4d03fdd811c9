"""The first sign-in of an officer: telephone and personal number, a code by SMS, then a password of their own.

Nothing secret is handed over by anybody: who holds the telephone the office registered sets the password.
"""

from contextlib import suppress

from django.db import transaction

from motcua.agencies.entries import PASSWORD_SET, PasswordSet
from motcua.agencies.models import FirstSignIn
from motcua.agencies.persons import subject
from motcua.journal import api as journal
from motcua.kit import clock, identity
from motcua.kit.words import N_, Invalid
from motcua.people import otp, passwords, throttle
from motcua.people.errors import ExpiredCode, TooMany, WrongCode
from motcua.people.models import Account
from motcua.people.sessions import actor_of

PURPOSE = "officer-first"
MINUTES = otp.MINUTES
TRIES_PER_PHONE, TRIES_PER_ADDRESS, WINDOW = 10, 60, 15 * 60

WRONG = N_("Mã chưa đúng hoặc đã hết hạn. Hãy xem tin nhắn mới nhất, hoặc làm lại từ đầu.")


def ask(phone: str, personal_id: str, ip: str) -> str:
    """Send a code when an invited officer has this telephone and number; gives the canonical telephone.

    The caller is told the same in every case. Raises Invalid for what no telephone or number can be, and TooMany.
    """
    canonical, number = identity.phone(phone), identity.PersonalId.parse(personal_id).number
    wait = throttle.hit_all(
        [
            throttle.Rule(f"first:{canonical}", TRIES_PER_PHONE, WINDOW),
            throttle.Rule(f"first-from:{ip}", TRIES_PER_ADDRESS, WINDOW),
        ]
    )
    if wait:
        raise TooMany(wait)
    if invited(canonical, number):
        with suppress(TooMany):  # the telephone's own limit would tell that telephone and number belong together
            otp.request(canonical, PURPOSE, ip)
    return canonical


def invited(phone: str, personal_id: str = "") -> Account | None:
    """The active officer who may set a password now (one statement)."""
    waiting = FirstSignIn.objects.filter(
        account__phone=phone, account__is_active=True, account__kind=Account.Kind.OFFICER, expires_at__gt=clock.now()
    ).select_related("account")
    if personal_id:
        waiting = waiting.filter(account__personal_id=personal_id)
    found = waiting.first()
    return found.account if found else None


def finish(phone: str, code: str, password: str, ip: str) -> Account:
    """Set the password and use the invitation up. Raises Invalid (wrong code), WeakPassword, TooMany.

    Which of telephone, number and code was wrong is never told. Call it outside a transaction (`otp.confirm`).
    """
    passwords.check(Account(phone=phone), password)
    try:
        otp.confirm(phone, PURPOSE, code, ip)
    except (WrongCode, ExpiredCode) as error:
        raise Invalid(WRONG) from error
    account = invited(phone)
    if account is None:
        raise Invalid(WRONG)
    with transaction.atomic():
        if not FirstSignIn.objects.filter(account=account, expires_at__gt=clock.now()).delete()[0]:
            raise Invalid(WRONG)
        passwords.choose(account, password)
        journal.record(PASSWORD_SET, subject(account), actor=actor_of(account), payload=PasswordSet())
    return account
