"""Which dossier an address of the office means, for this officer; to everybody else it does not exist."""

from uuid import UUID

from django.http import Http404, HttpRequest

from motcua.dossiers import policy, session
from motcua.dossiers.models import Dossier


def dossier(request: HttpRequest, id: UUID) -> Dossier:
    """A submitted dossier of the officer's own agency, else Http404."""
    actor = session.actor(request)
    known = policy.visible_to(actor).filter(agency_id=actor.agency).exclude(state="draft")
    found = known.filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def handled(request: HttpRequest, id: UUID) -> Dossier:
    """The same, but never a dossier the officer handed in personally: its inside is for colleagues."""
    found = dossier(request, id)
    if not policy.is_office(session.actor(request), found):
        raise Http404
    return found
