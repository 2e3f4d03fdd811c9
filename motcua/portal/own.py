"""Opening one's own dossier: found through the policy, or as if it did not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase

from motcua.dossiers import policy, session, viewing
from motcua.dossiers.models import Dossier
from motcua.kit.actor import Actor
from motcua.people.errors import TooMany
from motcua.people.parking import park, parked
from motcua.ui import errors

__all__ = ["Elsewhere", "dossier", "page", "park", "parked", "sign_in"]


class Elsewhere(Exception):
    """The page cannot be shown; the answer to give instead."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response


def dossier(request: HttpRequest, id: UUID) -> tuple[Dossier, Actor]:
    """The dossier when this person may see it; asks to sign in when nobody is, else 404.

    What was typed into a form whose session was lost is parked, and given back after signing in.
    """
    actor = session.actor(request)
    found = policy.visible_to(actor).filter(pk=id).first()
    if found is not None and policy.reads(actor, found):
        viewing.note(actor, found)
        return found, actor
    if actor.account is None:
        park(request)
        raise Elsewhere(sign_in(request.get_full_path()))
    raise Http404


def page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view over one's own dossier: what it refuses becomes the page that says so."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Elsewhere as elsewhere:
            return elsewhere.response
        except (policy.Forbidden, Dossier.DoesNotExist) as error:  # the other window threw the draft away
            raise Http404 from error
        except TooMany as error:
            return errors.too_many(request, error.wait_seconds)

    return opened


def sign_in(address: str) -> HttpResponseRedirect:
    """To the sign-in page, and back to `address` afterwards."""
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': address})}")
