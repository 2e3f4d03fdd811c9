"""Which dossier an address of the office means, for this officer; to everybody else it does not exist."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from motcua.dossiers import policy, session, viewing
from motcua.dossiers.models import Dossier
from motcua.kit.actor import Actor


def office(actor: Actor) -> QuerySet[Dossier]:
    """The submitted dossiers of the officer's own agency; none without one."""
    if actor.agency is None:
        return Dossier.objects.none()
    return policy.visible_to(actor).filter(agency_id=actor.agency).exclude(state="draft")


def dossier(request: HttpRequest, id: UUID) -> Dossier:
    """A submitted dossier of the officer's own agency, else Http404."""
    actor = session.actor(request)
    found = office(actor).filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def handled(request: HttpRequest, id: UUID) -> Dossier:
    """The same, but never a dossier the officer is concerned by: its inside is for colleagues.

    The look is recorded for the applicant; whoever shows one paper of it says so with `looked_at` besides.
    """
    found = dossier(request, id)
    if not policy.is_office(session.actor(request), found):
        raise Http404
    looked_at(request, found)
    return found


def paper_looked_at(request: HttpRequest, dossier: Dossier, component: str) -> None:
    """A file of a component; its small picture is a part of the page that shows it, which was recorded itself."""
    if "nho" not in request.GET:
        looked_at(request, dossier, "paper", viewing.paper_name(dossier, component))


def looked_at(request: HttpRequest, dossier: Dossier, what: str = "dossier", item: str = "") -> None:
    """Record that this officer is being shown something of a dossier (`viewing.WHAT`); before it is shown."""
    viewing.note(session.actor(request), dossier, what, item)
