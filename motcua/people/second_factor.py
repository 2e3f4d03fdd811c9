"""What an officer shows after the password: an app's code, a passkey, or a code kept on paper. Attempts are counted.

Whoever replaces or removes one shows one again: an open session alone must not become somebody else's for good.
"""

import time

from django.http import HttpRequest

from motcua.people import authenticator, recovery, throttle
from motcua.people.errors import TooMany, WrongFactor
from motcua.people.models import Account, Passkey

TRIES = 8
TRIES_FROM_ADDRESS = 60
WINDOW = 15 * 60
SHOWN = "factor_shown"
"""Session key: when a second factor was last shown here, in seconds of the machine's clock."""
LATELY = 5 * 60
"""How long what was shown lets the officer change their factors, in seconds."""


def has_any(account: Account) -> bool:
    """Whether the account can pass at all: an app or a passkey. Paper codes alone are no second factor."""
    return authenticator.has(account) or Passkey.objects.filter(account=account).exists()


def note_shown(request: HttpRequest) -> None:
    """A second factor was right in this session just now."""
    request.session[SHOWN] = int(time.time())


def shown_lately(request: HttpRequest) -> bool:
    """Whether this session showed a second factor in the last minutes."""
    return bool(0 <= time.time() - request.session.get(SHOWN, 0) < LATELY)


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
