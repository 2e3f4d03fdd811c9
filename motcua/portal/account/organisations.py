"""Tổ chức: the organisations one works for, what is known of each, and adding one by its tax code."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from motcua.dossiers import session
from motcua.kit import identity
from motcua.kit.vietnamese import clean
from motcua.kit.words import N_, Invalid
from motcua.people import enterprises, mandates, sessions, staff, throttle
from motcua.people import organisations as known
from motcua.people.errors import Refused, TooMany
from motcua.people.models import Account
from motcua.people.organisations import Facts, Mine
from motcua.people.parking import parked
from motcua.portal.account import problems, sure
from motcua.portal.account.signed_in import me
from motcua.portal.account.signing_in import answered
from motcua.portal.problems import Problem

LOOKED_UP = 30
WINDOW = 60 * 60
LONGEST_NAME, LONGEST_ADDRESS = 250, 500
PROOFS = {
    "declared": N_("Bạn tự khai, chưa được xác nhận"),
    "registry": N_("Đã xác nhận theo đăng ký doanh nghiệp"),
    "certificate": N_("Đã xác nhận bằng chứng thư chữ ký số"),
    "officer": N_("Cán bộ đã xác nhận"),
    "e_identity": N_("Đã xác nhận bằng định danh điện tử"),
}


@never_cache
@require_GET
def organisations(request: HttpRequest) -> HttpResponse:
    """The list; who signed in as an organisation sees that one."""
    person = me(request)
    if person.kind == Account.Kind.OFFICER:
        raise Http404
    if person.kind == Account.Kind.ORGANISATION and person.phone is None:
        return redirect("organisation", person.pk)
    return render(request, "portal/organisations/list.html", {"rows": known.of(person.pk)})


def own(request: HttpRequest, organisation: UUID) -> Mine:
    """One's own organisation. Anybody else's does not exist here."""
    found = known.one_of(me(request), organisation)
    if found is None:
        raise Http404
    return found


def managed(request: HttpRequest, organisation: UUID) -> Mine:
    """One's own organisation, as who may add and end staff."""
    found = own(request, organisation)
    if not found.manages:
        raise Http404
    return found


@never_cache
@require_GET
def organisation(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """What is known of it, how surely, and who works for it."""
    mine = own(request, organisation)
    context = {
        "mine": mine, "one": mine.organisation, "proof": _(PROOFS[mine.mandate.proven]), "itself": me(request).pk,
        "staff": staff.of(mine.organisation) if mine.manages else [],
        "invitations": staff.invitations_of(mine.organisation) if mine.manages else [],
        "acting": session.actor(request).on_behalf_of == mine.organisation.pk,
    }  # fmt: skip
    return render(request, "portal/organisations/one.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """First the tax code; then its registered name and address to confirm, or to type when nobody knows them."""
    person = me(request)
    if person.kind != Account.Kind.CITIZEN:
        raise Http404
    if request.method == "POST":
        return sure.led(request, _again(request)) or _added(request, person)
    if not (typed := clean(request.GET.get("ma-so-thue", ""))):
        return _ask_code(request, "", [])
    try:
        code = identity.tax_code(typed)
        found, silent = _looked_up(person, code)
    except Invalid as error:
        return _ask_code(request, typed, [problems.of("ma-so-thue", error)])
    except TooMany as error:
        return _ask_code(request, typed, [Problem("ma-so-thue", error.message)], error.wait_seconds)
    first = {
        "tax_code": code, "name": found.name if found else "", "address": found.address if found else "",
        "sort": found.sort if found else Account.OrganisationType.BUSINESS.value,
    }  # fmt: skip
    kept = parked(request) or {}  # typed before proving oneself
    first |= {name: values[-1] for name, values in kept.items() if name in first}
    return _ask_facts(request, first, [], found is not None, silent)


def _again(request: HttpRequest) -> str:
    """The page of the tax code that was posted."""
    return f"{request.path}?{urlencode({'ma-so-thue': request.POST.get('tax_code', '')[:50]})}"


def _looked_up(person: Account, code: str) -> tuple[enterprises.Enterprise | None, bool]:
    """What the registry says, and whether it was silent; a silent registry stops nobody. Raises `TooMany`."""
    if wait := throttle.hit(f"enterprise:{person.pk}", LOOKED_UP, WINDOW):
        raise TooMany(wait)
    try:
        return enterprises.find(code), False
    except enterprises.Silent:
        return None, True


def _ask_code(request: HttpRequest, typed: str, found: list[Problem], wait: int = 0) -> HttpResponse:
    context = {"typed": typed, "problems": found}
    return answered(render(request, "portal/organisations/tax_code.html", context), found, wait)


def _ask_facts(
    request: HttpRequest, typed: dict[str, str], found: list[Problem], registered: bool, silent: bool, wait: int = 0
) -> HttpResponse:
    sorts = [{"value": value, "text": str(label)} for value, label in Account.OrganisationType.choices]
    context = {
        "typed": typed, "problems": found, "registered": registered, "silent": silent, "sorts": sorts,
    }  # fmt: skip
    return answered(render(request, "portal/organisations/facts.html", context), found, wait)


def _added(request: HttpRequest, person: Account) -> HttpResponse:
    typed = {name: request.POST.get(name, "") for name in ("tax_code", "name", "address", "sort")}
    facts, found = read(typed)
    if facts is None:
        return _ask_facts(request, typed, found, registered=False, silent=False)
    try:
        registered, _silent = _looked_up(person, facts.tax_code)
        mandate = known.add(
            person, facts, actor=session.actor(request), registered=registered, shown=sessions.level(request)
        )
    except TooMany as error:
        return _ask_facts(request, typed, [Problem("tax_code", error.message)], False, False, error.wait_seconds)
    except known.AlreadyHere:
        return taken(request, facts.tax_code)
    except Refused as error:
        return _ask_facts(request, typed, [Problem("tax_code", error.message)], False, False)
    mandates.act_under(request, mandate)
    messages.success(request, _("Đã thêm tổ chức. Từ bây giờ bạn làm việc cho tổ chức này."))
    return redirect("organisation", mandate.principal_id)


def taken(request: HttpRequest, tax_code: str) -> HttpResponse:
    """The tax code has an organisation already: what to do now, and nothing about whose it is."""
    return render(request, "portal/organisations/taken.html", {"tax_code": tax_code}, status=409)


def read(typed: dict[str, str]) -> tuple[Facts | None, list[Problem]]:
    """The facts of an organisation, or what to put right."""
    found: list[Problem] = []
    code = ""
    try:
        code = identity.tax_code(clean(typed["tax_code"]))
    except Invalid as error:
        found.append(problems.of("tax_code", error))
    name, address = clean(typed["name"]), clean(typed["address"])
    if not name:
        found.append(Problem("name", _("Hãy nhập tên tổ chức, doanh nghiệp.")))
    elif len(name) > LONGEST_NAME:
        found.append(Problem("name", _("Tên dài quá. Hãy viết ngắn hơn 250 chữ.")))
    if len(address) > LONGEST_ADDRESS:
        found.append(Problem("address", _("Địa chỉ dài quá. Hãy viết ngắn hơn 500 chữ.")))
    if typed["sort"] not in Account.OrganisationType.values:
        found.append(Problem("sort", _("Hãy chọn loại tổ chức.")))
    return (None, found) if found else (Facts(code, name, typed["sort"], address), [])
