"""Nhân viên: who works for an organisation. Invited by telephone with a scope and dates, ended at any time."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.catalogue import scopes
from motcua.catalogue.search import Query, search
from motcua.dossiers import session
from motcua.kit import clock
from motcua.kit.dates import parse_date
from motcua.kit.vietnamese import clean
from motcua.kit.words import Invalid
from motcua.people import mandates, staff
from motcua.people.errors import Refused, TooMany
from motcua.people.models import Account, Invitation, Mandate
from motcua.people.parking import parked
from motcua.portal.account import problems, reading, sure
from motcua.portal.account.organisations import managed
from motcua.portal.account.signed_in import me
from motcua.portal.account.signing_in import answered
from motcua.portal.problems import Problem

ALL, CHOSEN = "tat-ca", "chon"
OFFERED = 15
"""Procedures shown for one search."""
FIELDS = ("name", "phone", "from", "to", "scope", "q")


@dataclass(slots=True)
class Reading:
    """`typed` is shown again as it came; the rest is canonical and complete when there is no problem."""

    typed: dict[str, str]
    codes: list[str]
    phone: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    problems: list[Problem] = field(default_factory=list)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Whom, for what, until when; "Tìm thủ tục" only searches, everything typed stays."""
    mine = managed(request, organisation)
    if request.method != "POST":
        kept = parked(request) or {}  # typed before proving oneself
        again = {name: kept.get(name, [""])[-1][:200] for name in FIELDS}
        again["scope"] = again["scope"] or ALL
        return _page(request, mine.organisation, Reading(again, kept.get("codes", [])[: staff.LARGEST_SCOPE]))
    typed = {name: request.POST.get(name, "")[:200] for name in FIELDS}
    codes = list(dict.fromkeys(request.POST.getlist("codes")[: staff.LARGEST_SCOPE]))
    if "search" in request.POST:
        return _page(request, mine.organisation, Reading(typed | {"scope": CHOSEN}, codes))
    read = _read(typed, codes)
    if read.problems:
        return _page(request, mine.organisation, read)
    if first := sure.led_for(request, mine):
        return first
    try:
        staff.invite(
            mine.organisation, read.phone, read.typed["name"], by=me(request), actor=session.actor(request),
            scope=read.codes, valid_from=read.valid_from, valid_to=read.valid_to,
        )  # fmt: skip
    except TooMany as error:
        read.problems.append(Problem("phone", error.message))
        return _page(request, mine.organisation, read, error.wait_seconds)
    except Refused as error:
        read.problems.append(Problem("phone", error.message))
        return _page(request, mine.organisation, read)
    messages.success(request, _("Đã gửi lời mời qua tin nhắn. Người đó đăng nhập rồi bấm đồng ý."))
    return redirect("organisation", organisation)


def _read(typed: dict[str, str], codes: list[str]) -> Reading:
    read = Reading(typed, codes if typed["scope"] == CHOSEN else [])
    if len(clean(typed["name"])) < 2:
        read.problems.append(Problem("name", _("Hãy nhập họ và tên nhân viên.")))
    try:
        read.phone = reading.phone(clean(typed["phone"]))
    except Invalid as error:
        read.problems.append(problems.of("phone", error))
    today = clock.now().date()
    read.valid_from = _day(read, "from") or today
    read.valid_to = _day(read, "to")
    if read.valid_to and read.valid_to < max(read.valid_from, today):
        read.problems.append(Problem("to", _("Ngày kết thúc phải sau ngày bắt đầu và không ở quá khứ.")))
    if typed["scope"] not in (ALL, CHOSEN):
        read.problems.append(Problem("scope", _("Hãy chọn việc được giao.")))
    elif typed["scope"] == CHOSEN and not scopes.known(codes):
        read.problems.append(Problem("q", _("Hãy tìm và chọn ít nhất một thủ tục.")))
    read.codes = scopes.known(read.codes)
    return read


def _day(read: Reading, name: str) -> date | None:
    if not read.typed[name].strip():
        return None
    try:
        return parse_date(read.typed[name])
    except Invalid as error:
        read.problems.append(problems.of(name, error))
        return None


def _page(request: HttpRequest, organisation: Account, read: Reading, wait: int = 0) -> HttpResponse:
    typed = clean(read.typed["q"])
    found = search(_sought(organisation, typed), size=OFFERED).hits if read.typed["scope"] == CHOSEN else []
    chosen = scopes.names(read.codes)
    rows = [{"code": code, "name": name, "ticked": True} for code, name in chosen.items()]
    rows += [{"code": hit.code, "name": hit.name, "ticked": False} for hit in found if hit.code not in chosen]
    context = {
        "one": organisation, "typed": read.typed, "problems": read.problems, "rows": rows, "all": ALL, "chosen": CHOSEN,
        "sought": typed, "nothing": bool(typed) and not found,
    }  # fmt: skip
    return answered(render(request, "portal/organisations/invite.html", context), read.problems, wait)


def _sought(organisation: Account, typed: str) -> Query:
    """What was typed, among everything: records name households and companies in many ways. Without words, its kind."""
    if typed:
        return Query(q=typed)
    other = organisation.organisation_type == Account.OrganisationType.OTHER
    return Query(audience="organisation" if other else "business")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, organisation: UUID, mandate: UUID) -> HttpResponse:
    """One person's work for the organisation: what it covers, and the button that ends it."""
    mine = managed(request, organisation)
    found = staff.mandate_of(mine.organisation, mandate)
    if found is None:
        raise Http404
    last = _last_representative(mine.organisation, found)
    if request.method == "POST" and not last:
        mandates.end(found, actor=session.actor(request))
        messages.success(request, _("Đã chấm dứt. Người này không làm hồ sơ cho tổ chức được nữa."))
        return redirect("organisations") if found.agent_id == me(request).pk else redirect("organisation", organisation)
    context = {"one": mine.organisation, "row": found, "scope": scopes.names(found.scope), "last": last}
    page = render(request, "portal/organisations/end.html", context)
    return answered(page, ["last"] if last and request.method == "POST" else None)


def _last_representative(organisation: Account, mandate: Mandate) -> bool:
    """An organisation keeps somebody who can answer for it."""
    if mandate.ground != Mandate.Ground.REPRESENTATIVE:
        return False
    rest = organisation.agents.filter(state=Mandate.State.ACTIVE, ground=Mandate.Ground.REPRESENTATIVE)
    return not rest.exclude(pk=mandate.pk).exists()


@never_cache
@require_POST
def withdraw(request: HttpRequest, organisation: UUID, invitation: UUID) -> HttpResponse:
    """Take an invitation back."""
    mine = managed(request, organisation)
    found = Invitation.objects.filter(principal=mine.organisation, pk=invitation).first()
    if found is None:
        raise Http404
    staff.withdraw(found, actor=session.actor(request))
    messages.success(request, _("Đã rút lời mời."))
    return redirect("organisation", organisation)
