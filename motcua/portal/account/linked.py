"""Accounts elsewhere that open this one: what each told, one more, one less; and two accounts made one."""

import time
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.kit.words import Invalid
from motcua.people import api as people
from motcua.people import merging, otp, parking
from motcua.people.errors import Refused, TooMany
from motcua.people.models import Account
from motcua.people.organisations import ELECTRONIC_IDENTITY
from motcua.people.sessions import actor_of
from motcua.people.sso import linking, registry
from motcua.portal.account import joining, problems, reading, roads, signing_in, steps, sure
from motcua.portal.account.signed_in import me
from motcua.portal.addresses import ip_of
from motcua.portal.problems import Problem
from motcua.vault import api as vault

MERGE = "merge"
"""Purpose of the codes that prove the other account, and the session key of that proof."""
SECONDS = 10 * 60


@never_cache
@require_safe
def identities(request: HttpRequest) -> HttpResponse:
    """The page: each linked account with what it told, and those that can be added."""
    user = me(request)
    found = linking.identities(user)
    here = reverse("identities")
    have = {one.provider for one in found}
    officer = user.kind == Account.Kind.OFFICER
    more = [] if officer else [name for name in registry.offered() if name not in have]
    context = {
        "found": [
            {
                "id": one.pk, "provider": _(roads.LABELS.get(one.provider, one.provider)),
                "rows": joining.rows(one.told), "linked_at": one.linked_at, "used_at": one.used_at,
            }
            for one in found
        ],
        "more": [{"label": _(roads.LABELS[name]), "href": roads.start_of(name, here)} for name in more],
        "may_merge": user.kind == Account.Kind.CITIZEN,
        "officer": officer,
    }  # fmt: skip
    return render(request, "portal/account/sso_linked.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sure.fully
def unlink(request: HttpRequest, identity: UUID) -> HttpResponse:
    """Ask once, then the account elsewhere opens this one no longer."""
    user = me(request)
    found = user.identities.filter(pk=identity).first()
    if found is None or user.kind == Account.Kind.OFFICER:
        raise Http404
    found_problems: list[Problem] = []
    if request.method == "POST":
        try:
            linking.unlink(user, identity, actor_of(user))
            vault.drop_identity(found, actor_of(user))
        except Refused as error:
            found_problems = [Problem("", error.message)]
        else:
            messages.success(request, _("Đã bỏ liên kết."))
            return redirect("identities")
    context = {
        "provider": _(roads.LABELS.get(found.provider, found.provider)),
        "level": user.assurance,
        "left": linking.level_left(user, without=found.pk),
        "problems": found_problems,
    }
    return signing_in.answered(render(request, "portal/account/sso_unlink.html", context), found_problems)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sure.fully
def merge(request: HttpRequest) -> HttpResponse:
    """Another account of the same person, proven by a code to its telephone, becomes part of this one."""
    user = me(request)
    if user.kind != Account.Kind.CITIZEN:
        raise Http404
    proof = steps.recall(request, MERGE)
    if proof and proof["until"] < time.time():
        steps.forget(request, MERGE)
        proof = None
    try:
        if request.method == "POST":
            return _step(request, user, proof or {})
    except Invalid as error:
        return _ask(request, proof, [problems.of("phone", error)])
    except TooMany as error:
        return _ask(request, proof, [Problem("phone", error.message)], error.wait_seconds)
    except Refused as error:
        return _ask(request, proof, [Problem("code" if proof else "phone", error.message)])
    if "khac" in request.GET:
        steps.forget(request, MERGE)
        proof = None
    return _ask(request, proof, [])


def _step(request: HttpRequest, user: Account, proof: dict[str, object]) -> HttpResponse:
    """One of: the number, the code sent to it, the yes."""
    if "phone" in request.POST:
        phone = reading.phone(request.POST["phone"])
        if phone == user.phone:
            raise linking.NotPossible(_("Đây là số của chính tài khoản này. Hãy nhập số của tài khoản kia."))
        otp.request(phone, MERGE, ip_of(request))
        _remember(request, phone, proven=False)
    elif "code" in request.POST and proof:
        phone = str(proof["phone"])
        otp.confirm(phone, MERGE, request.POST["code"], ip_of(request))
        other = people.find(phone)
        if other is None:
            steps.forget(request, MERGE)
            raise linking.NotPossible(_("Số này chưa có tài khoản nên không có gì để gộp."))
        _provable(user, other)
        _remember(request, phone, proven=True)
    elif "yes" in request.POST and proof and proof["proven"]:
        other = people.find(str(proof["phone"]))
        steps.forget(request, MERGE)
        if other is not None:
            _provable(user, other)
            merging.merge(user, other, actor=actor_of(user))
            messages.success(request, _("Đã gộp hai tài khoản. Hồ sơ và giấy tờ của bạn nằm ở một nơi."))
        return redirect("identities")
    return redirect("account_merge")


def _provable(user: Account, other: Account) -> None:
    """Whether a code to its telephone is proof enough of the other account; raises `NotPossible`."""
    merging.possible(user, other)
    if other.assurance >= ELECTRONIC_IDENTITY:
        raise linking.NotPossible(
            _(
                "Tài khoản kia đã được xác nhận danh tính, mã tin nhắn chưa đủ để gộp. "
                "Hãy mở mục Tài khoản liên kết và đăng nhập bằng tài khoản định danh của tài khoản kia."
            )
        )


def _remember(request: HttpRequest, phone: str, proven: bool) -> None:
    steps.remember(request, MERGE, {"phone": phone, "proven": proven, "until": int(time.time()) + SECONDS})


def _ask(request: HttpRequest, proof: dict[str, object] | None, found: list[Problem], wait: int = 0) -> HttpResponse:
    other = people.find(str(proof["phone"])) if proof and proof["proven"] else None
    context = {
        "phone": str(proof["phone"]) if proof else parking.words(request).get("phone", ""),
        "step": "yes" if other else "code" if proof else "phone",
        "other": other,
        "me": me(request),
        "minutes": otp.MINUTES,
        "problems": found,
    }
    return signing_in.answered(render(request, "portal/account/sso_merge.html", context), found, wait)
