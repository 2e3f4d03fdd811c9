"""Mapped records into drafts, a batch in one transaction. What a person edited is never overwritten."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import DataError, IntegrityError, transaction
from django.db.models import Q

from motcua.catalogue import documents, drafts, versions
from motcua.catalogue.comparing import Change, compare
from motcua.catalogue.importers.mapping import Made
from motcua.catalogue.importers.report import Outcome
from motcua.catalogue.models import Component, Procedure, ProcedureVersion
from motcua.catalogue.schema import ProcedureFile
from motcua.kit import clock

BY = "Nhập từ tệp"
"""Who made a draft that came from a file and that nobody edited since."""
_KEPT = ("form", "legal_fields", "min_assurance", "supplement_effect", "delivery_methods", "route", "result", "kind")
_KEPT_CONTENT = ("summary", "bring", "presence", "signature", "visits_text", "territory", "territory_question")
_KEPT_LISTS = ("receipt_ways", "life_events", "keywords", "related")


_REFUSED = (DataError, IntegrityError, ValueError, drafts.FormMissing, drafts.EditedMeanwhile)
"""What is wrong with one record. A database that is away or has no tables is no record's fault: the run fails."""


@dataclass(slots=True)
class Entry:
    """A record on its way into the database: `made` None and only `document` for a bare name."""

    file: str
    line: int
    document: ProcedureFile
    made: Made | None = None
    digest: str = ""
    outcome: Outcome = "unchanged"
    changes: Sequence[Change] = ()
    trouble: str = ""
    size: int = 0


@dataclass(slots=True)
class Known:
    """What the database has of the procedures of a batch."""

    procedures: dict[str, Procedure]
    drafts: dict[UUID, ProcedureVersion] = field(default_factory=dict)
    current: dict[UUID, ProcedureVersion] = field(default_factory=dict)
    any_version: set[UUID] = field(default_factory=set)
    documents: dict[UUID, ProcedureFile] = field(default_factory=dict)


def entry_of(file: str, line: int, made: Made, size: int) -> Entry:
    """An entry with its memory: the digest of what was read, kept in the draft's source."""
    document = made.document
    digest = hashlib.sha256(document.model_dump_json(exclude={"source"}).encode()).hexdigest()
    source = document.source.model_copy(update={"record": digest}) if document.source else None
    return Entry(file, line, document.model_copy(update={"source": source}), made, digest, size=size)


def store(batch: Sequence[Entry], *, dry_run: bool = False) -> None:
    """Keep a batch; each entry then says what became of it. Trouble with one leaves the others alone."""
    try:
        _keep(batch, dry_run)
    except _REFUSED:
        for entry in batch:
            try:
                _keep([entry], dry_run)
            except _REFUSED as error:
                entry.outcome, entry.trouble = "refused", (str(error).splitlines() or ["?"])[0]


@transaction.atomic
def _keep(batch: Sequence[Entry], dry_run: bool) -> None:
    known = _known(batch)
    fresh: list[Entry] = []
    for entry in batch:
        entry.outcome, entry.changes = "unchanged", ()
        procedure = known.procedures.get(entry.document.code)
        if procedure is None or (procedure.id not in known.any_version and _bare_differs(procedure, entry)):
            entry.outcome = "taken" if procedure is None or entry.made else "changed"
            fresh.append(entry)
        elif entry.made is not None:
            _weigh(entry, procedure, known)
    _write_new(fresh, known)
    if dry_run:
        transaction.set_rollback(True)


def _known(batch: Sequence[Entry]) -> Known:
    codes = [entry.document.code for entry in batch]
    rows = Procedure.objects.select_for_update(no_key=True).filter(code__in=codes).order_by("code")
    known = Known({row.code: row for row in rows})
    ids = [row.id for row in known.procedures.values()]
    if not ids:
        return known
    for version in (
        ProcedureVersion.objects.filter(procedure__in=ids)
        .only("id", "procedure_id", "published_at", "withdrawn_at", "edited_by", "source", "revision")
        .filter(Q(published_at=None, withdrawn_at=None) | Q(current_of__isnull=False))
    ):
        (known.current if version.published_at else known.drafts)[version.procedure_id] = version
    known.any_version = set(
        ProcedureVersion.objects.filter(procedure__in=ids).values_list("procedure_id", flat=True).distinct()
    )
    wanted = [
        version
        for entry in batch if entry.made is not None and (row := known.procedures.get(entry.document.code))
        for version in (known.drafts.get(row.id), known.current.get(row.id))
        if version is not None and not _remembered(version, entry)
    ]  # fmt: skip
    known.documents = versions.documents(wanted) if wanted else {}
    return known


def _remembered(version: ProcedureVersion, entry: Entry) -> bool:
    return bool(entry.digest) and (version.source or {}).get("record") == entry.digest


def _bare_differs(procedure: Procedure, entry: Entry) -> bool:
    described = drafts.described(entry.document)
    return entry.made is not None or any(getattr(procedure, name) != value for name, value in described.items())


def _weigh(entry: Entry, procedure: Procedure, known: Known) -> None:
    """Compare with the draft, else with the version in force; a difference becomes the draft."""
    draft, current = known.drafts.get(procedure.id), known.current.get(procedure.id)
    if any(version is not None and _remembered(version, entry) for version in (draft, current)):
        return
    base = known.documents[current.id] if current else None
    document = _carried(entry.document, base) if base else entry.document
    against = draft or current
    if against is not None:
        entry.changes = compare(known.documents[against.id], document)
        in_force = base is not None and not compare(base, document)
        if not entry.changes or in_force:
            entry.changes = ()
            return
    if draft is not None and draft.edited_by != BY:
        entry.outcome = "conflicts"
        return
    drafts.save(document, by=BY, revision=draft.revision if draft else 0, findable=False)
    entry.outcome = "changed" if against is not None else "taken"


def _carried(document: ProcedureFile, base: ProcedureFile) -> ProcedureFile:
    """What such records never speak of stays as in the version in force: form, route, result, everyday words."""
    content = document.content
    kept: dict[str, Any] = {name: getattr(base.content, name) for name in _KEPT_CONTENT}
    for name in _KEPT_LISTS:
        kept[name] = list(dict.fromkeys([*getattr(base.content, name), *getattr(content, name)]))[:20]
    kept["keywords"] = list(dict.fromkeys([*base.content.keywords, *content.keywords]))[:120]
    kept["sets"] = content.sets or base.content.sets
    update: dict[str, Any] = {name: getattr(base, name) for name in _KEPT}
    update |= {"content": content.model_copy(update=kept), "fee": document.fee or base.fee}
    update["field_code"] = document.field_code or base.field_code
    same = document.decision == base.decision
    update["decision_date"] = document.decision_date or (base.decision_date if same else None)
    return document.model_copy(update=update)


def _write_new(fresh: Sequence[Entry], known: Known) -> None:
    """Procedures that were unknown or bare names, with their first draft, in few statements."""
    now = clock.now()
    procedures: list[Procedure] = []
    renamed: list[Procedure] = []
    names: dict[str, object] = {}
    for entry in fresh:
        names = drafts.described(entry.document)
        row = known.procedures.get(entry.document.code)
        if row is None:
            row = Procedure(code=entry.document.code, **names)
            procedures.append(row)
            known.procedures[row.code] = row
        else:
            for name, value in names.items():
                setattr(row, name, value)
            renamed.append(row)
    Procedure.objects.bulk_create(procedures)
    if renamed:
        Procedure.objects.bulk_update(renamed, list(names))
    made = [
        (entry.document, ProcedureVersion(
            procedure=known.procedures[entry.document.code], number=1, edited_at=now, edited_by=BY,
            **documents.columns(entry.document, None),
        ))
        for entry in fresh if entry.made is not None
    ]  # fmt: skip
    ProcedureVersion.objects.bulk_create([version for _document, version in made])
    Component.objects.bulk_create(
        [paper for document, version in made for paper in documents.papers(version, document)], batch_size=2_000
    )
