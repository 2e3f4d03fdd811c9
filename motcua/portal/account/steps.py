"""What a session remembers between asking for a code and giving it, and where the person goes then."""

import time
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from motcua.agencies import api as agencies
from motcua.dossiers import drafting
from motcua.people import sessions
from motcua.people.entries import How
from motcua.people.models import Account

PROVEN = "proven_phone"
PROVEN_SECONDS = 10 * 60


def wanted(request: HttpRequest) -> str:
    """Where the person was going before signing in; "" unless it is an address of this very site."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe else ""


def remember(request: HttpRequest, name: str, value: dict[str, Any]) -> None:
    request.session[name] = value


def recall(request: HttpRequest, name: str) -> dict[str, Any] | None:
    found = request.session.get(name)
    return found if isinstance(found, dict) else None


def forget(request: HttpRequest, *names: str) -> None:
    for name in names:
        request.session.pop(name, None)


def prove(request: HttpRequest, phone: str) -> None:
    """This session has just shown that it holds `phone`: for ten minutes no second code is asked."""
    request.session[PROVEN] = {"phone": phone, "until": int(time.time()) + PROVEN_SECONDS}


def proven(request: HttpRequest, phone: str) -> bool:
    """Whether `phone` was confirmed here a moment ago; true once."""
    found = request.session.pop(PROVEN, None)
    return bool(found) and found["phone"] == phone and found["until"] > time.time()


def enter(request: HttpRequest, account: Account, how: How, level: int = 1) -> None:
    """Open the session, known as surely as `level` says; drafts begun in this browser become the person's own."""
    begun = sessions.held(request)
    sessions.open_session(request, account, how, level)
    if account.kind != Account.Kind.OFFICER:
        drafting.claim(account, begun)


def go_on(account: Account, address: str = "") -> HttpResponse:
    """To where the person was going, else to the first page of their own work."""
    return HttpResponseRedirect(address or home_of(account))


def home_of(account: Account) -> str:
    """The citizen's dossiers, the officer's inbox, or administration; on leave, where one comes back from it.

    One statement; two for who has no function today.
    """
    if account.kind != Account.Kind.OFFICER:
        return reverse("my_dossiers")
    roles = agencies.actor_for(account).roles
    if roles - {"administrator"}:
        return reverse("inbox")
    if roles:
        return reverse("administration")
    return reverse("my_leave" if agencies.places_of(account.pk) else "home")
