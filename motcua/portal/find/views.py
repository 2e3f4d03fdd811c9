"""Home, search, one procedure, help, language."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django.views.i18n import set_language as switch

from motcua.catalogue import api as catalogue
from motcua.catalogue.models import Procedure
from motcua.dossiers import queries, session
from motcua.kit.vietnamese import clean
from motcua.portal import office
from motcua.portal.find import facts
from motcua.portal.find.offer import Offer, Office, offer
from motcua.portal.labels import labels

LONGEST = 200
MOST_DRAFTS = 3
MOST_HITS = 50


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Search first; then what was begun, the door, usual procedures, events of life, following."""
    context = {"offer": offer(), "labels": labels(), "drafts": _drafts(request)}
    return render(request, "portal/find/home.html", context)


def _drafts(request: HttpRequest) -> list[dict[str, Any]]:
    """Begun and not handed in, newest first; no statement for who can have none."""
    actor = session.actor(request)
    if actor.kind == "officer" or (actor.account is None and not actor.held):
        return []
    begun = [row for row in queries.mine(actor).rows if row.state == "draft"][:MOST_DRAFTS]
    lines = []
    for draft in begun:
        version = catalogue.version(draft.version_id)
        address = reverse("draft", args=[version.code, draft.id])
        lines.append({"name": version.name, "href": address, "at": draft.updated_at})
    return lines


@require_safe
@vary_on_headers("HX-Request")
def search(request: HttpRequest) -> HttpResponse:
    """Procedures for `?q=`, narrowed by `linh-vuc` and `co-quan`; while typing only the results are sent."""
    known = offer()
    text = clean(request.GET.get("q", ""))[:LONGEST]
    field = request.GET.get("linh-vuc", "")
    chosen = known.office(request.GET.get("co-quan", ""))
    query = catalogue.Query(text, field=known.fields.get(field, ""), agency=chosen.id if chosen else None)
    hits = catalogue.search(query, size=MOST_HITS).hits
    context = {
        "q": text,
        "hits": [_shown(hit, chosen) for hit in hits],
        "labels": labels(),
        "offer": known,
        "filters": _filters(known, field, chosen),
    }
    live = getattr(request, "htmx", None) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    return render(request, "portal/find/_live.html" if live else "portal/find/search.html", context)


def _shown(hit: catalogue.Hit, chosen: Office | None) -> dict[str, Any]:
    kept = f"?{urlencode({'co-quan': chosen.code})}" if chosen else ""
    return {
        "code": hit.code, "name": hit.name, "summary": hit.summary, "facts": facts.glance(hit),
        "details": reverse("procedure", args=[hit.code]) + kept,
        "apply": reverse("start", args=[hit.code]) + kept if hit.online else "",
    }  # fmt: skip


def _filters(known: Offer, field: str, chosen: Office | None) -> list[dict[str, Any]]:
    """A choice is shown only where there is something to choose."""
    made: list[dict[str, Any]] = []
    if len(known.offices) > 1:
        options = [(one.code, one.name, one is chosen) for one in known.offices]
        made.append({"name": "co-quan", "options": options})
    if len(known.fields) > 1:
        options = [(code, name, code == field) for code, name in known.fields.items()]
        made.append({"name": "linh-vuc", "options": options})
    return made


@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """The eleven items of Circular 32/2017 Art 5, what to prepare, and the door to a dossier."""
    try:
        version = catalogue.published(code)
    except Procedure.DoesNotExist as error:
        raise Http404 from error
    offered = catalogue.offerings(version.procedure)
    wanted = request.GET.get("co-quan", "")
    chosen = next((one for one in offered if one.agency.code == wanted), None)
    only = chosen or (offered[0] if len(offered) == 1 else None)
    kept = f"?{urlencode({'co-quan': chosen.agency.code})}" if chosen else ""
    must, sometimes = facts.papers(version)
    context = {
        "version": version,
        "content": catalogue.content(version),
        "facts": facts.before_starting(version),
        "must": must,
        "sometimes": sometimes,
        "offered": offered,
        "chosen": chosen,
        "level": max((one.level for one in offered), default=0),
        "contact": office.card(only.agency_id) if only else office.owner(request),
        "apply": reverse("start", args=[code]) + kept if offered and catalogue.taking(version.procedure) else "",
        "address": request.build_absolute_uri(reverse("procedure", args=[code]) + kept),
        "labels": labels(),
        "channels": facts.channels(),
    }
    return render(request, "portal/find/procedure.html", context)


@require_safe
def help(request: HttpRequest) -> HttpResponse:
    """The five steps, told shortly."""
    return render(request, "portal/find/help.html", {"labels": labels()})


def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the language in a cookie and come back; only by a button, only to this site."""
    if request.method != "POST":
        return redirect("home")
    return switch(request)
