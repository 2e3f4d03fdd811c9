"""Changing what proves a person, each change in the journal."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.messaging import api as messaging
from motcua.people import authenticator, devices, passkeys, recovery, second_factor, sessions
from motcua.people.entries import KEYS_CHANGED, KeysChanged, What
from motcua.people.models import Account, Authenticator, Passkey, RecoveryCode
from motcua.people.sessions import actor_of


def note(account: Account, what: What, actor: Actor | None = None) -> None:
    """Tell the journal; call it in the transaction of the change. `actor`: who did it when not the person."""
    told = KeysChanged(what=what)
    journal.record(KEYS_CHANGED, f"account:{account.pk}", actor=actor or actor_of(account), payload=told)


def add_passkey(request: HttpRequest, account: Account, answer: str, name: str) -> Passkey:
    """A new key; its owner is written to, should it be somebody else's doing. Raises `PasskeyRefused`."""
    with transaction.atomic():
        made = passkeys.register(request, account, answer, name, min(account.assurance, sessions.level(request)))
        note(account, "passkey_added")
        _tell(account, "new_key", {"key": made.name, "at": made.made_at}, made.pk)
    return made


def remove_passkey(account: Account, key: UUID) -> bool:
    """False when it is none of this account's, or the last second factor of an officer. Its owner is written to."""
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        own = passkeys.of(account)
        if account.kind == Account.Kind.OFFICER and not authenticator.has(account) and len(own) < 2:
            return False
        if not passkeys.remove(account, key):
            return False
        note(account, "passkey_removed")
        _tell_change(account, "passkey", next((one.name for one in own if one.pk == key), ""))
    return True


def end_after_loss(account: Account, actor: Actor) -> None:
    """The telephone is lost: whoever has it opens nothing with the keys in it, nor in a browser signed in before.

    Which key is in which device nobody knows, so all of them end; the person adds new ones.
    """
    with transaction.atomic():
        if Passkey.objects.filter(account=account).delete()[0]:
            note(account, "passkeys_ended", actor)
        devices.end_all(account.pk)


def set_up_app(request: HttpRequest, account: Account, code: str, ip: str) -> bool:
    """Whether the app's first code was right; then it works in place of an older one, and its owner is written to.

    Raises `TooMany`.
    """
    second_factor.count_try(account, ip)
    with transaction.atomic():
        if not authenticator.confirm(request, account, code):
            return False
        note(account, "authenticator")
        _tell_change(account, "authenticator")
    return True


def new_paper_codes(account: Account, *, tell: bool = True) -> list[str]:
    """Ten new codes; the older ones are dead. `tell`: write to their owner, unless the account is just being set up."""
    with transaction.atomic():
        made = recovery.renew(account)
        note(account, "recovery_codes")
        if tell:
            _tell_change(account, "recovery_codes")
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


def _tell_change(account: Account, what: str, key: str = "") -> None:
    """Write to the owner that a factor was replaced or removed, should it be somebody else's doing."""
    _tell(account, "factor_changed", {"what": what, "key": key, "at": clock.now()})


def _tell(account: Account, purpose: str, words: dict[str, Any], entry: UUID | None = None) -> None:
    messaging.send(
        purpose, to=messaging.Contact(phone=account.phone or "", email=account.email),
        context={
            "language": "en" if account.language == "en" else "vi", "link": settings.MOTCUA_URL + reverse("security"),
            **words,
        },
        about=f"account:{account.pk}", entry=entry,
    )  # fmt: skip
