"""Home, search, help, language."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django.views.i18n import set_language as switch

from motcua.catalogue import api as catalogue
from motcua.dossiers import queries, session
from motcua.portal.find import criteria, doors, filters, results
from motcua.portal.find.offer import offer
from motcua.portal.labels import labels

MOST_DRAFTS = 3


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Search first; then what was begun, the doors by office, life event, person and field, and following."""
    known = offer()
    context = {
        "offer": known,
        "labels": labels(),
        "drafts": _drafts(request),
        "doors": doors.doors(),
        "audiences": doors.by_audience(),
        "usual_fields": doors.by("field", known.usual_fields),
        "other_fields": doors.by("field", known.fields, without=known.usual_fields),
        "events": doors.by("event", known.usual_events),
    }
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
    """Procedures by text and by what narrows them, all of it in the address; while typing only results are sent."""
    known = offer()
    asked = criteria.read(request.GET, known)
    found = results.find(asked, known)
    context = {
        "asked": asked,
        "found": found,
        "chips": filters.chips(asked, known, found),
        "where": filters.where(asked, found.where),
        "events": doors.by("event", known.usual_events) if not found.hits else [],
        "labels": labels(),
    }
    live = getattr(request, "htmx", None) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    if live:
        answer = render(request, "portal/find/_live.html", context)
        answer["HX-Replace-Url"] = asked.address(after=asked.after)
        return answer
    context |= {"filters": filters.filters(asked, known), "doors": doors.doors()}
    return render(request, "portal/find/search.html", context)


@require_safe
def help(request: HttpRequest) -> HttpResponse:
    """The five steps, told shortly."""
    return render(request, "portal/find/help.html", {"labels": labels()})


def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the language in a cookie and come back; only by a button, only to this site."""
    if request.method != "POST":
        return redirect("home")
    return switch(request)
