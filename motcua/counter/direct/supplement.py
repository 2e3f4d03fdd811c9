"""Bổ sung tại quầy: the person who handed in here comes back, and the clerk answers the request for them."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue import api as catalogue
from motcua.counter import reach, scans
from motcua.counter.direct import opening
from motcua.dossiers import policy, session, supplements
from motcua.dossiers.filling.supplement import Face, Opened
from motcua.dossiers.models import Dossier, Paper


def offered(request: HttpRequest, dossier: Dossier) -> bool:
    """Whether this clerk may answer an open request for the person now."""
    actor = session.actor(request)
    return policy.stands_in(actor, dossier) and supplements.may_answer(actor, dossier)


def _opened(request: HttpRequest, id: UUID) -> Opened:
    dossier = reach.handled(request, id)
    if not policy.stands_in(session.actor(request), dossier):
        raise Http404
    found = supplements.open_request(dossier)
    if found is None or not offered(request, dossier):
        raise opening.Elsewhere(reverse("desk", args=[dossier.id]))
    return dossier, session.actor(request), found


def _around(dossier: Dossier) -> dict[str, Any]:
    return {"dossier": dossier, "procedure": catalogue.version(dossier.version_id).name}


FACE = Face(_opened, _around, "counter/direct/", "direct_supplement", "desk", "direct_supplement_file", "desk_paper")


@opening.for_clerks
@require_http_methods(["GET", "POST"])
def whole(request: HttpRequest, id: UUID) -> HttpResponse:
    """What was asked, and what is still to give; POST sends it all."""
    return FACE.whole(request, id)


@opening.for_clerks
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, id: UUID, component: str) -> HttpResponse:
    """Scan a paper that was asked for."""
    return FACE.paper(request, id, component)


@opening.for_clerks
@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, id: UUID, section: str) -> HttpResponse:
    """Correct the answers that were asked for."""
    return FACE.section(request, id, section)


@opening.for_clerks
@require_safe
def file(request: HttpRequest, id: UUID, paper: UUID) -> HttpResponseBase:
    """A scan that was not sent yet; `?nho=1` gives its small picture."""
    dossier, _actor, found = _opened(request, id)
    given = Paper.objects.filter(supplement=found, pending=True, pk=paper).select_related("file").first()
    return scans.show(request, dossier, given, reverse("direct_supplement", args=[dossier.id]))
