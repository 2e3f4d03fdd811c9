"""An officer's first sign-in: telephone and personal number, the code by SMS, a password nobody else has seen."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.agencies import first_sign_in
from motcua.kit.words import Invalid
from motcua.people import passwords
from motcua.people.errors import TooMany, WeakPassword
from motcua.portal.account import problems, signing_in, steps
from motcua.portal.addresses import ip_of
from motcua.portal.problems import Problem

PENDING = "officer_first"
FORM = ["GET", "HEAD", "POST"]


@sensitive_post_parameters("personal_id")
@never_cache
@require_http_methods(FORM)
def first(request: HttpRequest) -> HttpResponse:
    """Ask who it is. The next page is the same whether or not somebody was invited."""
    found: list[Problem] = []
    phone, number = request.POST.get("phone", "")[:40], request.POST.get("personal_id", "")[:40]
    if request.method == "POST":
        try:
            canonical = first_sign_in.ask(phone, number, ip_of(request))
            steps.remember(request, PENDING, {"phone": canonical})
            return redirect("officer_first_password")
        except Invalid as error:
            field = "phone" if "điện thoại" in error.message else "personal_id"
            found = [problems.of(field, error)]
        except TooMany as error:
            found = [Problem("phone", error.message)]
    context = {"phone": phone, "personal_id": number, "problems": found}
    return signing_in.answered(render(request, "portal/account/officer_first.html", context), found)


@sensitive_post_parameters("code", "password", "again")
@never_cache
@require_http_methods(FORM)
def password(request: HttpRequest) -> HttpResponse:
    """Read the code and set the password; then the ordinary door of officers."""
    pending = steps.recall(request, PENDING)
    if pending is None:
        return redirect("officer_first")
    found: list[Problem] = []
    code, chosen = request.POST.get("code", "")[:20], request.POST.get("password", "")[:200]
    if request.method == "POST":
        found = _wrong(code, chosen, request.POST.get("again", "")[:200])
        if not found:
            try:
                first_sign_in.finish(pending["phone"], code, chosen, ip_of(request))
            except Invalid as error:
                found = [problems.of("code", error)]
            except WeakPassword as error:
                found = [Problem("password", error.message)]
            except TooMany as error:
                found = [Problem("code", error.message)]
            else:
                steps.forget(request, PENDING)
                messages.success(request, _("Đã đặt mật khẩu. Hãy đăng nhập."))
                return redirect("officer_sign_in")
    context = {"problems": found, "code": code, "least": passwords.SHORTEST, "minutes": first_sign_in.MINUTES}
    return signing_in.answered(render(request, "portal/account/officer_first_password.html", context), found)


def _wrong(code: str, chosen: str, again: str) -> list[Problem]:
    if not code.strip():
        return [Problem("code", _("Hãy nhập mã trong tin nhắn."))]
    if chosen != again:
        return [Problem("again", _("Hai mật khẩu không giống nhau. Hãy nhập lại."))]
    return []
