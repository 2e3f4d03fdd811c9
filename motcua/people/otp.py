"""One-time codes by SMS: six digits, five minutes, five tries; the newest replaces the older."""

import logging
import secrets
from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from motcua.kit import clock
from motcua.messaging import api as messaging
from motcua.people import throttle
from motcua.people.errors import ExpiredCode, TooMany, WrongCode
from motcua.people.models import OneTimeCode

MINUTES = 5
TRIES = 5
SENDS_PER_PHONE = 8
SENDS_PER_PHONE_DAY = 20
SENDS_PER_ADDRESS = 60
CHECKS_PER_ADDRESS = 120
WINDOW = 15 * 60
DAY = 24 * 60 * 60
HOUR = 60 * 60

log = logging.getLogger(__name__)

_TRY = """
    UPDATE people_onetimecode SET tries = tries + 1
    WHERE phone = %s AND purpose = %s AND expires_at > %s AND tries < %s
    RETURNING digest, tries
"""


def request(
    phone: str, purpose: str, ip: str, *, about: str = "", language: str = "vi",
    message: str = "one_time_code", words: Mapping[str, object] | None = None,
) -> None:  # fmt: skip
    """Send a new code to `phone` (canonical) for `purpose`; raises `TooMany`.

    `message` is another text than the usual one, with `words` of its own. The code lives only in the message,
    whose body is wiped after sending, and as a keyed digest here.
    """
    wait = (
        throttle.hit_all(
            [
                throttle.Rule(f"otp-send:{phone}", SENDS_PER_PHONE, WINDOW),
                throttle.Rule(f"otp-send-day:{phone}", SENDS_PER_PHONE_DAY, DAY),
                throttle.Rule(f"otp-send-from:{ip}", SENDS_PER_ADDRESS, WINDOW),
            ]
        )
        or _everybodys_share()
    )
    if wait:
        raise TooMany(wait)
    code = f"{secrets.randbelow(10**6):06d}"
    living = OneTimeCode(
        phone=phone,
        purpose=purpose,
        digest=_digest(phone, purpose, code),
        tries=0,
        expires_at=clock.now() + timedelta(minutes=MINUTES),
    )
    with transaction.atomic():
        OneTimeCode.objects.bulk_create(
            [living],
            update_conflicts=True,
            unique_fields=["phone", "purpose"],
            update_fields=["digest", "tries", "expires_at"],
        )
        messaging.send(
            message,
            to=messaging.Contact(phone=phone, email=""),
            context={"code": code, "minutes": MINUTES, "language": language, **(words or {})},
            about=about or "code",
            secret=True,
        )


def _everybodys_share() -> int:
    """Seconds to wait when the whole portal has sent its codes of this hour: an attack costs what is known before.

    Only what the other limits let through is counted, so that one who floods uses up nobody's share.
    """
    wait = throttle.hit("otp-send-all", settings.MOTCUA_CODES_PER_HOUR, HOUR)
    if wait:
        log.error("codes by SMS: the bound of this hour is reached, nobody gets a code for %d seconds", wait)
    return wait


def confirm(phone: str, purpose: str, code: str, ip: str) -> None:
    """Accept `code` once; raises `WrongCode`, `ExpiredCode` or `TooMany`.

    The try is counted before the code is compared, so parallel guesses cannot share one try. Call it outside
    a transaction: a rollback would give the try back.
    """
    if wait := throttle.hit(f"otp-check-from:{ip}", CHECKS_PER_ADDRESS, WINDOW):
        raise TooMany(wait)
    with connection.cursor() as cursor:
        cursor.execute(_TRY, [phone, purpose, clock.now(), TRIES])
        row: tuple[str, int] | None = cursor.fetchone()
    if row is None:
        raise ExpiredCode
    digest, tries = row
    if not constant_time_compare(digest, _digest(phone, purpose, code.replace(" ", ""))):
        raise WrongCode(TRIES - tries)
    deleted, _ = OneTimeCode.objects.filter(phone=phone, purpose=purpose, digest=digest).delete()
    if not deleted:  # another request used the same right code a moment ago
        raise ExpiredCode


def check(phone: str, purpose: str, code: str, ip: str = "") -> bool:
    """`confirm` as yes or no, for callers that show their own message; still raises `TooMany`."""
    try:
        confirm(phone, purpose, code, ip)
    except (WrongCode, ExpiredCode):
        return False
    return True


def sweep() -> int:
    """Delete codes that expired; gives how many."""
    return OneTimeCode.objects.filter(expires_at__lt=clock.now()).delete()[0]


def _digest(phone: str, purpose: str, code: str) -> str:
    return salted_hmac("motcua.people.otp", f"{phone}|{purpose}|{code}", algorithm="sha256").hexdigest()
