"""Tờ khai: one topic a page, saved on "Tiếp tục" and while one types."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from motcua.dossiers import completeness, drafting, session
from motcua.dossiers.filling import sections as filling
from motcua.dossiers.filling.sections import Saved
from motcua.dossiers.models import Dossier
from motcua.dossiers.prefilling import Known
from motcua.portal import own
from motcua.portal.fill import drafts, tasks
from motcua.portal.problems import Problem


@own.page
@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, code: str, id: UUID, section: str) -> HttpResponse:
    """One page of the declaration."""
    dossier, actor = drafts.opened(request, code, id)
    if not filling.shown(dossier, section):
        raise Http404
    if request.method == "GET":
        kept = filling.flat(own.parked(request) or {})  # from a lost session
        saved = Saved(False, kept) if kept else filling.opened(dossier, section, request)
        return _shown(request, dossier, section, saved)
    if request.headers.get("HX-Request"):
        return HttpResponse(filling.again(dossier, section, request, _known(request, dossier)))
    saved = filling.save(dossier.id, actor, section, request)
    if saved.done:
        return HttpResponseRedirect(tasks.following(dossier, "section", section))
    return _shown(request, Dossier.objects.get(pk=dossier.pk), section, saved)


@own.page
@require_POST
def autosave(request: HttpRequest, code: str, id: UUID, section: str) -> HttpResponse:
    """Keeps what is being typed; answers 204, or 401 when the session is gone, 409 when another window saved."""
    try:
        dossier, actor = drafts.opened(request, code, id)
    except own.Elsewhere:
        return HttpResponse(status=401)
    if section not in completeness.form_of(dossier).by_key:
        raise Http404
    return HttpResponse(status=filling.autosave(dossier.id, actor, section, request))


def _known(request: HttpRequest, dossier: Dossier) -> Known:
    return drafting.known_of(dossier, session.actor(request), session.party_account(request))


def _shown(request: HttpRequest, dossier: Dossier, section: str, saved: Saved) -> HttpResponse:
    context = {
        **drafts.surroundings(dossier),
        **filling.context(dossier, section, saved, request.path, _known(request, dossier)),
        "autosave_address": drafts.address(dossier, "draft_autosave", section),
    }
    context["problems"] = [Problem(field, message) for field, message in context["problems"]]
    return render(request, "portal/fill/section.html", context, status=saved.status)
