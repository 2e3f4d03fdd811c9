"""Hồ sơ của tôi: the list, and one dossier in full with its timeline and why this date."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from motcua.agencies import api as agencies
from motcua.agencies.places import Places
from motcua.catalogue import api as catalogue
from motcua.dossiers import clearing, completeness, pin, policy, queries, session, supplements
from motcua.dossiers.actions import REGISTRY
from motcua.dossiers.actions.return_result import in_hand
from motcua.dossiers.models import Dossier, Result
from motcua.forms import engine
from motcua.kit.actor import Actor
from motcua.kit.references import pin_display
from motcua.portal import declarations, own
from motcua.portal import words as say
from motcua.portal.fill import drafts
from motcua.portal.fill.papers import shown
from motcua.portal.track import words

OWN_PAGE = {"answer_supplement", "answer_intake_supplement", "submit"}
"""Acts with a page of their own; the others share one."""


@own.page
@require_GET
def dossiers(request: HttpRequest) -> HttpResponse:
    """Drafts to continue and dossiers to follow, newest first."""
    actor = session.actor(request)
    if actor.account is None and not (actor.held or actor.parties):
        return own.sign_in(request.get_full_path())
    after = request.GET.get("sau", "")
    page = queries.mine(actor, UUID(after) if _is_uuid(after) else None)
    context = {
        "rows": [_row(row) for row in page.rows], "next_key": page.next_key, "first": not after,
        "helped": [] if after else [_row(row) for row in queries.helped(actor)],
        "may_claim": actor.account is not None and actor.kind != "officer",
    }  # fmt: skip
    return render(request, "portal/track/mine.html", context)


def _row(row: Dossier) -> dict[str, Any]:
    return {
        "dossier": row, "version": catalogue.version(row.version_id), "standing": words.standing(row),
        "href": drafts.address(row) if row.state == "draft" else reverse("dossier", args=[row.id]),
    }  # fmt: skip


def _is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


@own.page
@require_GET
def dossier(request: HttpRequest, id: UUID) -> HttpResponse:
    """One dossier in full, for its owner or whoever has code and PIN."""
    found, actor = own.dossier(request, id)
    if found.state == "draft":
        return HttpResponseRedirect(drafts.address(found))
    assert found.agency_id is not None
    version = catalogue.version(found.version_id)
    context = {
        "dossier": found, "version": version, "standing": words.standing(found),
        "road": words.road(found), "reasons": words.why_this_date(found),
        "events": queries.timeline(found), "contact": agencies.contact_for(found.agency_id),
        "pages": engine.review(completeness.form_of(found), found.answers, Places()),
        "declarations": declarations.of(found) if policy.may_read_papers(actor, found) else [],
        "papers": [shown(paper) for paper in completeness.current_papers(found)],
        "delivery": say.delivery(found.delivery_method),
        "fee": say.fee(found), "acts": _acts(found, actor), "request_open": supplements.open_request(found),
        "result": Result.objects.filter(dossier=found).first() if in_hand(found) else None,
        "pin": pin_display(pin.of(found)) if found.code and policy.is_applicant(actor, found) else "",
        "mine": policy.is_applicant(actor, found), "cleared": clearing.cleared(found),
    }  # fmt: skip
    return render(request, "portal/track/dossier.html", context)


def _acts(dossier: Dossier, actor: Actor) -> list[dict[str, str]]:
    names = [name for name in policy.acts(actor, dossier) if name not in OWN_PAGE]
    return [
        {
            "title": str(REGISTRY[name].title),
            "href": reverse("dossier_act", args=[dossier.id, name.replace("_", "-")]),
        }
        for name in names
        if policy.APPLICANT in policy.PERMISSIONS[name]
    ]
