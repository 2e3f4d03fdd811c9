"""Saying more about a paper, and taking it out of the store."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.kit.actor import Actor
from motcua.portal.papers import shelf
from motcua.portal.papers import shown as show
from motcua.portal.problems import Problem
from motcua.vault import api as vault
from motcua.vault import said
from motcua.vault.models import Item


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@shelf.page
def edit(request: HttpRequest, actor: Actor, item: UUID) -> HttpResponse:
    """Name, number, who issued it, dates. What an office issued keeps its facts; only the name is one's own."""
    found = shelf.item(actor, item)
    typed, problems = said.typed_of(found), []
    own = found.source == Item.Source.OWN
    if request.method == "POST":
        given = request.POST if own else {**typed, "title": request.POST.get("title", ""), "kind": "other"}
        reading = said.read(given)
        typed, problems = reading.typed, [Problem(name, message) for name, message in reading.problems.items()]
        if not problems:
            vault.edit(actor, found.id, reading.said)
            messages.success(request, _("Đã lưu thông tin giấy tờ."))
            return HttpResponseRedirect(reverse("vault_item", args=[found.id]))
    context = {
        "card": show.card(found), "typed": typed, "problems": problems, "own": own,
        "kinds": show.kind_choices(typed["kind"]),
    }  # fmt: skip
    return render(request, "portal/papers/edit.html", context, status=422 if problems else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@shelf.page
def remove(request: HttpRequest, actor: Actor, item: UUID) -> HttpResponse:
    """Delete a paper, after asking once. Dossiers keep the copy they were given."""
    found = shelf.item(actor, item)
    if request.method == "POST":
        vault.remove(actor, found.id)
        messages.success(request, _("Đã xóa giấy tờ khỏi kho."))
        return HttpResponseRedirect(reverse("vault"))
    used = bool(vault.uses(found))
    return render(request, "portal/papers/remove.html", {"card": show.card(found), "used": used})
