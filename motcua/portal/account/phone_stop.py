"""Dừng đổi số: the holder of the old telephone stops a change by a code, without signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.kit.words import Invalid
from motcua.people import otp, phones
from motcua.people.errors import Refused, TooMany
from motcua.portal.account import problems, reading, signing_in, steps
from motcua.portal.addresses import ip_of
from motcua.portal.problems import Problem

PENDING = "phone_stop"


@never_cache
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest) -> HttpResponse:
    """The old number, then its code. Whether anything waited is told only to its holder."""
    if request.method != "POST":
        steps.forget(request, PENDING)
        return _page(request, "", [])
    if "code" not in request.POST:
        return _send(request)
    kept = steps.recall(request, PENDING)
    if kept is None:
        return _page(request, "", [])
    try:
        stopped = phones.stop_by_old_phone(kept["phone"], request.POST["code"], ip_of(request))
    except Refused as error:
        return _page(request, kept["phone"], [Problem("code", error.message)], _wait(error))
    steps.forget(request, PENDING)
    return render(request, "portal/account/phone_stopped.html", {"stopped": stopped})


def _send(request: HttpRequest) -> HttpResponse:
    try:
        phone = reading.phone(request.POST.get("phone", ""))
        otp.request(phone, phones.STOP, ip_of(request))
    except Invalid as error:
        return _page(request, "", [problems.of("phone", error)])
    except Refused as error:
        return _page(request, "", [Problem("phone", error.message)], _wait(error))
    steps.remember(request, PENDING, {"phone": phone})
    return _page(request, phone, [])


def _wait(error: Refused) -> int:
    return error.wait_seconds if isinstance(error, TooMany) else 0


def _page(request: HttpRequest, sent_to: str, found: list[Problem], wait: int = 0) -> HttpResponse:
    context = {"sent_to": sent_to, "typed": request.POST.get("phone", ""), "problems": found}
    return signing_in.answered(render(request, "portal/account/phone_stop.html", context), found, wait)
