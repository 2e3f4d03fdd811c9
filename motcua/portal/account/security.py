"""Bảo mật: the keys that open this account, an officer's app, paper codes and password."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.kit.vietnamese import clean
from motcua.people import (
    authenticator,
    keys,
    names_of_devices,
    parking,
    passkeys,
    passwords,
    phones,
    recovery,
    second_factor,
)
from motcua.people.errors import OwnPasswordWrong, Refused, TooMany
from motcua.people.models import Account
from motcua.portal.account import second, signing_in, steps, sure
from motcua.portal.account.signed_in import me
from motcua.portal.problems import Problem

LONGEST_NAME = 80


@never_cache
@require_GET
def security(request: HttpRequest) -> HttpResponse:
    """Everything that proves this person, and how to change it."""
    return _page(request, [])


def _page(request: HttpRequest, found: list[Problem]) -> HttpResponse:
    account = me(request)
    officer = account.kind == Account.Kind.OFFICER
    own, app = passkeys.of(account), officer and authenticator.has(account)
    context = {
        "officer": officer,
        "keys": own,
        "most": passkeys.MOST,
        "name": parking.words(request).get("name", "")[:LONGEST_NAME],
        "lost_at": None if own or officer else phones.lost_at(account),
        "app": app,
        "paper": recovery.left(account) if officer else 0,
        "asks_again": officer and bool(own or app) and not second_factor.shown_lately(request),
        "problems": found,
    }
    return signing_in.answered(render(request, "portal/account/security.html", context), found)


@never_cache
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Keep the key that the browser has just made, under the name typed or the device's own."""
    if first := sure.led_by_factor(request, reverse("security")):
        return first
    named = clean(request.POST.get("name", ""))[:LONGEST_NAME]
    name = named or names_of_devices.device(request.headers.get("User-Agent", ""))
    try:
        keys.add_passkey(request, me(request), request.POST.get("credential", ""), name)
    except Refused as error:
        return _page(request, [Problem("name", error.message)])
    messages.success(request, _("Đã thêm khóa truy cập. Lần sau bạn đăng nhập bằng khóa này."))
    return redirect("security")


@never_cache
@require_POST
def remove(request: HttpRequest, key: UUID) -> HttpResponse:
    """Forget a key. Somebody else's does not exist here; an officer keeps one second factor."""
    account = me(request)
    if all(one.pk != key for one in passkeys.of(account)):
        raise Http404
    if first := sure.led_by_factor(request, reverse("security")):
        return first
    if keys.remove_passkey(account, key):
        messages.success(request, _("Đã xóa khóa truy cập."))
        return redirect("security")
    return _page(request, [Problem("", _("Đây là cách xác nhận cuối cùng. Hãy thêm cách khác trước khi xóa."))])


@never_cache
@require_http_methods(["GET", "POST"])
def app(request: HttpRequest) -> HttpResponse:
    """Set up the app of an officer, or move it to a new telephone."""
    account = _officer(request)
    if first := sure.led_by_factor(request):
        return first
    found, wait = second.app_code(request, account)
    if request.method == "POST" and not found:
        messages.success(request, _("Đã dùng được ứng dụng tạo mã."))
        return redirect("security")
    return signing_in.answered(second.app_page(request, account, found, enrolling=False), found, wait)


@never_cache
@require_POST
def paper(request: HttpRequest) -> HttpResponse:
    """Ten new codes for paper, shown once; the older ones are dead."""
    account = _officer(request)
    if first := sure.led_by_factor(request, reverse("security")):
        return first
    codes = keys.new_paper_codes(account)
    return render(request, "portal/account/paper_codes.html", {"codes": codes, "onward": reverse("security")})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """An officer shows a second factor once more, and goes on to change theirs."""
    account, onward = _officer(request), steps.wanted(request) or reverse("security")
    if second_factor.shown_lately(request) or not second_factor.has_any(account):
        return redirect(onward)
    found, wait = second.judged(request, account)
    if request.method != "POST" or found:
        page = second.ask(request, account, found, reverse("security"), again=True)
        return signing_in.answered(page, found, wait)
    second_factor.note_shown(request)
    messages.success(request, _("Đã xác nhận. Trong 5 phút, bạn đổi được các cách xác nhận."))
    return redirect(onward)


@sensitive_post_parameters("present", "new", "again")
@never_cache
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Replace one's password, the present one asked; other browsers are signed out."""
    account = _officer(request)
    if request.method != "POST":
        return _password_page(request, account, [])
    found, wait = _judge(request, account)
    if not found:
        messages.success(request, _("Đã đổi mật khẩu. Các máy khác đã được đăng xuất."))
        return redirect("security")
    return signing_in.answered(_password_page(request, account, found), found, wait)


def _password_page(request: HttpRequest, account: Account, found: list[Problem]) -> HttpResponse:
    """The page; the phone stands in it unseen, so that a browser knows whose password it keeps."""
    return render(request, "portal/account/password.html", {"problems": found, "phone": account.phone or ""})


def _judge(request: HttpRequest, account: Account) -> tuple[list[Problem], int]:
    new = request.POST.get("new", "")
    if new != request.POST.get("again", ""):
        return [Problem("again", _("Hai lần nhập chưa giống nhau. Hãy nhập lại."))], 0
    try:
        passwords.change(request, account, request.POST.get("present", ""), new)
    except TooMany as error:
        return [Problem("present", error.message)], error.wait_seconds
    except OwnPasswordWrong as error:
        return [Problem("present", error.message)], 0
    except Refused as error:
        return [Problem("new", error.message)], 0
    return [], 0


def _officer(request: HttpRequest) -> Account:
    """Only officers have passwords, apps and paper codes here."""
    account = me(request)
    if account.kind != Account.Kind.OFFICER:
        raise Http404
    return account
