"""Ủy quyền: whom I let do my dossiers, for which procedures and until when; and whose I may do."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.catalogue import scopes
from motcua.dossiers import session
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.dates import parse_date
from motcua.kit.identity import Invalid as BadNumber
from motcua.kit.identity import phone as read_phone
from motcua.kit.vietnamese import clean
from motcua.kit.words import Invalid
from motcua.people import authorising, mandates, staff
from motcua.people.models import Account
from motcua.people.parking import parked
from motcua.portal import own
from motcua.portal.account import sure
from motcua.portal.account.signed_in import me
from motcua.portal.problems import Problem

FIELDS = ("name", "phone", "to", "q")
ALL = "tat-ca"


@dataclass(slots=True)
class Reading:
    """What was typed, and what it means where nothing is wrong with it."""

    typed: dict[str, str]
    codes: list[str]
    every: bool = False
    phone: str = ""
    until: date | None = None
    problems: list[Problem] = field(default_factory=list)


@own.page
@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Given, offered and received ones; POST gives one, ends one or takes an offer back."""
    person = me(request)
    if person.kind != Account.Kind.CITIZEN:
        return HttpResponseRedirect(reverse("account"))
    kept = parked(request) or {}  # typed before proving oneself
    read = _typed({name: kept.get(name, [""])[-1] for name in FIELDS}, kept.get("codes", []))
    if request.method == "POST":
        if "end" in request.POST or "withdraw" in request.POST:
            _end(request, person, session.own_actor(request))
            return HttpResponseRedirect(request.path)
        read = _read(request)
        if "search" not in request.POST and not read.problems and read.until is not None:
            if first := sure.led(request):
                return first
            try:
                authorising.offer(
                    person, read.phone, read.typed["name"], actor=session.own_actor(request), scope=read.codes,
                    valid_to=read.until,
                )  # fmt: skip
                messages.success(request, _("Đã gửi tin nhắn. Người đó đăng nhập bằng số này rồi bấm đồng ý."))
                return HttpResponseRedirect(request.path)
            except mandates.NotPossible as refused:
                read.problems.append(Problem("phone", refused.message))
    return _shown(request, person, read)


def _typed(typed: dict[str, str], codes: list[str]) -> Reading:
    every = ALL in codes
    return Reading({key: clean(text)[:150] for key, text in typed.items()}, [] if every else scopes.known(codes), every)


def _read(request: HttpRequest) -> Reading:
    read = _typed({key: request.POST.get(key, "") for key in FIELDS}, request.POST.getlist("codes"))
    typed = read.typed
    if "search" in request.POST:
        return read
    if len(typed["name"]) < 2:
        read.problems.append(Problem("name", _("Hãy điền họ và tên người được ủy quyền.")))
    try:
        read.phone = read_phone(typed["phone"])
    except BadNumber as error:
        read.problems.append(Problem("phone", _(error.message) % error.params))
    try:
        read.until = parse_date(typed["to"])
    except Invalid as error:
        read.problems.append(Problem("to", _(error.message) % error.params))
    today = clock.now().date()
    if read.until and not today <= read.until <= today.replace(day=1, year=today.year + authorising.LONGEST_YEARS):
        told = _("Ngày kết thúc từ hôm nay trở đi, nhiều nhất %(years)s năm.") % {"years": authorising.LONGEST_YEARS}
        read.problems.append(Problem("to", told))
    if not (read.every or read.codes):
        read.problems.append(Problem("q", _("Hãy tìm và chọn ít nhất một thủ tục, hoặc chọn mọi thủ tục.")))
    return read


def _end(request: HttpRequest, person: Account, actor: Actor) -> None:
    wanted = _uuid(request.POST.get("end") or request.POST.get("withdraw") or "")
    for one in [*authorising.given(person), *authorising.received(person)]:
        if "end" in request.POST and one.pk == wanted:
            mandates.end(one, actor=actor)
            messages.success(request, _("Đã chấm dứt ủy quyền. Hồ sơ đã nộp vẫn còn."))
    for offer in authorising.offered(person):
        if "withdraw" in request.POST and offer.pk == wanted:
            staff.withdraw(offer, actor=actor)
            messages.success(request, _("Đã rút lời mời."))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _shown(request: HttpRequest, person: Account, read: Reading) -> HttpResponse:
    given, received, offered = (
        authorising.given(person), authorising.received(person), authorising.offered(person)
    )  # fmt: skip
    scoped = [*(one.scope for one in given), *(one.scope for one in received), *(one.scope for one in offered)]
    codes = [code for scope in scoped for code in scope]
    names, rows = scopes.names(codes), scopes.choices(read.codes, read.typed["q"])
    context = {
        "given": given, "received": received, "offered": offered, "names": names, "rows": rows, "typed": read.typed,
        "problems": read.problems, "every": read.every, "all": ALL,
    }  # fmt: skip
    return render(request, "portal/together/authorisations.html", context, status=422 if read.problems else 200)
