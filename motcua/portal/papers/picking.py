"""Choosing a stored paper for a draft or a supplement: what fits comes first, what is out of force not at all."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.dossiers import storing
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.filling import papers as filling
from motcua.dossiers.models import Dossier
from motcua.files import api as files
from motcua.kit.actor import Actor
from motcua.kit.vietnamese import clean
from motcua.portal import own
from motcua.portal.fill import drafts
from motcua.portal.papers import shelf
from motcua.portal.papers import shown as show
from motcua.portal.problems import Problem
from motcua.portal.track import supplement
from motcua.vault import api as vault
from motcua.vault import kinds

LONGEST = 100


@dataclass(frozen=True, slots=True)
class _Place:
    """For what a paper is chosen: `name` is the paper's in words, `key` the component's, `back` its own page."""

    dossier: Dossier
    actor: Actor
    key: str
    name: str
    back: str


@own.page
@require_http_methods(["GET", "POST"])
def pick(request: HttpRequest, code: str, id: UUID, component: str) -> HttpResponse:
    """For a paper of a draft."""
    dossier, actor = drafts.opened(request, code, id)
    asked = filling.component(dossier, component)
    if asked is None:
        raise Http404
    back = drafts.address(dossier, "draft_paper", component)
    return _answered(request, _Place(dossier, actor, component, asked.name, back))


@own.page
@require_http_methods(["GET", "POST"])
def pick_for_supplement(request: HttpRequest, id: UUID, component: str) -> HttpResponse:
    """For a paper that the office asked to be given anew."""
    dossier, actor, found = supplement.opened(request, id)
    item = next((one for one in found.items if one["kind"] == "paper" and one["key"] == component), None)
    if item is None:
        raise Http404
    back = reverse("supplement_paper", args=[dossier.id, component])
    return _answered(request, _Place(dossier, actor, component, item["label"], back))


def _answered(request: HttpRequest, place: _Place) -> HttpResponse:
    """Papers in force, those of the asked sort first (`?tat-ca=1`: all); POST gives a copy of one."""
    if place.dossier.owner_id is None or not storing.may_use(place.actor, place.dossier):
        return HttpResponseRedirect(place.back)
    problems: list[Problem] = []
    if request.method == "POST":
        chosen = shelf.as_uuid(request.POST.get("item", ""))
        try:
            if chosen is None:
                raise storing.Refused(_("Hãy chọn một giấy tờ."))
            storing.pick(place.dossier, place.actor, place.key, chosen)
        except (storing.Refused, Refused, files.Infected) as refused:
            problems = [Problem("", str(refused))]
        else:
            messages.success(request, _("Đã lấy bản sao giấy tờ từ kho. Bản gốc vẫn ở trong kho."))
            return HttpResponseRedirect(place.back)
    listed = _listed(request, place.dossier.owner_id, place.name, vault.may_browse(place.actor))
    context = {"name": place.name, "back": place.back, "problems": problems, "here": request.path, **listed}
    return render(request, "portal/papers/pick.html", context, status=422 if problems else 200)


def _listed(request: HttpRequest, owner: UUID, name: str, may_browse: bool) -> dict[str, Any]:
    """The list: of the sorts the component names, unless all were asked for, or a word, or nothing fits.

    Who may not leaf through the store sees no picture of a paper before it is chosen.
    """
    text, after = clean(request.GET.get("tim", ""))[:LONGEST], shelf.as_uuid(request.GET.get("sau", ""))
    sorts = kinds.matching(name)
    every = "tat-ca" in request.GET or bool(text) or not sorts
    found = vault.usable(owner, sorts=() if every else sorts, text=text, after=after)
    if not every and not found.rows and after is None:
        every, found = True, vault.usable(owner)
    kept = {"tim": text} if text else ({"tat-ca": "1"} if every else {})
    hidden = {} if may_browse else {"thumb": "", "file": ""}
    return {
        "cards": [{**show.card(one), **hidden} for one in found.rows], "fits": bool(sorts) and not every, "text": text,
        "first": f"?{urlencode(kept)}" if after else "",
        "next": f"?{urlencode({**kept, 'sau': found.next_key})}" if found.next_key else "",
    }  # fmt: skip
