"""Puts documents of the library in force, many at once: the same rows as `publishing`, in a few statements.

A draft that somebody is editing stays as it is: what ships never overwrites a person's work.
"""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from motcua.catalogue import documents, drafts, offers, search
from motcua.catalogue.models import Component, Offering, Procedure, ProcedureVersion
from motcua.catalogue.publishing import announce
from motcua.catalogue.schema import ProcedureFile
from motcua.kit import clock
from motcua.kit.actor import Actor


@transaction.atomic
def ship(batch: Sequence[ProcedureFile], actor: Actor = Actor.SYSTEM) -> list[ProcedureVersion]:
    """Publish new versions of these documents; gives them in the same order. Raises `drafts.FormMissing`."""
    if not batch:
        return []
    forms = {document.code: drafts.form_of(document) for document in batch}
    procedures = _procedures(batch)
    latest = dict(
        ProcedureVersion.objects.filter(procedure__in=procedures.values())
        .values_list("procedure").annotate(latest=Max("number"))
    )  # fmt: skip
    now = clock.now()
    made = [
        ProcedureVersion(
            procedure=procedures[document.code], number=latest.get(procedures[document.code].id, 0) + 1,
            withdrawn_at=now,  # until its papers are there; so it never counts as somebody's draft
            published_by=actor.name, edited_at=now, edited_by=actor.name,
            **documents.columns(document, forms[document.code]),
        )
        for document in batch
    ]  # fmt: skip
    ProcedureVersion.objects.bulk_create(made)
    Component.objects.bulk_create(
        paper for version, document in zip(made, batch, strict=True) for paper in documents.papers(version, document)
    )
    ids = [version.id for version in made]
    ProcedureVersion.objects.filter(current_of__in=procedures.values()).update(withdrawn_at=now)
    ProcedureVersion.objects.filter(id__in=ids).update(published_at=now, withdrawn_at=None)
    _put_in_force(batch, made, procedures)
    for version in made:
        announce(version, actor)
    offered = set(Offering.objects.filter(procedure__in=procedures.values()).values_list("procedure", flat=True))
    fresh = {row.id: row for row in ProcedureVersion.objects.filter(id__in=ids).select_related("procedure", "form")}
    for version in fresh.values():
        if version.procedure_id in offered:
            offers.follow(version.procedure, version, actor)
    return [fresh[id] for id in ids]


def _procedures(batch: Sequence[ProcedureFile]) -> dict[str, Procedure]:
    codes = [document.code for document in batch]
    rows = Procedure.objects.select_for_update(no_key=True).filter(code__in=codes).order_by("code")
    known = {row.code: row for row in rows}
    new = [
        Procedure(code=document.code, **drafts.described(document)) for document in batch if document.code not in known
    ]
    Procedure.objects.bulk_create(new)
    return known | {row.code: row for row in new}


def _put_in_force(
    batch: Sequence[ProcedureFile], made: Sequence[ProcedureVersion], procedures: dict[str, Procedure]
) -> None:
    changed = []
    for document, version in zip(batch, made, strict=True):
        procedure = procedures[document.code]
        procedure.current = version
        described = drafts.described(document)
        for name, value in described.items():
            setattr(procedure, name, value)
        changed.append(procedure)
    Procedure.objects.bulk_update(changed, ["current", *described])
    search.reindex()
