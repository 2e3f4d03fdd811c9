"""Changing what proves a person, each change in the journal."""

from typing import Literal
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from motcua.journal import api as journal
from motcua.messaging import api as messaging
from motcua.people import authenticator, devices, passkeys, recovery, second_factor, sessions
from motcua.people.entries import KEYS_CHANGED, KeysChanged
from motcua.people.models import Account, Authenticator, Passkey, RecoveryCode
from motcua.people.sessions import actor_of

What = Literal["passkey_added", "passkey_removed", "authenticator", "recovery_codes", "recovery_code_used", "password"]


def note(account: Account, what: What) -> None:
    """Tell the journal; call it in the transaction of the change."""
    journal.record(
        KEYS_CHANGED, f"account:{account.pk}", actor=actor_of(account), payload=KeysChanged(what=what)
    )


def add_passkey(request: HttpRequest, account: Account, answer: str, name: str) -> Passkey:
    """A new key; its owner is written to, should it be somebody else's doing. Raises `PasskeyRefused`."""
    with transaction.atomic():
        made = passkeys.register(request, account, answer, name, min(account.assurance, sessions.level(request)))
        note(account, "passkey_added")
        messaging.send(
            "new_key", to=messaging.Contact(phone=account.phone or "", email=account.email),
            context={
                "language": "en" if account.language == "en" else "vi", "key": made.name, "at": made.made_at,
                "link": settings.MOTCUA_URL + reverse("security"),
            },
            about=f"account:{account.pk}", entry=made.pk,
        )  # fmt: skip
    return made


def remove_passkey(account: Account, key: UUID) -> bool:
    """False when it is none of this account's, or the last second factor of an officer."""
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        if account.kind == Account.Kind.OFFICER and not authenticator.has(account) and len(passkeys.of(account)) < 2:
            return False
        if not passkeys.remove(account, key):
            return False
        note(account, "passkey_removed")
    return True


def set_up_app(request: HttpRequest, account: Account, code: str, ip: str) -> bool:
    """Whether the app's first code was right; then it works in place of an older one. Raises `TooMany`."""
    second_factor.count_try(account, ip)
    with transaction.atomic():
        if not authenticator.confirm(request, account, code):
            return False
        note(account, "authenticator")
    return True


def new_paper_codes(account: Account) -> list[str]:
    """Ten new codes; the older ones are dead."""
    with transaction.atomic():
        made = recovery.renew(account)
        note(account, "recovery_codes")
    return made


def reset(account: Account) -> None:
    """For an officer who lost everything: no factor is left, no browser signed in; the next sign-in sets up anew.

    The administrator's act that calls this keeps its own entry in the journal.
    """
    with transaction.atomic():
        Authenticator.objects.filter(account=account).delete()
        Passkey.objects.filter(account=account).delete()
        RecoveryCode.objects.filter(account=account).delete()
        devices.end_all(account.pk)
