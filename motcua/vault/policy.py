"""Who may look into whose store, and who may take from it. No officer ever does: a dossier shows what was given.

A mandate without a scope is the principal's whole business, so its holder sees the store. One limited to some
procedures gives a look only while a dossier of theirs needs a paper: its holder may pick and add, never leaf through,
change or delete.
"""

from uuid import UUID

from django.db.models import QuerySet

from motcua.kit.actor import Actor
from motcua.vault.models import Item


def may_browse(actor: Actor) -> bool:
    """Whether the actor may open the store as such."""
    return actor.party is not None and not (actor.on_behalf_of is not None and actor.scope)


def visible_to(actor: Actor) -> QuerySet[Item]:
    """The papers an actor may see, change and delete; every look-up starts here."""
    if not may_browse(actor):
        return Item.objects.none()
    return Item.objects.filter(owner_id=actor.party)


def may_pick(actor: Actor, owner: UUID | None) -> bool:
    """Whether the actor may take papers of `owner` into a dossier of that owner (whose scope the dossier checks)."""
    return owner is not None and actor.party == owner
