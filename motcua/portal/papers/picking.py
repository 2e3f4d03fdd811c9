"""Choosing a stored paper for one paper of a draft: what fits comes first, what is no longer in force not at all."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.catalogue.models import Component
from motcua.dossiers import storing
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.filling import papers as filling
from motcua.dossiers.models import Dossier
from motcua.files import api as files
from motcua.kit.vietnamese import clean
from motcua.portal import own
from motcua.portal.fill import drafts
from motcua.portal.papers import shelf
from motcua.portal.papers import shown as show
from motcua.portal.problems import Problem
from motcua.vault import api as vault
from motcua.vault import kinds

LONGEST = 100


@own.page
@require_http_methods(["GET", "POST"])
def pick(request: HttpRequest, code: str, id: UUID, component: str) -> HttpResponse:
    """Papers in force, those of the asked sort first (`?tat-ca=1`: all); POST gives a copy of one."""
    dossier, actor = drafts.opened(request, code, id)
    asked = filling.component(dossier, component)
    if asked is None:
        raise Http404
    back = drafts.address(dossier, "draft_paper", component)
    if dossier.owner_id is None or not storing.may_use(actor, dossier):
        return HttpResponseRedirect(back)
    problems: list[Problem] = []
    if request.method == "POST":
        chosen = shelf.as_uuid(request.POST.get("item", ""))
        try:
            if chosen is None:
                raise storing.Refused(_("Hãy chọn một giấy tờ."))
            storing.pick(dossier, actor, component, chosen)
        except (storing.Refused, Refused, files.Infected) as refused:
            problems = [Problem("", str(refused))]
        else:
            messages.success(request, _("Đã lấy bản sao giấy tờ từ kho. Bản gốc vẫn ở trong kho."))
            return HttpResponseRedirect(back)
    context = {
        **drafts.surroundings(dossier), "component": asked, "back": back, "problems": problems,
        "here": request.path, **_listed(request, dossier, asked, vault.may_browse(actor)),
    }  # fmt: skip
    return render(request, "portal/papers/pick.html", context, status=422 if problems else 200)


def _listed(request: HttpRequest, dossier: Dossier, asked: Component, may_browse: bool) -> dict[str, Any]:
    """The list: of the sorts the component names, unless all were asked for, or a word, or nothing fits.

    Who may not leaf through the store sees no picture of a paper before it is chosen.
    """
    assert dossier.owner_id is not None
    text, after = clean(request.GET.get("tim", ""))[:LONGEST], shelf.as_uuid(request.GET.get("sau", ""))
    sorts = kinds.matching(asked.name)
    every = "tat-ca" in request.GET or bool(text) or not sorts
    found = vault.usable(dossier.owner_id, sorts=() if every else sorts, text=text, after=after)
    if not every and not found.rows and after is None:
        every, found = True, vault.usable(dossier.owner_id)
    kept = {"tim": text} if text else ({"tat-ca": "1"} if every else {})
    hidden = {} if may_browse else {"thumb": "", "file": ""}
    return {
        "cards": [{**show.card(one), **hidden} for one in found.rows], "fits": bool(sorts) and not every, "text": text,
        "first": f"?{urlencode(kept)}" if after else "",
        "next": f"?{urlencode({**kept, 'sau': found.next_key})}" if found.next_key else "",
    }  # fmt: skip
