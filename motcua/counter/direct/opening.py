"""Which drafts of the counter an address means, and for whom: clerks of the office that began them."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from motcua.counter import reach
from motcua.dossiers import policy, session
from motcua.dossiers.models import Dossier
from motcua.kit.actor import Actor


class Elsewhere(Exception):
    """The draft was handed in meanwhile; where it is now."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def for_clerks(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page of the counter: to whoever is no clerk of an office it does not exist."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policy.may_type(session.actor(request)):
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except Elsewhere as elsewhere:
            return HttpResponseRedirect(elsewhere.address)
        except (policy.Forbidden, Dossier.DoesNotExist) as error:  # a colleague threw the draft away
            raise Http404 from error

    return opened


def draft(request: HttpRequest, id: UUID) -> tuple[Dossier, Actor]:
    """A draft of the clerk's own counter, else Http404; one that was handed in leads to its desk."""
    actor = session.actor(request)
    found = policy.visible_to(actor).filter(pk=id, channel=policy.COUNTER).first()
    if found is None or found.agency_id != actor.agency:
        raise Http404
    if found.state != "draft":
        raise Elsewhere(reverse("desk", args=[found.id]))
    if not policy.types_for(actor, found):
        raise Http404
    reach.looked_at(request, found, "draft")
    return found, actor
