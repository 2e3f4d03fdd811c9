"""Published versions, remembered in this process: what never changes may be kept for good."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from motcua.catalogue.documents import content_of, document_of
from motcua.catalogue.models import Component, Procedure, ProcedureVersion
from motcua.catalogue.schema import Content, ProcedureFile

MOST_KEPT = 512
_kept: dict[UUID, ProcedureVersion] = {}
_papers: dict[UUID, list[Component]] = {}
_documents: dict[UUID, ProcedureFile] = {}
_contents: dict[UUID, Content] = {}


def version(id: UUID) -> ProcedureVersion:
    """A version with its procedure; one statement the first time, none once published and known."""
    found = versions([id])
    if id not in found:
        raise ProcedureVersion.DoesNotExist(id)
    return found[id]


def versions(ids: Iterable[UUID]) -> dict[UUID, ProcedureVersion]:
    """Several versions by id, in one statement at most; unknown ids are left out."""
    wanted = list(ids)
    found = {id: _kept[id] for id in wanted if id in _kept}
    missing = [id for id in wanted if id not in found]
    if missing:
        for fresh in ProcedureVersion.objects.filter(id__in=missing).select_related("procedure"):
            found[fresh.id] = fresh
            if fresh.published_at:
                _keep(_kept, fresh.id, fresh)
    return found


def components(id: UUID) -> list[Component]:
    """The papers of a version in order, without mere notes; one statement the first time."""
    known = _papers.get(id)
    if known is None:
        known = [paper for paper in Component.objects.filter(version=id).order_by("position") if paper.duty != "note"]
        if version(id).published_at:
            _keep(_papers, id, known)
    return known


def published(code: str) -> ProcedureVersion:
    """The version in force of a national code; `Procedure.DoesNotExist` when there is none."""
    if not code.isprintable():  # PostgreSQL knows no NUL, and an address may bring one
        raise Procedure.DoesNotExist(code)
    found = Procedure.objects.filter(code=code).exclude(current=None).values_list("current", flat=True).first()
    if found is None:
        raise Procedure.DoesNotExist(code)
    return version(found)


def in_force(procedure: UUID) -> ProcedureVersion | None:
    """The version in force of a procedure, None when it was withdrawn; one statement."""
    found = Procedure.objects.filter(pk=procedure).exclude(current=None).values_list("current", flat=True).first()
    return version(found) if found else None


def content(of: ProcedureVersion) -> Content:
    """The eleven items of a version, read once."""
    known = _contents.get(of.id)
    if known is None or not of.published_at:
        known = content_of(of)
        if of.published_at:
            _keep(_contents, of.id, known)
    return known


def result(id: UUID) -> dict[str, Any]:
    """What the office writes as the result of a dossier of this version; KeyError when it has none."""
    found: dict[str, Any] | None = version(id).result
    if found is None:
        raise KeyError(f"version {id} has no result to write")
    return found


def document(of: ProcedureVersion) -> ProcedureFile:
    """The whole version as a document."""
    return documents([of])[of.id]


def documents(of: Iterable[ProcedureVersion]) -> dict[UUID, ProcedureFile]:
    """Several versions as documents, in two statements at most; published ones are remembered."""
    wanted = list(of)
    found = {one.id: _documents[one.id] for one in wanted if one.id in _documents}
    missing = [one.id for one in wanted if one.id not in found]
    if missing:
        rows = ProcedureVersion.objects.filter(id__in=missing).select_related("procedure", "form")
        papers: dict[UUID, list[Component]] = {id: [] for id in missing}
        for paper in Component.objects.filter(version__in=missing).order_by("position"):
            papers[paper.version_id].append(paper)
        for row in rows:
            found[row.id] = document_of(row, papers[row.id])
            if row.published_at:
                _keep(_documents, row.id, found[row.id])
    return found


def drop(id: UUID) -> None:
    """Remember nothing of a version whose publication was undone."""
    for kept in (_kept, _papers, _documents, _contents):
        kept.pop(id, None)


def forget() -> None:
    """For tests that roll back what they published."""
    for kept in (_kept, _papers, _documents, _contents):
        kept.clear()


def _keep(where: dict[UUID, Any], id: UUID, value: Any) -> None:
    if len(where) >= MOST_KEPT:
        where.pop(next(iter(where)))
    where[id] = value
