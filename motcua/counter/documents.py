"""The files behind a desk: papers, Form 01, the result or its draft."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.counter import held, reach, scans
from motcua.dossiers.models import Dossier, Result
from motcua.dossiers.papers import declaration as declared
from motcua.dossiers.papers import form01
from motcua.dossiers.results import document
from motcua.files import serve
from motcua.kit import clock


@require_safe
def paper(request: HttpRequest, id: UUID, paper: UUID) -> HttpResponseBase:
    """A paper as handed in; `?nho=1` gives its small picture."""
    dossier = reach.handled(request, id)
    return scans.show(request, dossier, held.paper(dossier, paper), reverse("desk", args=[dossier.id]))


@require_safe
def declaration(request: HttpRequest, id: UUID, sheet: str, kind: str) -> HttpResponse:
    """The declaration with its answers, one legal paper of it, as PDF or Word."""
    dossier = reach.handled(request, id)
    found = declared.printed(dossier, sheet, kind)
    if found is None:
        raise Http404
    reach.looked_at(request, dossier, "declaration")
    return serve.made(found.content, found.mime, found.name)


@require_safe
def receipt(request: HttpRequest, id: UUID) -> HttpResponse:
    """Form 01, once the dossier was received."""
    dossier = reach.handled(request, id)
    if not dossier.code:
        raise Http404
    reach.looked_at(request, dossier, "receipt")
    return pdf(form01.render(dossier), f"giay-hen-{dossier.code}.pdf")


@require_safe
def result(request: HttpRequest, id: UUID) -> HttpResponseBase:
    """The signed result; before it is signed, the draft as it will look."""
    dossier = reach.handled(request, id)
    found = Result.objects.filter(dossier=dossier).select_related("file").first()
    if found is None:
        raise Http404
    reach.looked_at(request, dossier, "result")
    if found.file is not None:
        return serve.response(found.file, as_download=False)
    return draft(dossier, found)


def draft(dossier: Dossier, proposed: Result) -> HttpResponse:
    """A result nobody has signed yet, drawn for reading only."""
    return pdf(document.render(dossier, proposed, clock.now()), "du-thao.pdf")


def pdf(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
