"""The store as a list, one paper in full, and its file."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from motcua.dossiers import policy
from motcua.files import api as files
from motcua.files import serve
from motcua.kit.actor import Actor
from motcua.kit.vietnamese import clean
from motcua.portal.papers import shelf
from motcua.portal.papers import shown as show
from motcua.ui import errors
from motcua.vault import api as vault
from motcua.vault import kinds
from motcua.vault.models import Item

LONGEST = 100


@never_cache
@require_GET
@shelf.page
def papers(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All papers, newest first; by words (`?tim=`) and by sort (`?loai=`)."""
    assert actor.party is not None
    text, kind = clean(request.GET.get("tim", ""))[:LONGEST], request.GET.get("loai", "")
    kind = kind if kind in kinds.BY_CODE else ""
    after = shelf.as_uuid(request.GET.get("sau", ""))
    found = vault.page(actor, text=text, kind=kind, after=after)
    asked = {name: value for name, value in (("tim", text), ("loai", kind)) if value}
    here = reverse("vault")
    context = {
        "cards": [show.card(one) for one in found.rows], "room": vault.room(actor.party), "text": text,
        "kinds": show.kind_choices(kind, _("Tất cả các loại")), "asked": bool(asked), "behalf": actor.on_behalf_of,
        "first": f"{here}?{urlencode(asked)}" if after else "",
        "next": f"{here}?{urlencode({**asked, 'sau': found.next_key})}" if found.next_key else "",
    }  # fmt: skip
    return render(request, "portal/papers/store.html", context)


@never_cache
@require_GET
@shelf.page
def paper(request: HttpRequest, actor: Actor, item: UUID) -> HttpResponse:
    """One paper: what it is, where it came from, whether it is in force, and every use of it."""
    found = shelf.item(actor, item)
    vault.note_look(actor, found, "page")
    context = {
        "looks": vault.looks(found),
        "card": show.card(found), "facts": show.facts(found), "sha256": found.sha256, "uses": _uses(actor, found),
        "own": found.source == Item.Source.OWN, "replaceable": found.source == Item.Source.OWN,
        "added_at": found.added_at,
    }  # fmt: skip
    return render(request, "portal/papers/item.html", context)


def _uses(actor: Actor, item: Item) -> list[dict[str, Any]]:
    """Each use with a link to its dossier, when that is still there to be seen."""
    uses = vault.uses(item)
    ids = [use.subject.removeprefix("dossier:") for use in uses]
    visible = policy.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True) if ids else []
    there = {str(id) for id in visible}
    return [
        {
            "at": use.at, "purpose": use.purpose, "by": use.by_name,
            "href": reverse("dossier", args=[id]) if id in there else "",
        }
        for use, id in zip(uses, ids, strict=True)
    ]  # fmt: skip


@never_cache
@require_safe
@shelf.page
def file(request: HttpRequest, actor: Actor, item: UUID) -> HttpResponseBase:
    """The file of a paper; `?nho=1` its small picture, `?tai=1` to keep on this machine."""
    kept = shelf.item(actor, item)
    found = kept.file
    if found is None:
        raise Http404
    if "nho" not in request.GET:
        vault.note_look(actor, kept, "file")
    try:
        if "nho" in request.GET and found.is_image:
            return serve.thumbnail(found)
        return serve.response(found, as_download="tai" in request.GET)
    except files.Infected as problem:
        steps = [_("Hãy xóa giấy tờ này trong kho."), _("Sau đó chụp lại giấy tờ và tải lên.")]
        return errors.show(request, errors.Trouble(410, _("Tệp này không mở được"), str(problem), steps))
