"""One dossier on the desk: what it is, whose turn, until when, why; data beside papers; acts."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.agencies import api as agencies
from motcua.catalogue import api as catalogue
from motcua.counter import deadlines, fees, held, history, offers, reach, words
from motcua.counter.direct import supplement
from motcua.dossiers import concern, policy, session
from motcua.dossiers.actions.base import derivation
from motcua.dossiers.models import Dossier, Result, SupplementRequest
from motcua.kit import clock


@require_safe
def desk(request: HttpRequest, id: UUID) -> HttpResponse:
    """The page; a dossier the officer is concerned by shows only where it stands, without acts and its inside."""
    dossier = reach.dossier(request, id)
    actor = session.actor(request)
    context = _standing(dossier) | {"notices": _notices(request)}
    if not policy.is_office(actor, dossier):
        context |= {"reads": policy.reads(actor, dossier), "concern": concern.of(actor, dossier)}
        return render(request, "counter/own.html", context)
    reach.looked_at(request, dossier)
    context |= {
        "acts": offers.of(actor, dossier),
        "sections": held.declaration(dossier),
        "declarations": held.sheets_of(dossier),
        "answers_for": supplement.offered(request, dossier),
        "papers": held.papers(dossier),
        "replaced": held.replaced(dossier),
        "fee": fees.told(dossier),
        "supplements": held.supplements(dossier),
        "result": Result.objects.filter(dossier=dossier).first(),
        "events": history.shown(dossier),
    }
    return render(request, "counter/desk.html", context)


def _notices(request: HttpRequest) -> list[str]:
    """What the acts before this page said; a second click says the same, so it is shown once."""
    return list(dict.fromkeys(str(message) for message in messages.get_messages(request)))


def _standing(dossier: Dossier) -> dict[str, Any]:
    assert dossier.agency_id is not None
    now, calendar = clock.now(), agencies.calendar_for(dossier.agency_id)
    request = SupplementRequest.waiting.filter(dossier=dossier).first()
    return {
        "dossier": dossier,
        "procedure": catalogue.version(dossier.version_id).name,
        "turn": words.turn(dossier, request),
        "state": words.state(dossier),
        "badge": deadlines.badge(dossier, now, calendar),
        "why": words.why(derivation(dossier)),
        "delivery": words.delivery(dossier.delivery_method),
    }
