"""Codes of an authenticator app (TOTP, RFC 6238): six digits, thirty seconds, each one good once."""

import base64
import contextlib
import hmac
import logging
import secrets

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.http import HttpRequest

from motcua.kit import clock
from motcua.people import secrets_at_rest
from motcua.people.models import Account, Authenticator

log = logging.getLogger(__name__)
STEP = 30
DRIFT = 1
"""Steps a telephone's clock may be early or late."""
SECRET_BYTES = 20
ISSUER = "Motcua"
BEGUN = "authenticator_begun"
_PURPOSE = "authenticator"


def begin(request: HttpRequest) -> bytes:
    """A new secret, kept sealed in the session until `confirm`; the same one again when the page is reloaded."""
    kept = request.session.get(BEGUN)
    if kept:
        with contextlib.suppress(secrets_at_rest.InvalidToken):
            return secrets_at_rest.open_sealed(str(kept).encode(), _PURPOSE)
    secret = secrets.token_bytes(SECRET_BYTES)
    request.session[BEGUN] = secrets_at_rest.seal(secret, _PURPOSE).decode()
    return secret


def confirm(request: HttpRequest, account: Account, code: str) -> bool:
    """The first right code makes the new secret work in place of any older one."""
    secret = begin(request)
    step = _step_of(secret, code)
    if not step:
        return False
    give(account, secret, last_step=step)
    del request.session[BEGUN]
    return True


def give(account: Account, secret: bytes, *, last_step: int = 0) -> None:
    """Let this secret work for the account in place of any other."""
    sealed = secrets_at_rest.seal(secret, _PURPOSE)
    Authenticator.objects.update_or_create(
        account=account, defaults={"secret": sealed, "last_step": last_step, "confirmed_at": clock.now()}
    )


def check(account: Account, code: str) -> bool:
    """Whether `code` is right now and was not used before. Count attempts first (`second_factor`)."""
    kept = Authenticator.objects.filter(account=account, confirmed_at__isnull=False).first()
    if kept is None:
        return False
    try:
        secret = secrets_at_rest.open_sealed(bytes(kept.secret), _PURPOSE)
    except secrets_at_rest.InvalidToken:
        log.error("an authenticator's secret was sealed with a key this installation no longer has")
        return False
    step = _step_of(secret, code)
    return step > 0 and Authenticator.objects.filter(pk=kept.pk, last_step__lt=step).update(last_step=step) == 1


def has(account: Account) -> bool:
    return Authenticator.objects.filter(account=account, confirmed_at__isnull=False).exists()


def remove(account: Account) -> None:
    Authenticator.objects.filter(account=account).delete()


def code_at(secret: bytes, seconds: float) -> str:
    """The code an app shows at a moment of Unix time."""
    return _totp(secret).generate(int(seconds)).decode()


def words(secret: bytes) -> str:
    """The secret as letters to type, in groups of four."""
    text = base64.b32encode(secret).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def address(account: Account, secret: bytes) -> str:
    """What the QR says to the app."""
    return _totp(secret).get_provisioning_uri(account.phone or account.full_name, ISSUER)


def _totp(secret: bytes) -> TOTP:
    return TOTP(secret, 6, SHA1(), STEP, enforce_key_length=False)  # noqa: S303 - the hash every app speaks


def _step_of(secret: bytes, code: str) -> int:
    """Which step of time `code` belongs to, within the drift; 0 = none. Always tries them all."""
    now, given, found = int(clock.now().timestamp()) // STEP, "".join(code.split())[:20].encode(), 0
    for step in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(code_at(secret, step * STEP).encode(), given):
            found = step
    return found
