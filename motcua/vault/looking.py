"""Who opened a paper of somebody else: only who acts for the owner can, and the owner sees it at the paper."""

from motcua.journal import api as journal
from motcua.journal.api import Fact
from motcua.kit.actor import Actor
from motcua.vault.entries import LOOKED, Looked, looks_at
from motcua.vault.models import Item

ONCE_SECONDS = 10 * 60
"""Looks of one person within this time count once."""
SHOWN = 20


def note(actor: Actor, item: Item, what: str) -> None:
    """Write the look down before anything is shown; the owner's own are nobody's business. `what`: page or file."""
    if actor.on_behalf_of is not None:
        journal.record_unless_recent(
            LOOKED, looks_at(item.id), actor=actor, payload=Looked(what=what), same=("what",), seconds=ONCE_SECONDS
        )


def looks(item: Item) -> list[Fact]:
    """The newest looks at a paper, at most twenty."""
    return journal.newest([looks_at(item.id)], SHOWN)
