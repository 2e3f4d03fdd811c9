"""Open an account (R22): Công dân or Tổ chức → Thuê bao di động → the form → the code."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.people import api as people
from motcua.people import mandates, organisations, otp
from motcua.people.errors import AlreadyRegistered, OfficerNeedsPassword, Refused, TooMany
from motcua.people.models import Account
from motcua.people.sessions import actor_of
from motcua.portal.account import reading, signing_in, steps
from motcua.portal.account.organisations import taken
from motcua.portal.account.reading import CITIZEN, ORGANISATION, Reading, Sort
from motcua.portal.addresses import ip_of
from motcua.portal.problems import Problem

PENDING = "signing_up"
PHONE = "dien-thoai"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """One question a page: who, by which means, then the form; each step is an address of its own."""
    address = steps.wanted(request)
    if request.user.is_authenticated and request.method != "POST":
        return steps.go_on(request.user, address)
    sort = _sort(request)
    if sort is None:
        return _choose(request, address)
    if request.method == "POST":
        return _register(request, sort, address)
    if request.GET.get("cach") != PHONE:
        return render(request, "portal/account/means.html", {"onward": _link(request, loai=sort, cach=PHONE)})
    return _form(request, sort, address, Reading(_known(request)))


def _sort(request: HttpRequest) -> Sort | None:
    given = request.POST.get("loai") or request.GET.get("loai")
    if given == CITIZEN:
        return CITIZEN
    return ORGANISATION if given == ORGANISATION else None


def _link(request: HttpRequest, **more: str) -> str:
    """This address with more answers in it; the phone just confirmed is carried along."""
    kept = {name: request.GET[name] for name in ("phone", "moi") if name in request.GET}
    if address := steps.wanted(request):
        kept["next"] = address
    return f"{reverse('sign_up')}?{urlencode({**kept, **more})}"


def _choose(request: HttpRequest, address: str) -> HttpResponse:
    context = {
        "citizen": _link(request, loai=CITIZEN),
        "organisation": _link(request, loai=ORGANISATION),
        "sign_in": reverse("sign_in") + (f"?{urlencode({'next': address})}" if address else ""),
        "no_account": "moi" in request.GET,
    }
    return render(request, "portal/account/choose.html", context)


def _known(request: HttpRequest) -> dict[str, str]:
    """What was typed before the code was asked for, or the phone that had no account."""
    pending = steps.recall(request, PENDING)
    typed = pending["typed"] if pending else {}
    known = {name: typed.get(name, "") for name in reading.FIELDS}
    return {**known, "phone": known["phone"] or request.GET.get("phone", "")}


def _form(request: HttpRequest, sort: Sort, address: str, read: Reading, wait: int = 0) -> HttpResponse:
    context = {
        "sort": sort,
        "organisation": sort == ORGANISATION,
        "typed": read.typed,
        "next": address,
        "problems": read.problems,
        "back": _link(request, loai=sort),
    }
    return signing_in.answered(render(request, "portal/account/sign_up.html", context), read.problems, wait)


def _register(request: HttpRequest, sort: Sort, address: str) -> HttpResponse:
    read = reading.registration(request.POST, sort)
    if read.problems:
        return _form(request, sort, address, read)
    phone = read.values["phone"]
    pending = {"phone": phone, "next": address, "sort": sort, "typed": read.typed, "values": read.values}
    if steps.proven(request, phone):
        return _open(request, pending)
    try:
        otp.request(phone, people.REGISTER, ip_of(request))
    except TooMany as error:
        read.problems.append(Problem("phone", error.message))
        return _form(request, sort, address, read, error.wait_seconds)
    steps.remember(request, PENDING, pending)
    return redirect("sign_up_confirm")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up_confirm(request: HttpRequest) -> HttpResponse:
    """Read the code; the account opens and its holder is signed in."""
    pending = steps.recall(request, PENDING)
    if pending is None:
        return redirect("sign_up")
    if request.method != "POST":
        return signing_in.ask_code(request, pending)
    if "resend" in request.POST:
        return signing_in.resend(request, pending, people.REGISTER)
    ip = ip_of(request)
    try:
        otp.confirm(pending["phone"], people.REGISTER, request.POST.get("code", ""), ip)
    except Refused as error:
        return signing_in.refused_code(request, pending, error)
    return _open(request, pending)


def _open(request: HttpRequest, pending: dict[str, Any]) -> HttpResponse:
    """Make the account of a confirmed phone; a phone that has one is signed in, unchanged."""
    own = ("full_name", "email", "personal_id")
    values = {name: value for name, value in pending["values"].items() if name in own}
    steps.forget(request, PENDING, steps.PROVEN)
    try:
        account = people.open_account(pending["phone"], **values)
    except AlreadyRegistered:
        return _existing(request, pending)
    steps.enter(request, account, "code")
    if pending["sort"] == ORGANISATION:
        return _represent(request, account, pending)
    messages.success(request, _("Đã tạo tài khoản. Lần sau bạn đăng nhập bằng số điện thoại này."))
    return steps.go_on(account, pending["next"])


def _represent(request: HttpRequest, account: Account, pending: dict[str, Any]) -> HttpResponse:
    """The organisation of who has just registered, on their word; one that is here already is told how to join."""
    said = pending["values"]
    facts = organisations.Facts(said["tax_code"], said["organisation_name"])
    try:
        mandate = organisations.add(account, facts, actor=actor_of(account))
    except organisations.AlreadyHere:
        return taken(request, facts.tax_code)
    except Refused as error:
        messages.error(request, error.message)
        return redirect("organisation_add")
    mandates.act_under(request, mandate)
    return steps.go_on(account, pending["next"] or reverse("organisation", args=[mandate.principal_id]))


def _existing(request: HttpRequest, pending: dict[str, Any]) -> HttpResponse:
    account = people.find(pending["phone"])
    if account is None:
        raise PermissionDenied  # a closed account: only the office can say why
    if account.kind == Account.Kind.OFFICER:
        return signing_in.officers_door(request, pending["phone"], OfficerNeedsPassword())
    steps.enter(request, account, "code")
    if pending["sort"] == ORGANISATION and account.kind == Account.Kind.CITIZEN:
        return _represent(request, account, pending)
    context = {"onward": pending["next"] or steps.home_of(account), "phone": pending["phone"]}
    return render(request, "portal/account/already.html", context)
