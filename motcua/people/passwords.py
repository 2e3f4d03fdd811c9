"""Officers' passwords: chosen by themselves, long, not plain, changed with the present one."""

from typing import Any

from django.contrib.auth import password_validation, update_session_auth_hash
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from motcua.journal import api as journal
from motcua.people import devices, throttle
from motcua.people.entries import KEYS_CHANGED, KeysChanged
from motcua.people.errors import OwnPasswordWrong, TooMany, WeakPassword
from motcua.people.models import Account, Device
from motcua.people.sessions import actor_of

SHORTEST = 12
LONGEST = 200
TRIES = 8
WINDOW = 15 * 60
_RULES: list[Any] = [
    password_validation.MinimumLengthValidator(SHORTEST),
    password_validation.CommonPasswordValidator(),
    password_validation.NumericPasswordValidator(),
    password_validation.UserAttributeSimilarityValidator(("phone", "full_name", "email")),
]


def check(account: Account, password: str) -> None:
    """Whether the account may have this password; raises `WeakPassword`."""
    if len(password) > LONGEST or account.check_password(password):
        raise WeakPassword
    try:
        password_validation.validate_password(password, account, _RULES)
    except ValidationError as error:
        raise WeakPassword from error


def choose(account: Account, password: str) -> None:
    """The officer's own new password; raises `WeakPassword`. What was signed in before is signed out."""
    check(account, password)
    with transaction.atomic():
        account.set_password(password)
        account.save(update_fields=["password"])
        told = KeysChanged(what="password")
        journal.record(KEYS_CHANGED, f"account:{account.pk}", actor=actor_of(account), payload=told)


def change(request: HttpRequest, account: Account, present: str, new: str) -> None:
    """Replace one's password; every other browser is signed out.

    Raises `OwnPasswordWrong`, `WeakPassword`, `TooMany`.
    """
    if wait := throttle.hit(f"password-change:{account.pk}", TRIES, WINDOW):
        raise TooMany(wait)
    if not account.check_password(present):
        raise OwnPasswordWrong
    choose(account, new)
    before = request.session.session_key
    devices.end_all(account.pk, keep=before)
    update_session_auth_hash(request, account)
    Device.objects.filter(session_key=before).update(session_key=request.session.session_key)
