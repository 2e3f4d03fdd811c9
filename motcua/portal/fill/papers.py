"""Thành phần hồ sơ: one paper a page, by photograph, scan or file."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.catalogue.models import Component
from motcua.dossiers import drafting, storing
from motcua.dossiers.filling import papers as filling
from motcua.dossiers.filling.papers import limit_sentence
from motcua.dossiers.models import Dossier, Paper
from motcua.dossiers.papers import declaration
from motcua.kit.actor import Actor
from motcua.portal import declarations, own
from motcua.portal.fill import drafts, tasks

__all__ = ["as_uuid", "limit_sentence", "paper", "shown"]


@own.page
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, code: str, id: UUID, component: str) -> HttpResponse:
    """Attach, see, remove the files of one paper."""
    dossier, actor = drafts.opened(request, code, id)
    item = filling.component(dossier, component)
    if item is None:
        raise Http404
    error = ""
    if request.method == "POST":
        if removed := request.POST.get("remove"):
            drafting.remove_paper(dossier.id, actor, as_uuid(removed))
            return HttpResponseRedirect(request.path)
        error = filling.take(dossier, actor, component, request.FILES.getlist("paper"), join="join" in request.POST)
        error = error or (_kept(dossier, actor, item) if "keep" in request.POST else "")
        if not error and "next" not in request.POST:
            return HttpResponseRedirect(request.path)
        error = error or filling.lacks(dossier, item)
        if not error:
            return HttpResponseRedirect(tasks.following(dossier, "paper", component))
    signed = declaration.wanted(dossier, item)
    given = filling.given(dossier, component)
    sources = storing.sources(given) if given else {}
    context = {
        **drafts.surroundings(dossier), "component": item, "error": error, "limit": limit_sentence(),
        "declaration": [declarations.files(dossier, signed)] if signed else [],
        "files": [shown(one, sources.get(one.file_id, "")) for one in given],
        "keeps": storing.may_use(actor, dossier), "keep": "keep" in request.POST,
        "store": drafts.address(dossier, "draft_paper_vault", component) if storing.has_any(actor, dossier) else None,
    }  # fmt: skip
    return render(request, "portal/fill/paper.html", context, status=422 if error else 200)


def _kept(dossier: Dossier, actor: Actor, item: Component) -> str:
    """Put what was given into the owner's store too; what is wrong when it is full."""
    try:
        storing.keep(dossier, actor, item)
    except storing.Refused as refused:
        return refused.message
    return ""


def shown(paper: Paper, source: str = "") -> dict[str, Any]:
    """A paper as the file control shows it; `source`: where it came from, when out of a store."""
    return filling.shown(paper, reverse("paper_file", args=[paper.dossier_id, paper.id]), source)


def as_uuid(text: str) -> UUID:
    """An identifier from a form; 404 when it is none."""
    found = filling.as_uuid(text)
    if found is None:
        raise Http404
    return found
