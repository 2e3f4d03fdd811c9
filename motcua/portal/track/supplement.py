"""Bổ sung hồ sơ: exactly what was asked can be corrected, the rest is locked; sent when all is answered."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.agencies import api as agencies
from motcua.catalogue import api as catalogue
from motcua.dossiers import supplements
from motcua.dossiers.filling.supplement import Face, Opened
from motcua.dossiers.models import Dossier
from motcua.portal import own


def opened(request: HttpRequest, id: UUID) -> Opened:
    """The dossier with its open request, for whoever may answer; anybody else is led to the dossier."""
    dossier, actor = own.dossier(request, id)
    found = supplements.open_request(dossier)
    if found is None or not supplements.may_answer(actor, dossier):
        raise own.Elsewhere(HttpResponseRedirect(reverse("dossier", args=[dossier.id])))
    return dossier, actor, found


def _around(dossier: Dossier) -> dict[str, Any]:
    assert dossier.agency_id is not None
    return {
        "dossier": dossier,
        "version": catalogue.version(dossier.version_id),
        "contact": agencies.contact_for(dossier.agency_id),
    }


FACE = Face(
    opened, _around, "portal/track/", "supplement", "dossier", "paper_file", "paper_file",
    "supplement_paper_vault", "supplement_consent",
)  # fmt: skip


@own.page
@require_http_methods(["GET", "POST"])
def supplement(request: HttpRequest, id: UUID) -> HttpResponse:
    """What to complete, why, on what basis, until when; POST sends it all."""
    return FACE.whole(request, id)


@own.page
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, id: UUID, component: str) -> HttpResponse:
    """Give the asked paper anew; the old one stays in the history."""
    return FACE.paper(request, id, component)


@own.page
@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, id: UUID, section: str) -> HttpResponse:
    """Correct the asked answers of one page; every other answer is shown but locked."""
    return FACE.section(request, id, section)
