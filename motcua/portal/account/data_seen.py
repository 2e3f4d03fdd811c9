"""Ai đã xem dữ liệu của tôi: who looked at my dossiers and papers, when, why."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.agencies import api as agencies
from motcua.catalogue import api as catalogue
from motcua.dossiers import policy, session, viewing
from motcua.dossiers.models import Dossier
from motcua.portal import office, own

MOST_OFFERED = 100
"""Of the newest dossiers, how many can be chosen in the filter; the others are found by their own page."""


@dataclass(frozen=True, slots=True)
class Line:
    """One look, with the dossier it was at."""

    look: viewing.Look
    procedure: str
    code: str
    href: str


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """All my dossiers together, newest first; `?ho-so=` keeps one of them."""
    actor = session.actor(request)
    rows = policy.visible_to(actor).filter(owner_id=actor.party).order_by("-id")
    known = {one.pk: one for one in rows.only("id", "version_id", "code", "submission_code")[: viewing.MOST_DOSSIERS]}
    chosen = _uuid(request.GET.get("ho-so", ""))
    wanted = [chosen] if chosen in known else list(known)
    page = viewing.looks(wanted, _uuid(request.GET.get("sau", "")))
    context = _page(page, known, reverse("data_seen"), request) | {
        "choices": [
            {"value": str(one.pk), "text": _titled(one), "selected": one.pk == chosen}
            for one in list(known.values())[:MOST_OFFERED]
        ],
        "chosen": str(chosen) if chosen in known else "", "contact": office.owner(request), "one": None,
    }  # fmt: skip
    return render(request, "portal/account/data/seen.html", context)


@never_cache
@own.page
@require_safe
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """One dossier: for its owner, and for whoever opened it with code and PIN."""
    dossier, _actor = own.dossier(request, id)
    page = viewing.looks([dossier.pk], _uuid(request.GET.get("sau", "")))
    context = _page(page, {dossier.pk: dossier}, reverse("dossier_seen", args=[dossier.pk]), request) | {
        "choices": [], "chosen": "", "one": dossier,
        "contact": agencies.contact_for(dossier.agency_id) if dossier.agency_id else office.owner(request),
    }  # fmt: skip
    return render(request, "portal/account/data/seen.html", context)


def _page(page: viewing.Page, known: dict[UUID, Dossier], here: str, request: HttpRequest) -> dict[str, Any]:
    kept = {"ho-so": request.GET["ho-so"]} if "ho-so" in request.GET else {}
    lines = [
        Line(look, catalogue.version(found.version_id).name, found.shown_code, reverse("dossier_seen", args=[found.pk]))
        for look in page.rows
        if (found := known.get(look.dossier))
    ]
    return {
        "lines": lines,
        "first": f"{here}?{urlencode(kept)}" if "sau" in request.GET else None,
        "next": f"{here}?{urlencode({**kept, 'sau': page.next_key})}" if page.next_key else None,
    }


def _titled(dossier: Dossier) -> str:
    name = catalogue.version(dossier.version_id).name
    return f"{dossier.shown_code} – {name}" if dossier.shown_code else name


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
