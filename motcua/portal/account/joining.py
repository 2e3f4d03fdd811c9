"""A proven identity without an account of its own so far: to which account does it belong? Only proof decides."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.kit.dates import short_date
from motcua.kit.words import N_
from motcua.people import merging, otp, sessions
from motcua.people.errors import Refused, TooMany
from motcua.people.models import Account
from motcua.people.sessions import actor_of
from motcua.people.sso import linking
from motcua.people.sso.claims import Told
from motcua.portal.account import arrival, roads, signing_in, steps
from motcua.portal.account.arrival import Arrival
from motcua.portal.account.signed_in import me
from motcua.portal.addresses import ip_of
from motcua.portal.problems import Problem

CODE = "link"
"""Purpose of the codes that prove an account to link."""
SENT = "sso_code_sent"
"""Session key: to which candidate's telephone a code was sent."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Signed in: link to this account, or merge two. Not signed in: prove the account that looks like yours, or new."""
    came = arrival.waiting(request)
    if came is None:
        return redirect("identities" if request.user.is_authenticated else "sign_in")
    try:
        if request.user.is_authenticated:
            return _signed_in(request, came, me(request))
        return _unknown(request, came)
    except TooMany as error:
        return signing_in.answered(_page(request, came, [Problem("", error.message)]), [error], error.wait_seconds)
    except Refused as error:
        return signing_in.answered(_page(request, came, [Problem("code", error.message)]), [error])


def _signed_in(request: HttpRequest, came: Arrival, user: Account) -> HttpResponse:
    if request.method != "POST":
        return _page(request, came, [])
    identity = linking.known(came.told)
    if "merge" in request.POST and identity is not None and identity.account_id != user.pk:
        linking.fits(user, came.told, sessions.level(request))
        merging.merge(user, identity.account, actor=actor_of(user))
        identity.refresh_from_db()
        linking.welcome(identity, came.told)
        messages.success(request, _("Đã gộp hai tài khoản. Hồ sơ và giấy tờ của bạn nằm ở một nơi."))
    elif "link" in request.POST and identity is None:
        linking.link(user, came.told, actor_of(user), sessions.level(request))
        arrival.shelve(user)
        messages.success(request, _("Đã liên kết. Từ nay bạn đăng nhập bằng cách này cũng được."))
    else:
        return _page(request, came, [])
    sessions.show(request, came.told.assurance)  # only now is it proven that both are one person's
    arrival.done(request)
    return steps.go_on(user, came.address or reverse("identities"))


def _unknown(request: HttpRequest, came: Arrival) -> HttpResponse:
    """Nobody is signed in: a code to the telephone of the account, or an account of one's own."""
    found = linking.candidates(came.told)
    if request.method == "POST" and "new" in request.POST:
        return _into(request, linking.open_account(came.told), came)
    if request.method == "POST" and "send" in request.POST:
        chosen = [one for one in found if str(one.account) == request.POST["send"]]
        if chosen:
            otp.request(chosen[0].phone, CODE, ip_of(request))
            request.session[SENT] = str(chosen[0].account)
            return redirect("sso_join")
    if request.method == "POST" and "code" in request.POST:
        sent = [one for one in found if str(one.account) == request.session.get(SENT)]
        if sent:
            otp.confirm(sent[0].phone, CODE, request.POST["code"], ip_of(request))
            account = Account.objects.get(pk=sent[0].account)
            linking.link(account, came.told, actor_of(account), shown=1)
            return _into(request, account, came)
    if "khac" in request.GET:
        request.session.pop(SENT, None)
    return _page(request, came, [])


def _into(request: HttpRequest, account: Account, came: Arrival) -> HttpResponse:
    arrival.done(request)
    steps.forget(request, SENT)
    arrival.shelve(account)
    steps.enter(request, account, linking.HOW[came.told.provider], came.told.assurance)
    return steps.go_on(account, came.address)


def _page(request: HttpRequest, came: Arrival, problems: list[Problem]) -> HttpResponse:
    context: dict[str, Any] = {
        "provider": _(roads.LABELS[came.told.provider]),
        "rows": rows(came.told.kept()),
        "problems": problems,
        "back": came.address or reverse("home"),
        "organisation": came.told.organisation,
    }
    if request.user.is_authenticated:
        return render(request, "portal/account/sso_link.html", {**context, **_about(me(request), came.told)})
    found = linking.candidates(came.told)
    here = reverse("sso_join")
    context |= {
        "candidates": [{"id": str(one.account), "phone": f"*** {one.phone[-3:]}"} for one in found],
        "sent": next((f"*** {one.phone[-3:]}" for one in found if str(one.account) == request.session.get(SENT)), ""),
        "minutes": otp.MINUTES,
        "sign_in": f"{reverse('sign_in')}?{urlencode({'next': here})}",
        "other": f"{here}?khac=1",
    }
    return render(request, "portal/account/sso_prove.html", context)


def _about(user: Account, told: Told) -> dict[str, Any]:
    """Whether the account signed in can take the identity, or must be merged with the one that has it."""
    identity = linking.known(told)
    other = identity.account if identity is not None and identity.account_id != user.pk else None
    try:
        if other is not None:
            merging.possible(user, other)
        else:
            linking.check(user, told)
        refused = ""
    except Refused as error:
        refused = error.message
    return {"me": user, "other": other, "refused": refused}


LABELS = {
    "full_name": N_("Họ và tên"),
    "personal_id": N_("Số định danh cá nhân"),
    "birth_date": N_("Ngày sinh"),
    "sex": N_("Giới tính"),
    "address": N_("Địa chỉ"),
    "phone": N_("Số điện thoại"),
    "email": N_("Thư điện tử"),
    "passport": N_("Số hộ chiếu"),
    "organisation_name": N_("Tên tổ chức"),
    "tax_code": N_("Mã số thuế"),
    "business_code": N_("Mã số doanh nghiệp"),
}


def rows(kept: dict[str, str]) -> list[dict[str, str]]:
    """What was told, as lines to read."""
    shown = dict(kept)
    if born := shown.get("birth_date"):
        shown["birth_date"] = short_date(date.fromisoformat(born))
    return [{"label": _(words), "value": shown[name]} for name, words in LABELS.items() if shown.get(name)]
