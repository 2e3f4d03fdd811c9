"""What gives away or takes away an account needs a session that showed as much as the account ever proved.

Whoever holds the telephone alone may look, but not let others in, join, empty or close what the person built up.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode

from motcua.people import second_factor, sessions
from motcua.people.models import Account
from motcua.people.organisations import PROVEN, Mine
from motcua.people.parking import park
from motcua.portal.account import step_up
from motcua.portal.account.signed_in import me

CODES = ("code", "old_code")
"""Fields that are never kept for later."""


def led(request: HttpRequest, back: str = "") -> HttpResponseRedirect | None:
    """The way to prove oneself first, and back to `back` or to this page; None when this session showed enough.

    What was typed is parked for the page at this address. Officers always sign in with all they have.
    """
    person = me(request)
    if person.kind == Account.Kind.OFFICER or sessions.level(request) >= person.assurance:
        return None
    if not any(name in request.POST for name in CODES):
        park(request)
    return HttpResponseRedirect(step_up.address(person.assurance, back or request.get_full_path(), own=True))


def led_for(request: HttpRequest, mine: Mine) -> HttpResponseRedirect | None:
    """The same for giving away an organisation's power: its certificate, when that is what gave it to this person."""
    if mine.mandate.proven == PROVEN:
        needed = mine.organisation.assurance
        if max(sessions.level(request), sessions.level_for(request, mine.organisation.pk)) < needed:
            park(request)
            return HttpResponseRedirect(step_up.address(needed, request.get_full_path()))
    return led(request)


def led_by_factor(request: HttpRequest, back: str = "") -> HttpResponseRedirect | None:
    """The way to show a second factor once more, before an officer's is added to, replaced or removed.

    None for citizens, when one was shown minutes ago, and when there is none to show. What was typed is parked for
    `back`, where the officer returns to; "" = this page.
    """
    person = me(request)
    if person.kind != Account.Kind.OFFICER or second_factor.shown_lately(request):
        return None
    if not second_factor.has_any(person):
        return None
    if not any(name in request.POST for name in CODES):
        park(request, back)
    return HttpResponseRedirect(f"{reverse('factor_again')}?{urlencode({'next': back or request.get_full_path()})}")


def fully(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page everybody signed in may look at; its POST needs what the account once proved."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        first = led(request) if request.method == "POST" else None
        return first or view(request, *args, **kwargs)

    return shown
