"""Opening a draft to work on it; one that has been handed in leads to where it is now."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from motcua.agencies import api as agencies
from motcua.catalogue import api as catalogue
from motcua.dossiers import renewing
from motcua.dossiers.models import Dossier
from motcua.kit.actor import Actor
from motcua.portal import own


def opened(request: HttpRequest, code: str, id: UUID) -> tuple[Dossier, Actor]:
    """The draft behind an address; after "back" from a submitted one, the confirmation instead."""
    dossier, actor = own.dossier(request, id)
    if dossier.state != "draft":
        name = "submitted" if dossier.state == "submitted" else "dossier"
        raise own.Elsewhere(HttpResponseRedirect(reverse(name, args=[dossier.id])))
    return dossier, actor


def address(dossier: Dossier, name: str = "draft", *more: str) -> str:
    return reverse(name, args=[catalogue.version(dossier.version_id).code, dossier.id, *more])


def renew_address(dossier: Dossier) -> str:
    """Where a draft of an older version is taken over to the one in force; "" when it is of that one."""
    return address(dossier, "draft_renew") if renewing.newer(dossier) else ""


def surroundings(dossier: Dossier) -> dict[str, Any]:
    """What every page of step 3 shows: the procedure, the office, the way back to the task list."""
    return {
        "dossier": dossier,
        "version": catalogue.version(dossier.version_id),
        "agency": agencies.agency(dossier.agency_id) if dossier.agency_id else None,
        "contact": agencies.contact_for(dossier.agency_id) if dossier.agency_id else None,
        "tasks_address": address(dossier),
    }
