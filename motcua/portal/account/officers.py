"""Officers sign in with phone and password; too many attempts wait."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.people import api as people
from motcua.people.errors import Refused, TooMany
from motcua.people.models import Account
from motcua.portal.account import roads, second, signing_in, steps
from motcua.portal.addresses import ip_of
from motcua.portal.problems import Problem, at


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def officer_sign_in(request: HttpRequest) -> HttpResponse:
    """The office's door. Which of phone and password was wrong is never told."""
    address = steps.wanted(request)
    if request.method != "POST":
        user = request.user
        if user.is_authenticated and user.kind == Account.Kind.OFFICER and not address:
            return steps.go_on(user)
        return _page(request, address, [])
    phone, password = request.POST.get("phone", ""), request.POST.get("password", "")
    if not phone.strip() or not password:
        field = "password" if phone.strip() else "phone"
        return _page(request, address, [Problem(field, _("Hãy nhập số điện thoại và mật khẩu."))])
    try:
        account = people.sign_in_officer(phone, password, ip=ip_of(request))
    except TooMany as error:
        page = _page(request, address, [Problem("phone", error.message)])
        return signing_in.answered(page, None, error.wait_seconds)
    except Refused as error:
        return _page(request, address, [Problem("phone", error.message)])
    return second.begin(request, account, "password", address)


def _page(request: HttpRequest, address: str, found: list[Problem]) -> HttpResponse:
    context = {
        "phone": request.POST.get("phone", ""),
        "next": address,
        "problems": found,
        "password_problem": at(found, "password"),
        "staff_road": roads.staff_road(address),
    }
    return signing_in.answered(render(request, "portal/account/officer_sign_in.html", context), found)
