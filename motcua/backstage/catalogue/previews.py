"""What citizens will see of a draft, how it differs from the version in force, and what is still missing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.backstage.catalogue import changes as differences
from motcua.backstage.catalogue import choices, evidence, merging, reach
from motcua.catalogue import drafts, fees, versions
from motcua.catalogue.schema import Paper, ProcedureFile
from motcua.dossiers import session

HIDDEN = ("limit", "fee")
"""Items whose unverified value no citizen is shown as a fact."""


@require_safe
@reach.publisher
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """The eleven items in the order and with the gaps in which the portal shows them."""
    of = reach.procedure(session.actor(request), code)
    start = merging.start(of)
    document = start.document
    open_doubts = _open(start)
    unsure = [item for item in HIDDEN if item in open_doubts]
    context = {
        "of": of, "start": start, "document": document, "content": document.content,
        "channels": dict(choices.CHANNELS), "papers": _papers(document), "unsure": unsure,
        "limit": fees.said(document.limit) if document.limit else "",
    }  # fmt: skip
    return render(request, "backstage/catalogue/preview.html", context)


def _open(start: merging.Start) -> set[str]:
    doubted = evidence.doubts(start.draft) if start.draft else []
    return {doubt.item for doubt in doubted if doubt.by is None}


def _papers(document: ProcedureFile) -> list[tuple[Paper, str]]:
    """Papers with their number of copies in words, without mere notes."""
    return [(paper, _count(paper)) for paper in document.components if paper.duty != "note"]


def _count(paper: Paper) -> str:
    counts = (
        (_("bản chính: %(count)d"), paper.originals), (_("bản sao: %(count)d"), paper.copies),
        (_("bản điện tử: %(count)d"), paper.electronic),
    )  # fmt: skip
    return ", ".join(words % {"count": count} for words, count in counts if count)


@require_safe
@reach.publisher
def changes(request: HttpRequest, code: str) -> HttpResponse:
    """The draft beside the version in force, or the last that was, only what differs."""
    of = reach.procedure(session.actor(request), code)
    draft, current = drafts.draft_of(of), reach.latest(of)
    new = versions.document(draft) if draft else None
    old = versions.document(current) if current else None
    rows = differences.between(old, new) if new and old else []
    context = {"of": of, "draft": draft, "current": current, "rows": rows}
    return render(request, "backstage/catalogue/changes.html", context)


@require_safe
@reach.publisher
def missing(request: HttpRequest, code: str) -> HttpResponse:
    """What every level still lacks, each with the section that puts it right."""
    of = reach.procedure(session.actor(request), code)
    start = merging.start(of)
    version = start.draft or reach.latest(of)
    proof = evidence.shown_proof(version) if version else None
    context = {"of": of, "steps": evidence.steps(proof, code) if proof else [], "level": proof.level if proof else 0}
    return render(request, "backstage/catalogue/missing.html", context)
