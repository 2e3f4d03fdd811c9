"""Xác nhận danh tính: the roads to a higher level, and back to where the person was with nothing lost."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from motcua.dossiers import session
from motcua.kit.words import N_
from motcua.people import sessions
from motcua.people.models import Account
from motcua.people.organisations import SIGNATURE
from motcua.portal.account import hub, steps

OWN = "toi"
"""Query key: it is about the person's own account, whomever this session works for just now."""


@dataclass(frozen=True, slots=True)
class Road:
    """A way to prove oneself: the level it gives, its words, the address where it begins."""

    level: int
    title: str
    sentence: str
    address: str
    parts: tuple[str, ...] = ()


ROADS: list[Road] = [
    Road(
        2, N_("Tài khoản định danh điện tử cấp bởi Bộ Công an"),
        N_("Dùng tài khoản VNeID của bạn. Chỉ mất một phút."), "sso_start", ("vneid",),
    ),
    Road(
        3, N_("Chứng thư chữ ký số"),
        N_("Dùng chữ ký số của bạn hoặc của tổ chức bạn làm việc."), "certificate_sign_in",
    ),
]  # fmt: skip
"""From the easiest to the strongest. A road whose address this installation does not have is not offered."""


@never_cache
@require_GET
def step_up(request: HttpRequest) -> HttpResponse:
    """Offer every road that leads higher than where the person stands, carrying the address to come back to."""
    own = OWN in request.GET and request.user.is_authenticated
    wanted = steps.wanted(request)
    level = sessions.level(request) if own else session.actor(request).assurance
    needed = request.GET.get("muc", "")
    least = int(needed) if needed in ("1", "2", "3") else level + 1
    lacking = "" if own else _unproven_organisation(request, least)
    roads = [
        {"title": _(road.title), "sentence": _(road.sentence), "href": found}
        for road in ROADS
        if road.level >= least and (found := _begins(road, wanted)) and not (lacking and road.level < SIGNATURE)
    ]
    context = {
        "roads": roads, "back": wanted, "now": _(hub.level_of(level).title), "enough": level >= least,
        "needed": _(hub.level_of(least).title), "organisation": lacking,
    }  # fmt: skip
    return render(request, "portal/account/step_up.html", context)


def _unproven_organisation(request: HttpRequest, least: int) -> str:
    """The organisation somebody works for when it is not known surely enough itself: only its certificate helps."""
    principal = session.party_account(request) if session.actor(request).on_behalf_of else None
    if principal is None or principal.kind != Account.Kind.ORGANISATION or principal.assurance >= least:
        return ""
    return principal.display_name


def address(level: int, back: str, *, own: bool = False) -> str:
    """Where to send somebody who needs `level` and comes back to `back`; `own`: for their own account's sake."""
    query = {"muc": str(level), "next": back} | ({OWN: "1"} if own else {})
    return f"{reverse('step_up')}?{urlencode(query)}"


def _begins(road: Road, wanted: str) -> str:
    try:
        start = reverse(road.address, args=road.parts)
    except NoReverseMatch:
        return ""
    return f"{start}?{urlencode({'next': wanted})}" if wanted else start
