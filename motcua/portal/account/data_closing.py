"""Đóng tài khoản: first what goes and what stays, then a code to the telephone, then it is done."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.dossiers import drafting
from motcua.dossiers.models import Dossier
from motcua.people import closing, otp, sessions
from motcua.people.errors import Refused, TooMany
from motcua.people.models import Account, Mandate
from motcua.people.sessions import actor_of
from motcua.portal.account import data_packing, signing_in, sure
from motcua.portal.account.signed_in import me
from motcua.portal.addresses import ip_of
from motcua.portal.problems import Problem
from motcua.vault import api as vault

SHOWN = 20
"""Running dossiers shown with their codes."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sure.fully
def explain(request: HttpRequest) -> HttpResponse:
    """What goes, what the law keeps, what is running; POST sends the code."""
    user = _person(request)
    problems = _hindrances(user)
    if request.method == "POST" and not problems:
        assert user.phone is not None
        try:
            otp.request(user.phone, closing.CODE, ip_of(request))
        except TooMany as error:
            problems = [Problem("", error.message)]
            return signing_in.answered(_explained(request, user, problems), problems, error.wait_seconds)
        return HttpResponseRedirect(reverse("data_close_confirm"))
    return signing_in.answered(_explained(request, user, problems), problems if request.method == "POST" else None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sure.fully
def confirm(request: HttpRequest) -> HttpResponse:
    """The code, and then it is closed."""
    user = _person(request)
    if _hindrances(user):
        return HttpResponseRedirect(reverse("data_close"))
    assert user.phone is not None
    if request.method != "POST":
        return _asked(request, user, [])
    try:
        otp.confirm(user.phone, closing.CODE, request.POST.get("code", ""), ip_of(request))
    except Refused as error:
        problems = [Problem("code", error.message)]
        wait = error.wait_seconds if isinstance(error, TooMany) else 0
        return signing_in.answered(_asked(request, user, problems), problems, wait)
    _close(user)
    sessions.close_session(request)
    messages.success(request, _("Đã đóng tài khoản. Hồ sơ đã nộp vẫn tra cứu được bằng mã hồ sơ và mã tra cứu."))
    return HttpResponseRedirect(reverse("home"))


def _person(request: HttpRequest) -> Account:
    """Whoever signed in; an officer's account is the office's and is not closed here."""
    user = me(request)
    if user.kind == Account.Kind.OFFICER:
        raise Http404
    return user


def _hindrances(user: Account) -> list[Problem]:
    """What must be settled first, each with what to do."""
    found = []
    if not user.phone:
        found.append(Problem("", _("Tài khoản chưa có số điện thoại để nhận mã. Hãy thêm số điện thoại trước.")))
    if Dossier.objects.filter(owner=user, state="draft").exclude(submission_code=None).exists():
        told = _("Bạn đang sửa lại một hồ sơ đã nộp. Hãy nộp lại hoặc rút hồ sơ đó trước.")
        found.append(Problem("", told))
    return found


@transaction.atomic
def _close(user: Account) -> None:
    """All in one: drafts, store, archive, the account; dossiers handed in stay with the office, under their code."""
    actor = actor_of(user)
    drafts = list(Dossier.objects.filter(owner=user, state="draft").values_list("id", flat=True))
    for draft in drafts:
        drafting.discard(draft, actor)
    Dossier.objects.filter(owner=user).update(owner=None)
    vault.forget(user.pk, actor)
    data_packing.drop(user.pk)
    closing.close(user, actor=actor, drafts=len(drafts))


def _explained(request: HttpRequest, user: Account, problems: list[Problem]) -> HttpResponse:
    running = Dossier.objects.filter(owner=user, ended_at=None).exclude(state="draft").order_by("-id")
    context: dict[str, Any] = {
        "problems": problems,
        "drafts": Dossier.objects.filter(owner=user, state="draft").count(),
        "running": list(running.only("id", "code", "submission_code")[:SHOWN]),
        "papers": vault.room(user.pk).items,
        "represents": user.principals.filter(ground=Mandate.Ground.REPRESENTATIVE, state="active").exists(),
    }
    return render(request, "portal/account/data/close.html", context)


def _asked(request: HttpRequest, user: Account, problems: list[Problem]) -> HttpResponse:
    context = {"phone": user.phone, "minutes": otp.MINUTES, "problems": problems}
    return render(request, "portal/account/data/close_code.html", context)
