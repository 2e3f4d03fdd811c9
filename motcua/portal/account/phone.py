"""Số điện thoại: change the number that opens the account, with both telephones or after a delay."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.kit.words import Invalid
from motcua.people import devices, otp, parking, phones
from motcua.people.errors import PhoneTaken, Refused, TooMany
from motcua.people.models import Account
from motcua.portal.account import problems, reading, signing_in, steps, sure
from motcua.portal.account.signed_in import me
from motcua.portal.addresses import ip_of
from motcua.portal.problems import Problem

PENDING = "phone_change"
AT_HAND, LOST = "con", "mat"


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The new number, and whether the old telephone is still at hand; codes go out."""
    account = _person(request)
    if request.method != "POST":
        return _page(request, account, [])
    old = request.POST.get("old", "")
    if old not in (AT_HAND, LOST):
        return _page(request, account, [Problem("old", _("Hãy chọn: máy cũ còn hay đã mất."))])
    if old == AT_HAND and (first := sure.led(request)):
        return first  # a change at once; the one with a delay is announced to the old telephone
    try:
        new = reading.phone(request.POST.get("phone", ""))
        phones.send_codes(account, new, ip_of(request), old_at_hand=old == AT_HAND)
    except Invalid as error:
        return _page(request, account, [problems.of("phone", error)])
    except Refused as error:
        return _page(request, account, [Problem("phone", error.message)], _wait(error))
    steps.remember(request, PENDING, {"phone": new, "old": old})
    return redirect("phone_change_confirm")


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """The codes that were sent; then the change is made, or begins to wait."""
    account, kept = _person(request), steps.recall(request, PENDING)
    if kept is None:
        return redirect("phone_change")
    if request.method != "POST":
        return _codes(request, account, kept, [])
    if kept["old"] == AT_HAND and (first := sure.led(request)):
        return first
    code, ip = request.POST.get("code", ""), ip_of(request)
    try:
        if kept["old"] == AT_HAND:
            old_code, here = request.POST.get("old_code", ""), request.session.session_key
            phones.change_now(account, kept["phone"], code, old_code, ip, keep=here)
            devices.remember(request, account)
            messages.success(request, _("Đã đổi số điện thoại. Từ nay hãy đăng nhập bằng số mới."))
        else:
            phones.ask_with_delay(account, kept["phone"], code, ip)
            messages.success(request, _("Đã nhận yêu cầu đổi số. Hãy xem ngày số mới có hiệu lực ở dưới."))
    except PhoneTaken as error:
        steps.forget(request, PENDING)
        return _page(request, account, [Problem("phone", error.message)])
    except Refused as error:
        which = "old_code" if error.old_number else "code"
        return _codes(request, account, kept, [Problem(which, error.message)], _wait(error))
    steps.forget(request, PENDING)
    return redirect("phone_change")


@never_cache
@require_POST
def cancel(request: HttpRequest) -> HttpResponse:
    """Stop the change that waits."""
    if phones.cancel(_person(request)):
        messages.success(request, _("Đã dừng việc đổi số. Tài khoản vẫn dùng số cũ."))
    return redirect("phone_change")


def _person(request: HttpRequest) -> Account:
    """Officers' numbers are kept by their office, an account without a number is opened by others."""
    account = me(request)
    if account.kind == Account.Kind.OFFICER or not account.phone:
        raise Http404
    return account


def _wait(error: Refused) -> int:
    return error.wait_seconds if isinstance(error, TooMany) else 0


def _page(request: HttpRequest, account: Account, found: list[Problem], wait: int = 0) -> HttpResponse:
    change, typed = phones.pending(account), parking.words(request)
    context = {
        "phone": account.phone,
        "typed": typed.get("phone", ""),
        "old": typed.get("old", ""),
        "hours": settings.MOTCUA_PHONE_CHANGE_HOURS,
        "waiting": {"phone": phones.shortened(change.new_phone), "at": change.effective_at} if change else None,
        "problems": found,
    }
    return signing_in.answered(render(request, "portal/account/phone.html", context), found, wait)


def _codes(
    request: HttpRequest, account: Account, kept: dict[str, str], found: list[Problem], wait: int = 0
) -> HttpResponse:
    context = {
        "phone": kept["phone"], "former": account.phone, "both": kept["old"] == AT_HAND, "minutes": otp.MINUTES,
        "problems": found,
    }  # fmt: skip
    return signing_in.answered(render(request, "portal/account/phone_codes.html", context), found, wait)
