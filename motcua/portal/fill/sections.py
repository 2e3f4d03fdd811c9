"""Tờ khai: one topic a page, saved on "Tiếp tục" and while one types."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.agencies.places import Places
from motcua.dossiers import completeness, drafting
from motcua.dossiers.models import Dossier
from motcua.forms import engine
from motcua.forms.render import RenderContext
from motcua.forms.render import section as render_section
from motcua.portal import own
from motcua.portal.fill import drafts, tasks
from motcua.portal.problems import Problem

SEEN = "_seen"


def posted(request: HttpRequest) -> dict[str, list[str]]:
    """The posted fields as the forms engine reads them."""
    return {name: request.POST.getlist(name) for name in request.POST}


@own.page
@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, code: str, id: UUID, section: str) -> HttpResponse:
    """One page of the declaration."""
    dossier, actor = drafts.opened(request, code, id)
    definition = completeness.form_of(dossier)
    if section not in {page.key for page in engine.visible_sections(definition, dossier.answers)}:
        raise Http404
    if request.method == "GET":
        return _shown(request, dossier, section, _start(request, dossier, section))
    if request.headers.get("HX-Request"):
        reading = engine.read_section(definition, section, posted(request), dossier.answers, places=Places())
        return HttpResponse(_inputs(dossier, section, reading.typed, (), request))
    try:
        reading = drafting.save_section(dossier.id, actor, section, posted(request), request.POST.get(SEEN, ""))
    except drafting.ChangedElsewhere:
        told = Problem("", _("Mục này vừa được lưu ở một cửa sổ khác. Hãy xem lại rồi bấm “Tiếp tục”."))
        return _shown(request, dossier, section, _flat(posted(request)), (told,), status=409)
    if reading.done:
        return HttpResponseRedirect(tasks.following(dossier, "section", section))
    fresh = Dossier.objects.get(pk=dossier.pk)
    status = 422 if reading.problems else 200
    return _shown(request, fresh, section, reading.typed, reading.problems, status=status)


@own.page
@require_POST
def autosave(request: HttpRequest, code: str, id: UUID, section: str) -> HttpResponse:
    """Keeps what is being typed; answers 204, or 401 when the session is gone, so that the page can say so."""
    try:
        dossier, actor = drafts.opened(request, code, id)
    except own.Elsewhere:
        return HttpResponse(status=401)
    if section not in completeness.form_of(dossier).by_key:
        raise Http404
    drafting.autosave(dossier.id, actor, section, posted(request))
    return HttpResponse(status=204)


def _start(request: HttpRequest, dossier: Dossier, section: str) -> dict[str, str]:
    """What the inputs show first: parked from a lost session, else being typed, else the saved answers."""
    if kept := own.parked(request):
        return _flat(kept)
    typed: dict[str, str] = dossier.typed.get(section) or engine.typed(
        completeness.form_of(dossier), section, dossier.answers
    )
    return typed


def _flat(fields: Mapping[str, list[str]]) -> dict[str, str]:
    return {name: values[-1] for name, values in fields.items() if values}


def _shown(
    request: HttpRequest, dossier: Dossier, section: str, typed: Mapping[str, str], problems: Any = (),
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    definition = completeness.form_of(dossier)
    pages = engine.visible_sections(definition, dossier.answers)
    place = next(index for index, page in enumerate(pages, start=1) if page.key == section)
    context = {
        **drafts.surroundings(dossier),
        "section": definition.by_key[section], "place": place, "count": len(pages),
        "inputs": _inputs(dossier, section, typed, problems, request),
        "problems": [Problem(getattr(one, "anchor", ""), one.message) for one in problems],
        "seen": drafting.fingerprint(dossier, section),
        "autosave_address": drafts.address(dossier, "draft_autosave", section),
    }  # fmt: skip
    return render(request, "portal/fill/section.html", context, status=status)


def _inputs(dossier: Dossier, section: str, typed: Mapping[str, str], problems: Any, request: HttpRequest) -> Any:
    definition = completeness.form_of(dossier)
    known = drafting.known_of(dossier, request.user if request.user.is_authenticated else None)
    context = RenderContext(
        places=Places(), answers=dossier.answers, refresh_url=request.path,
        prefilled=drafting.offered(dossier, known), told=known.told,
    )  # fmt: skip
    return render_section(definition, section, typed, [one for one in problems if hasattr(one, "section")], context)
