"""Sign in with phone and one-time code. Whether a phone has an account is told only to its holder."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.kit.words import Invalid
from motcua.people import api as people
from motcua.people import otp
from motcua.people.errors import ExpiredCode, NoAccount, OfficerNeedsPassword, Refused, TooMany
from motcua.portal.account import problems, reading, roads, steps
from motcua.portal.addresses import ip_of
from motcua.portal.problems import Problem

PENDING = "signing_in"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for the phone, send a code to it."""
    address = steps.wanted(request)
    if request.user.is_authenticated and request.method != "POST":
        return steps.go_on(request.user, address)
    typed = request.POST.get("phone", request.GET.get("phone", ""))
    if request.method != "POST":
        return ask_phone(request, typed, address)
    try:
        phone = reading.phone(typed)
        otp.request(phone, people.SIGN_IN, ip_of(request))
    except Invalid as error:
        return ask_phone(request, typed, address, [problems.of("phone", error)])
    except TooMany as error:
        return ask_phone(request, typed, address, [Problem("phone", error.message)], error.wait_seconds)
    steps.remember(request, PENDING, {"phone": phone, "next": address})
    return redirect("sign_in_confirm")


def ask_phone(
    request: HttpRequest, typed: str, address: str, found: list[Problem] | None = None, wait: int = 0
) -> HttpResponse:
    """The first page of signing in, with what was typed and what is to put right."""
    context = {
        "phone": typed,
        "next": address,
        "problems": found or [],
        "roads": roads.offered(address),
        "sign_up": reverse("sign_up") + (f"?{urlencode({'next': address})}" if address else ""),
    }
    return answered(render(request, "portal/account/sign_in.html", context), found, wait)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_confirm(request: HttpRequest) -> HttpResponse:
    """Read the code that was sent; `resend` asks for a new one."""
    pending = steps.recall(request, PENDING)
    if pending is None:
        return redirect("sign_in")
    if request.method != "POST":
        return ask_code(request, pending)
    if "resend" in request.POST:
        return resend(request, pending, people.SIGN_IN)
    ip = ip_of(request)
    try:
        account = people.sign_in(pending["phone"], request.POST.get("code", ""), ip=ip)
    except NoAccount:
        steps.forget(request, PENDING)
        steps.prove(request, pending["phone"])
        return HttpResponseRedirect(f"{reverse('sign_up')}?{urlencode(_kept(pending))}")
    except OfficerNeedsPassword as error:
        return officers_door(request, pending["phone"], error)
    except Refused as error:
        return refused_code(request, pending, error)
    steps.forget(request, PENDING)
    steps.enter(request, account, "code")
    return steps.go_on(account, pending["next"])


def officers_door(request: HttpRequest, phone: str, error: Refused) -> HttpResponse:
    """An officer who came through the citizens' door, at the right door with the phone kept."""
    found = [Problem("password", error.message)]
    context = {
        "phone": phone, "next": "", "problems": found, "password_problem": error.message,
        "staff_road": roads.staff_road(""),
    }  # fmt: skip
    return render(request, "portal/account/officer_sign_in.html", context, status=422)


def _kept(pending: dict[str, Any]) -> dict[str, str]:
    kept = {"moi": "1", "phone": str(pending["phone"])}
    return {**kept, "next": pending["next"]} if pending["next"] else kept


def resend(request: HttpRequest, pending: dict[str, Any], purpose: str) -> HttpResponse:
    """A new code in place of the old; the page says so, or how long to wait."""
    try:
        otp.request(pending["phone"], purpose, ip_of(request))
    except TooMany as error:
        return refused_code(request, pending, error)
    return ask_code(request, pending, sent_again=True)


def refused_code(request: HttpRequest, pending: dict[str, Any], error: Refused) -> HttpResponse:
    """The code page with what was wrong; 429 when there were too many attempts."""
    wait = error.wait_seconds if isinstance(error, TooMany) else 0
    field = "resend" if isinstance(error, ExpiredCode) else "code"
    return answered(ask_code(request, pending, [Problem(field, error.message)]), [field], wait)


def ask_code(
    request: HttpRequest,
    pending: dict[str, Any],
    found: list[Problem] | None = None,
    sent_again: bool = False,
) -> HttpResponse:
    """The page for the code, the same for signing up and signing in."""
    signing_up = "typed" in pending
    context = {
        "phone": pending["phone"],
        "minutes": otp.MINUTES,
        "signing_up": signing_up,
        "back": reverse("sign_up" if signing_up else "sign_in") + "?" + urlencode(_back(pending)),
        "problems": found or [],
        "sent_again": sent_again,
        "next": pending["next"],
    }
    return render(request, "portal/account/code.html", context)


def _back(pending: dict[str, Any]) -> dict[str, str]:
    query = {"phone": str(pending["phone"])} if "typed" not in pending else {"loai": str(pending["sort"])}
    if "typed" in pending:
        query["cach"] = "dien-thoai"
    return {**query, "next": pending["next"]} if pending["next"] else query


def answered(response: HttpResponse, problems: Sequence[object] | None, wait: int = 0) -> HttpResponse:
    """The page with its right status: 429 after too many attempts, 422 with something to put right."""
    if wait:
        response.status_code = 429
        response["Retry-After"] = str(wait)
    elif problems:
        response.status_code = 422
    return response
