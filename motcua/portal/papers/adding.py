"""Putting a paper into the store: choose what it is and its photographs; everything else is asked afterwards.

A browser forgets chosen files when a page comes back, so nothing that could be typed wrongly is asked with them.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.dossiers.filling.papers import limit_sentence
from motcua.files import api as files
from motcua.kit.actor import Actor
from motcua.people import consents
from motcua.portal.papers import shelf
from motcua.portal.papers import shown as show
from motcua.portal.problems import Problem
from motcua.vault import api as vault
from motcua.vault import kinds
from motcua.vault.models import Item


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@shelf.page
def add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A file, or several photographs that become one PDF. `thay`: it takes the place of that paper."""
    assert actor.party is not None
    given = request.POST if request.method == "POST" else request.GET
    old_id = shelf.as_uuid(given.get("thay", ""))
    old = shelf.item(actor, old_id) if old_id else None
    kind = given.get("kind", "")
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            kept = vault.upload(actor, request.FILES.getlist("paper"), _said(kind, old), replaces=old_id)
        except vault.Refused as refused:
            problems = [Problem("paper", refused.message)]
        except files.Refused as refused:
            problems = [Problem("paper", refused.message)]
        else:
            consents.give(actor.party, consents.KEEP_PAPERS, actor=actor)
            messages.success(request, _("Đã lưu vào kho. Điền thêm vài điều dưới đây để dễ tìm và biết hạn dùng."))
            return HttpResponseRedirect(reverse("vault_edit", args=[kept.id]))
    context = {
        "problems": problems, "limit": limit_sentence(), "room": vault.room(actor.party), "old": old,
        "kinds": show.kind_choices(kind or kinds.OTHER),
        "agree": consents.asking(actor.party, consents.KEEP_PAPERS),
    }  # fmt: skip
    return render(request, "portal/papers/add.html", context, status=422 if problems else 200)


def _said(kind: str, old: Item | None) -> vault.Said:
    """What is known so far: of a newer copy its predecessor's name and number, but not its dates."""
    if old is not None:
        return vault.Said(old.kind, old.title, old.number, old.issuer)
    return vault.Said(kind if kind in {one.code for one in kinds.CHOSEN} else kinds.OTHER)
