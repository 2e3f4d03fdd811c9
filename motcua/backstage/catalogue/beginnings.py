"""Procedures that a person began by hand: such a bare row goes when its only draft is thrown away."""

from django.db import transaction
from pydantic import BaseModel

from motcua.catalogue import drafts, publishing
from motcua.catalogue.models import FormFile, Offering, Procedure
from motcua.journal import api as journal
from motcua.journal import kinds
from motcua.journal.models import Entry
from motcua.kit.actor import Actor


class Begun(BaseModel):
    """A person added a procedure to the catalogue by hand; no list of names brought it."""

    code: str
    name: str


BEGUN = kinds.kind("procedure.begun", Begun)


def begun(of: Procedure, actor: Actor) -> None:
    """Record who began it, inside the caller's transaction."""
    journal.record(BEGUN, publishing.subject_of(of), actor=actor, payload=Begun(code=of.code, name=of.name))


def goes_with_draft(of: Procedure) -> bool:
    """Whether nothing but its draft keeps it: begun by hand, never published, not offered, no file kept for it."""
    return (
        Entry.objects.filter(kind=BEGUN, subject=publishing.subject_of(of)).exists()
        and not of.versions.exclude(published_at=None).exists()
        and not Offering.objects.filter(procedure=of).exists()
        and not FormFile.objects.filter(procedure=of).exists()
    )


@transaction.atomic
def discard(of: Procedure) -> bool:
    """Throw the draft away, and the bare row with it when it goes; gives whether the row went."""
    locked = Procedure.objects.select_for_update().get(id=of.id)
    gone = goes_with_draft(locked)
    drafts.discard(locked)
    if gone:
        locked.delete()
    return gone
