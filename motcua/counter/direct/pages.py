"""The declaration and the papers of a draft at the counter, page by page."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.counter import scans
from motcua.counter.direct import drafts, opening
from motcua.dossiers import completeness, drafting
from motcua.dossiers.filling import papers, sections
from motcua.dossiers.filling.sections import Saved
from motcua.dossiers.models import Dossier, Paper
from motcua.dossiers.papers import declaration as declared
from motcua.files import serve


@opening.for_clerks
@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, id: UUID, section: str) -> HttpResponse:
    """One page of the declaration, the same that citizens fill."""
    dossier, actor = opening.draft(request, id)
    if not sections.shown(dossier, section):
        raise Http404
    if request.method == "GET":
        return _shown(request, dossier, section, sections.opened(dossier, section, request))
    if request.headers.get("HX-Request"):
        return HttpResponse(sections.again(dossier, section, request))
    saved = sections.save(dossier.id, actor, section, request)
    if saved.done:
        return drafts.onward(dossier, "section", section)
    return _shown(request, Dossier.objects.get(pk=dossier.pk), section, saved)


def _shown(request: HttpRequest, dossier: Dossier, section: str, saved: Saved) -> HttpResponse:
    context = drafts.around(dossier) | sections.context(dossier, section, saved, request.path)
    context["problems"] = [{"field": field, "message": message} for field, message in context["problems"]]
    context["autosave_address"] = reverse("direct_autosave", args=[dossier.id, section])
    return render(request, "counter/direct/section.html", context, status=saved.status)


@opening.for_clerks
@require_POST
def autosave(request: HttpRequest, id: UUID, section: str) -> HttpResponse:
    """Keeps what is being typed."""
    dossier, actor = opening.draft(request, id)
    if section not in completeness.form_of(dossier).by_key:
        raise Http404
    return HttpResponse(status=sections.autosave(dossier.id, actor, section, request))


@opening.for_clerks
@require_safe
def declaration(request: HttpRequest, id: UUID, sheet: str, kind: str) -> HttpResponse:
    """The declaration as typed so far, to print for who came to read and sign: one legal paper, PDF or Word."""
    dossier, _actor = opening.draft(request, id)
    found = declared.printed(dossier, sheet, kind)
    if found is None:
        raise Http404
    return serve.made(found.content, found.mime, found.name)


@opening.for_clerks
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, id: UUID, component: str) -> HttpResponse:
    """Scan one paper of the dossier (Decree 61/2018 Art 17: what is handed in on paper is scanned and kept)."""
    dossier, actor = opening.draft(request, id)
    item = papers.component(dossier, component)
    if item is None:
        raise Http404
    error = ""
    if request.method == "POST":
        if removed := request.POST.get("remove"):
            if found := papers.as_uuid(removed):
                drafting.remove_paper(dossier.id, actor, found)
            return HttpResponseRedirect(request.path)
        error = papers.take(dossier, actor, component, request.FILES.getlist("paper"))
        if not error and "next" not in request.POST:
            return HttpResponseRedirect(request.path)
        error = error or papers.lacks(dossier, item)
        if not error:
            return drafts.onward(dossier, "paper", component)
    context = drafts.around(dossier) | {
        "component": item, "error": error, "limit": papers.limit_sentence(),
        "files": [
            papers.shown(one, reverse("direct_file", args=[dossier.id, one.id]))
            for one in papers.given(dossier, component)
        ],
    }  # fmt: skip
    return render(request, "counter/direct/paper.html", context, status=422 if error else 200)


@opening.for_clerks
@require_safe
def file(request: HttpRequest, id: UUID, paper: UUID) -> HttpResponseBase:
    """A file scanned for the draft; `?nho=1` gives its small picture."""
    dossier, _actor = opening.draft(request, id)
    found = Paper.objects.filter(dossier=dossier, pk=paper).select_related("file").first()
    return scans.show(request, dossier, found, reverse("direct_draft", args=[dossier.id]))
