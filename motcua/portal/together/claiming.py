"""Nhận hồ sơ về tài khoản: a dossier filed at the counter, or without signing in, joins "Hồ sơ của tôi"."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.dossiers import claiming, session
from motcua.kit.vietnamese import clean
from motcua.people import otp
from motcua.people.errors import Refused, TooMany
from motcua.people.models import Account
from motcua.portal import own
from motcua.portal.account.signed_in import me
from motcua.portal.addresses import ip_of
from motcua.portal.problems import Problem

LONGEST = 60


@own.page
@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """First the code and the identity number, then the code by SMS; every failure says the same."""
    if me(request).kind == Account.Kind.OFFICER:
        return HttpResponseRedirect(reverse("account"))
    typed = {key: clean(request.POST.get(key, ""))[:LONGEST] for key in ("ma", "number", "code")}
    if request.method != "POST":
        typed["ma"] = clean(request.GET.get("ma", ""))[:LONGEST]
        return _shown(request, typed, asked=False)
    if not typed["ma"] or not typed["number"]:
        told = _("Hãy điền cả mã hồ sơ và số định danh đã khai.")
        return _shown(request, typed, [Problem("ma" if not typed["ma"] else "number", told)], asked=False)
    claiming.count_try(typed["ma"], str(me(request).pk), ip_of(request))
    found = claiming.find(typed["ma"])
    number = typed["number"].replace(" ", "")
    right = claiming.knows_number(found, number)
    if not typed["code"]:
        if found is not None and right:
            with suppress(TooMany):  # the telephone's own limit would tell that the dossier exists
                otp.request(found.phone, claiming.PURPOSE, ip_of(request), about=found.subject)
        return _shown(request, typed, asked=True)
    try:
        otp.confirm(found.phone if found and right else "", claiming.PURPOSE, typed["code"], ip_of(request))
    except TooMany:
        raise
    except Refused:
        return _shown(request, typed | {"code": ""}, [Problem("code", _wrong())], asked=True)
    if found is None or not right or not claiming.claim(found, session.own_actor(request)):
        return _shown(request, typed | {"code": ""}, [Problem("code", _wrong())], asked=True)
    messages.success(request, _("Hồ sơ đã vào tài khoản của bạn."))
    return HttpResponseRedirect(reverse("dossier", args=[found.pk]))


def _wrong() -> str:
    return _("Mã hồ sơ, số định danh hoặc mã trong tin nhắn chưa đúng. Hãy xem lại rồi gửi lại mã.")


def _shown(request: HttpRequest, typed: dict[str, str], problems: list[Problem] | None = None, *, asked: bool
) -> HttpResponse:  # fmt: skip
    context = {"typed": typed, "problems": problems or [], "asked": asked}
    return render(request, "portal/together/claim.html", context, status=422 if problems else 200)
