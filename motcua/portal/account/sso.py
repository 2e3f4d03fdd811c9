"""Sign in with an account elsewhere: there, back, and to whom it belongs."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.people import sessions
from motcua.people.errors import Refused, TooMany
from motcua.people.models import Account, Identity
from motcua.people.sessions import actor_of
from motcua.people.sso import flow, linking, registry
from motcua.people.sso.claims import Told
from motcua.people.sso.provider import Cancelled, NotSignedIn, Unreachable
from motcua.portal.account import arrival, second, steps
from motcua.portal.account.roads import LABELS, start_of
from motcua.portal.addresses import ip_of


@never_cache
@require_safe
def start(request: HttpRequest, provider: str) -> HttpResponse:
    """Send the browser to the provider; what was typed so far waits in the session."""
    address = steps.wanted(request)
    back = request.build_absolute_uri(reverse("sso_return", args=[provider]))
    try:
        return HttpResponseRedirect(flow.begin(request, provider, back, address))
    except KeyError as error:
        raise Http404 from error
    except NotSignedIn as error:
        error.address = address
        return trouble(request, provider, error)


@never_cache
@require_safe
def returned(request: HttpRequest, provider: str) -> HttpResponse:
    """The browser came back. Whoever it is, nothing changes here before the answer is proven."""
    query = {name: str(value) for name, value in request.GET.items() if len(value) <= 4096}
    try:
        back = flow.finish(request, provider, query, ip_of(request))
    except KeyError as error:
        raise Http404 from error
    except (NotSignedIn, TooMany) as error:
        return trouble(request, provider, error)
    try:
        return _arrive(request, back.told, back.address)
    except Refused as error:
        return trouble(request, provider, error, back.address)


def _arrive(request: HttpRequest, told: Told, address: str) -> HttpResponse:
    """A proven answer: into its account, or to the page that asks whose it is."""
    identity = linking.known(told)
    if identity is not None:
        return _known(request, identity, told, address)
    if told.provider == registry.STAFF:
        officer = linking.officer_of(told)
        if officer is None:
            linking.open_account(told)  # refuses, in words
            raise AssertionError
        linking.link_officer(officer, told.subject, actor=actor_of(officer))
        return _enter(request, officer, told, address)
    if request.user.is_authenticated or linking.candidates(told):
        arrival.keep(request, told, address)
        return redirect("sso_join")
    account = linking.open_account(told)
    arrival.shelve(account)
    return _enter(request, account, told, address)


def _known(request: HttpRequest, identity: Identity, told: Told, address: str) -> HttpResponse:
    user = request.user
    if user.is_authenticated and user.pk != identity.account_id and told.provider != registry.STAFF:
        arrival.keep(request, told, address)
        return redirect("sso_join")
    account = linking.welcome(identity, told)
    if user.is_authenticated and user.pk == account.pk:
        sessions.show(request, told.assurance)
    if user.is_authenticated and user.pk == account.pk and told.provider != registry.STAFF:
        return steps.go_on(account, address)  # came to raise the level: the session stays as it is
    return _enter(request, account, told, address)


def _enter(request: HttpRequest, account: Account, told: Told, address: str) -> HttpResponse:
    if account.kind == Account.Kind.OFFICER and not told.second_factor:
        return second.begin(request, account, linking.HOW[told.provider], address)
    steps.enter(request, account, linking.HOW[told.provider], told.assurance)
    return steps.go_on(account, address)


def trouble(request: HttpRequest, provider: str, error: Refused, address: str = "") -> HttpResponse:
    """Why nobody was signed in, how to try again, and the other roads."""
    address = address or getattr(error, "address", "")
    staff = provider == registry.STAFF
    others = [] if staff else [name for name in registry.offered() if name != provider]
    door = reverse("officer_sign_in" if staff else "sign_in") + (f"?{urlencode({'next': address})}" if address else "")
    context = {
        "message": error.message,
        "cancelled": isinstance(error, Cancelled),
        "again": start_of(provider, address) if isinstance(error, NotSignedIn) else "",
        "others": [{"label": _(LABELS[name]), "href": start_of(name, address)} for name in others],
        "staff": staff,
        "door": door,
        "address": address if request.user.is_authenticated else "",
    }
    page = render(request, "portal/account/sso_trouble.html", context)
    page.status_code = _status(error)
    if isinstance(error, TooMany):
        page["Retry-After"] = str(error.wait_seconds)
    elif isinstance(error, Unreachable):
        page["Retry-After"] = "60"
    return page


def _status(error: Refused) -> int:
    if isinstance(error, TooMany):
        return 429
    if isinstance(error, Unreachable):
        return 503
    if isinstance(error, Cancelled):
        return 200
    return 400 if isinstance(error, NotSignedIn) else 403
