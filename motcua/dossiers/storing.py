"""Between a dossier and its owner's store of papers: take one out of it, put one into it, keep the result there."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction

from motcua.agencies import api as agencies
from motcua.catalogue import api as catalogue
from motcua.catalogue.models import Component
from motcua.dossiers import completeness, drafting, supplements
from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Dossier, Paper, Result
from motcua.files import api as files
from motcua.files.api import Upload
from motcua.files.models import StoredFile
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.people import consents
from motcua.vault import api as vault
from motcua.vault import kinds
from motcua.vault.models import Item

Refused = vault.Refused
"""Why a paper cannot be given or kept; its `message` says what to do."""


def may_use(actor: Actor, dossier: Dossier) -> bool:
    """Whether this actor may give papers of the dossier's owner, and keep papers for them.

    The owner, or who acts for them within a mandate; never a guest in the draft, an officer or an open browser.
    """
    return vault.may_pick(actor, dossier.owner_id)


def has_any(actor: Actor, dossier: Dossier) -> bool:
    """Whether this actor has anything to choose from."""
    return dossier.owner_id is not None and may_use(actor, dossier) and vault.has_any(dossier.owner_id)


def pick(dossier: Dossier, actor: Actor, component: str, item: UUID) -> Paper:
    """Give a copy of a stored paper for a component of a draft, or of an open supplement.

    Raises `Refused`, `actions.base.Refused`, `files.Infected`, `policy.Forbidden`.
    """
    if dossier.state == State.DRAFT:
        drafting.check_component(dossier, component)
    attach = drafting.attach if dossier.state == State.DRAFT else supplements.attach
    purpose = catalogue.version(dossier.version_id).name
    with transaction.atomic():
        given = vault.copy_out(actor, dossier.owner_id, item, subject=dossier.subject, purpose=purpose)
        return attach(dossier, actor, component, given)


def add_joined(dossier: Dossier, actor: Actor, component: str, photographs: Sequence[Upload]) -> Paper:
    """Attach several photographs of one paper as one PDF. Raises `files.Refused`."""
    if dossier.state == State.DRAFT:
        drafting.check_component(dossier, component)
    attach = drafting.attach if dossier.state == State.DRAFT else supplements.attach
    stored = files.take_joined(photographs, subject=dossier.subject, actor=actor)
    return attach(dossier, actor, component, stored)


def keep(dossier: Dossier, actor: Actor, component: Component) -> int:
    """Put copies of the files given for a component into the owner's store; gives how many lie there now.

    What is there already is not kept twice. Raises `Refused` when the store is full.
    """
    if dossier.owner_id is None or not may_use(actor, dossier):
        return 0
    kind = kinds.guessed(component.name)
    said = vault.Said(kind, component.name[:150] if kind == kinds.OTHER else "")
    kept = 0
    for paper in completeness.current_papers(dossier):
        if paper.component == component.code and paper.file.scan != StoredFile.Scan.INFECTED:
            vault.copy(dossier.owner_id, paper.file, said, Item.Source.OWN, actor)
            kept += 1
    if kept:  # whoever ticked the box has read its words
        consents.give(dossier.owner_id, consents.KEEP_PAPERS, actor=actor)
    return kept


def keep_result(dossier: Dossier) -> None:
    """Put the result of a returned dossier into its owner's store, once; nothing without account or file."""
    if dossier.state != State.RETURNED:
        return
    result = Result.objects.select_related("file").filter(dossier=dossier).first()
    if dossier.owner_id is None or dossier.agency_id is None or result is None or result.file is None:
        return
    if not consents.allowed(dossier.owner_id, consents.KEEP_RESULTS):
        return
    title = str(catalogue.result(dossier.version_id)["title"])
    day = (result.sealed_at or clock.now()).astimezone(clock.HANOI).date()
    vault.keep_result(
        dossier.owner_id, result.file, title=title.capitalize() if title.isupper() else title,
        number=result.number, issuer=agencies.contact_for(dossier.agency_id).name, issued_on=day,
        origin=dossier.subject,
    )  # fmt: skip


def sources(papers: Iterable[Paper]) -> dict[UUID, str]:
    """Where files that came from a store had come from, by file; one statement."""
    return vault.sources(paper.file_id for paper in papers)
