"""What people may correct of their own account: the e-mail address always, the name until an identity proved it."""

from django.db import transaction

from motcua.journal import api as journal
from motcua.people.entries import DETAILS_CHANGED, DetailsChanged
from motcua.people.models import Account
from motcua.people.sessions import actor_of

PROVEN = 2
"""From this level on the name is the one that an electronic identity told."""


def may_rename(account: Account) -> bool:
    """Whether the name is only what the person typed."""
    return account.assurance < PROVEN


def change(account: Account, *, full_name: str, email: str) -> list[str]:
    """Keep the corrected values; gives the fields that changed. A proven name stays as it is, whatever is given."""
    with transaction.atomic():
        locked = Account.objects.select_for_update().get(pk=account.pk)
        wanted = {"email": email} | ({"full_name": full_name} if may_rename(locked) else {})
        changed = sorted(name for name, value in wanted.items() if getattr(locked, name) != value)
        for name in changed:
            setattr(locked, name, wanted[name])
        if changed:
            locked.save(update_fields=changed)
            said = DetailsChanged(fields=changed)
            journal.record(DETAILS_CHANGED, f"account:{locked.pk}", actor=actor_of(locked), payload=said)
    return changed
