"""After an officer's password: the second factor, or an app set up the first time. No session before the end."""

import time
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.people import authenticator, keys, passkeys, second_factor, sessions
from motcua.people.entries import How
from motcua.people.errors import Refused, TooMany
from motcua.people.models import Account
from motcua.portal.account import signing_in, steps
from motcua.portal.addresses import ip_of
from motcua.portal.problems import Problem

PENDING = "second_step"
SECONDS = 10 * 60


def begin(request: HttpRequest, account: Account, how: How, address: str = "") -> HttpResponse:
    """The first factor of `account` was right: lead to what is missing, or in when nothing is."""
    if request.user.is_authenticated:
        sessions.close_session(request)  # whoever was in this browser is listed under its key, which changes now
    request.session.cycle_key()
    steps.remember(
        request, PENDING,
        {
            "account": str(account.pk), "how": how, "next": address, "passed": False,
            "until": int(time.time()) + SECONDS,
        },
    )  # fmt: skip
    return _onward(request, account)


def asked(request: HttpRequest) -> Account | None:
    """Of whom a second factor is wanted: the officer signed in, or who is about to be."""
    user = request.user
    return user if isinstance(user, Account) and user.kind == Account.Kind.OFFICER else waiting(request)


def waiting(request: HttpRequest) -> Account | None:
    """Who gave the right password here a moment ago and is not in yet."""
    found = steps.recall(request, PENDING)
    if found is None or found["until"] < time.time():
        steps.forget(request, PENDING)
        return None
    return Account.objects.filter(pk=UUID(found["account"]), is_active=True).first()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """Ask for the app's code, a passkey, or a code on paper."""
    account = waiting(request)
    if account is None or _missing(request, account) != "officer_second":
        return _astray(request, account)
    found, wait = judged(request, account)
    if request.method != "POST" or found:
        return signing_in.answered(ask(request, account, found, reverse("officer_sign_in")), found, wait)
    _pass(request)
    return _onward(request, account)


def judged(request: HttpRequest, account: Account) -> tuple[list[Problem], int]:
    """Judge the factor shown on the page that asks for one: what is wrong, and how long to wait."""
    if request.method != "POST":
        return [], 0
    try:
        if "credential" in request.POST:
            second_factor.count_try(account, ip_of(request))
            passkeys.sign_in(request, request.POST["credential"], account)
        else:
            second_factor.check_code(account, request.POST.get("code", ""), ip_of(request))
    except Refused as error:
        return [Problem("code", error.message)], error.wait_seconds if isinstance(error, TooMany) else 0
    return [], 0


def ask(
    request: HttpRequest, account: Account, found: list[Problem], back: str, *, again: bool = False
) -> HttpResponse:
    """The page that asks for a factor: on the way in, or `again` of somebody signed in, who came from `back`."""
    context = {
        "problems": found, "passkeys": bool(passkeys.of(account)), "back": back, "again": again,
        "here": request.get_full_path(),
    }  # fmt: skip
    return render(request, "portal/account/officer_second.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """Set up the app; the first right code opens the session and shows the codes for paper, once."""
    account = waiting(request)
    if account is None or _missing(request, account) != "officer_enrol":
        return _astray(request, account)
    found, wait = app_code(request, account)
    if request.method == "POST" and not found:
        codes = keys.new_paper_codes(account, tell=False)
        _pass(request)
        address = _enter(request, account)
        return render(request, "portal/account/paper_codes.html", {"codes": codes, "onward": address})
    return signing_in.answered(app_page(request, account, found, enrolling=True), found, wait)


def app_code(request: HttpRequest, account: Account) -> tuple[list[Problem], int]:
    """Judge the code typed on the page that sets up an app: what is wrong, and how long to wait."""
    if request.method != "POST":
        return [], 0
    try:
        if keys.set_up_app(request, account, request.POST.get("code", ""), ip_of(request)):
            return [], 0
    except TooMany as error:
        return [Problem("code", error.message)], error.wait_seconds
    return [Problem("code", _("Mã chưa đúng. Hãy nhập mã 6 số đang hiện trong ứng dụng."))], 0


def app_page(request: HttpRequest, account: Account, found: list[Problem], *, enrolling: bool) -> HttpResponse:
    """The QR and the letters of a secret on its way into an app."""
    secret = authenticator.begin(request)
    context = {
        "address": authenticator.address(account, secret),
        "letters": authenticator.words(secret),
        "problems": found,
        "enrolling": enrolling,
    }
    return render(request, "portal/account/app.html", context)


def _missing(request: HttpRequest, account: Account) -> str:
    """The next page of this road; "" at its end."""
    found = request.session[PENDING]
    if settings.MOTCUA_STAFF_SECOND_FACTOR and not found["passed"] and second_factor.has_any(account):
        return "officer_second"
    if settings.MOTCUA_STAFF_SECOND_FACTOR and not second_factor.has_any(account):
        return "officer_enrol"
    return ""


def _onward(request: HttpRequest, account: Account) -> HttpResponse:
    missing = _missing(request, account)
    if missing:
        return redirect(missing)
    return redirect(_enter(request, account))


def _enter(request: HttpRequest, account: Account) -> str:
    """Open the session; gives where the officer was going."""
    found = request.session.pop(PENDING)
    steps.enter(request, account, found["how"])
    if found["passed"]:
        second_factor.note_shown(request)
    return str(found["next"] or steps.home_of(account))


def _astray(request: HttpRequest, account: Account | None) -> HttpResponse:
    """A page of the road that is not the next one leads to the next one, or to its beginning."""
    if account is None:
        return redirect("officer_sign_in")
    return _onward(request, account)


def _pass(request: HttpRequest) -> None:
    request.session[PENDING] = {**request.session[PENDING], "passed": True}
