"""What an officer shows after the password: an app's code, a passkey, or a code kept on paper. Attempts are counted."""

from motcua.people import authenticator, recovery, throttle
from motcua.people.errors import TooMany, WrongFactor
from motcua.people.models import Account, Passkey

TRIES = 8
TRIES_FROM_ADDRESS = 60
WINDOW = 15 * 60


def has_any(account: Account) -> bool:
    """Whether the account can pass at all: an app or a passkey. Paper codes alone are no second factor."""
    return authenticator.has(account) or Passkey.objects.filter(account=account).exists()


def count_try(account: Account, ip: str) -> None:
    """Count one attempt before it is judged; raises `TooMany`. Call it outside a transaction."""
    rules = [
        throttle.Rule(f"factor:{account.pk}", TRIES, WINDOW),
        throttle.Rule(f"factor-from:{ip}", TRIES_FROM_ADDRESS, WINDOW),
    ]
    if wait := throttle.hit_all(rules):
        raise TooMany(wait)


def check_code(account: Account, code: str, ip: str) -> None:
    """Accept an app's code or a paper code, once; raises `WrongFactor` or `TooMany`."""
    count_try(account, ip)
    digits = "".join(code.split())
    if digits.isdigit():
        right = len(digits) == 6 and digits.isascii() and authenticator.check(account, digits)
    else:
        right = recovery.spend(account, code)
    if not right:
        raise WrongFactor
