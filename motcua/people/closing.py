"""Closing an account: what it is known by and what opens it goes at once; the row stays, empty, for what needs it."""

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q

from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.people import devices, mandates
from motcua.people.entries import CLOSED, AccountClosed
from motcua.people.models import Account, Authenticator, Mandate, OneTimeCode, RecoveryCode

CODE = "close-account"
"""Purpose of the code that proves whoever closes."""
NAMELESS = "Tài khoản đã đóng"
"""What stands where the name stood; the journal keeps the names under which acts were done."""


def close(account: Account, *, actor: Actor, drafts: int) -> None:
    """Wipe and close it; its telephone is free again. A second time changes nothing. `drafts`: how many went before."""
    with transaction.atomic():
        locked = Account.objects.select_for_update().get(pk=account.pk)
        if locked.closed_at is not None:
            return
        devices.end_all(locked.pk)
        keys = locked.passkeys.all().delete()[0] + Authenticator.objects.filter(account=locked).delete()[0]
        RecoveryCode.objects.filter(account=locked).delete()
        identities = locked.identities.all().delete()[0] + locked.certificates.all().delete()[0]
        ended = _end_mandates(locked, actor)
        locked.invitations.all().delete()
        locked.phone_changes.all().delete()
        locked.consents.filter(withdrawn_at=None).update(withdrawn_at=clock.now())
        if locked.phone:
            OneTimeCode.objects.filter(phone=locked.phone).delete()
        _wipe(locked)
        told = AccountClosed(drafts=drafts, keys=keys, identities=identities, mandates=ended)
        journal.record(CLOSED, f"account:{locked.pk}", actor=actor, payload=told)


def _end_mandates(account: Account, actor: Actor) -> int:
    """End what it gave and what it was given, one entry each."""
    living = Mandate.objects.filter(Q(principal=account) | Q(agent=account)).exclude(state=Mandate.State.ENDED)
    found = list(living)
    for mandate in found:
        mandates.end(mandate, actor=actor)
    return len(found)


def _wipe(account: Account) -> None:
    account.phone, account.full_name, account.password = None, NAMELESS, make_password(None)
    account.email = account.personal_id = account.address = ""
    account.organisation_name = account.organisation_type = account.tax_code = ""
    account.birth_date, account.assurance = None, 0
    account.is_active, account.closed_at = False, clock.now()
    account.save()
