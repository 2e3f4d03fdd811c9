"""Step 3 as a list of tasks: each is one short page, done in any order, saved at once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.agencies.models import Agency
from motcua.catalogue import api as catalogue
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.dossiers import completeness, drafting, policy, queries, session
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.filling import contact as said
from motcua.dossiers.filling import tasks as filling
from motcua.dossiers.models import Dossier
from motcua.kit.vietnamese import clean
from motcua.people import sessions, throttle
from motcua.people.errors import TooMany
from motcua.portal import own, words
from motcua.portal.addresses import ip_of
from motcua.portal.fill import drafts, offices
from motcua.portal.problems import Problem
from motcua.portal.procedure.papers import usual

BEGUN_PER_ADDRESS = 200
"""Drafts without an account an hour: enough for the machines of a whole office, too few to fill a disk."""
WINDOW = 60 * 60
LONGEST_PLACE = 200


@own.page
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Before starting: continue a draft, or begin a new one at the chosen office."""
    try:
        version = catalogue.published(code)
    except Procedure.DoesNotExist as error:
        raise Http404 from error
    actor = session.actor(request)
    chosen = offices.chosen(version.procedure, _wanted(request))
    if request.method == "POST":
        return begin(request, version, chosen)
    context = {
        "version": version, "agency": chosen,
        "components": [(one.name, usual(one.must, one.when)) for one in catalogue.components(version.id)],
        "draft": queries.draft_of(actor, version.procedure_id),
        "signed_in": actor.account is not None,
    }  # fmt: skip
    return render(request, "portal/fill/start.html", context)


def begin(request: HttpRequest, version: ProcedureVersion, agency: Agency | None, **more: Any) -> HttpResponse:
    """A new draft of whoever asks, and on to its task list. Raises `TooMany`."""
    account = session.party_account(request)
    if account is None and (wait := throttle.hit(f"begin-from:{ip_of(request)}", BEGUN_PER_ADDRESS, WINDOW)):
        raise TooMany(wait)
    language = get_language() or "vi"
    try:
        draft = drafting.start(
            version, session.actor(request), agency=agency, account=account, language=language, **more
        )
    except Refused as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("my_dossiers"))
    if account is None:
        sessions.hold(request, draft.id)
    return HttpResponseRedirect(drafts.address(draft))


def _wanted(request: HttpRequest) -> str:
    return request.POST.get("agency") or request.GET.get("co-quan") or ""


@own.page
def draft(request: HttpRequest, code: str, id: UUID) -> HttpResponse:
    """The task list."""
    dossier, actor = drafts.opened(request, code, id)
    found = completeness.tasks(dossier, completeness.given(dossier))
    listed = filling.grouped(dossier, found, address_of)
    complete = all(task.done for task in found)
    review = drafts.address(dossier, "draft_review") if complete and policy.is_applicant(actor, dossier) else None
    printed = dossier.channel == "paper"
    last = _("Kiểm tra và in tờ khai") if printed else _("Kiểm tra và nộp hồ sơ")
    listed.append(
        {
            "title": _("Kiểm tra và in") if printed else _("Kiểm tra và nộp"),
            "items": [{"title": last, "href": review, "state": "todo" if complete else "blocked"}],
        }
    )
    asked = [task for task in found if not task.optional]
    done = sum(task.done for task in asked)
    context = {
        "groups": listed,
        "done": done,
        "total": len(asked),
        "complete": complete,
        "review": review,
        "last": last,
        "printed": printed,
        "own": policy.is_applicant(actor, dossier),
        "may_invite": policy.may_invite(actor, dossier),
        "renew": drafts.renew_address(dossier),
    }
    return render(request, "portal/fill/tasks.html", {**drafts.surroundings(dossier), **context})


def address_of(dossier: Dossier, task: completeness.Task) -> str:
    """Where a task is done."""
    more = (task.key,) if task.key else ()
    return drafts.address(dossier, f"draft_{task.kind}", *more)


@own.page
@require_http_methods(["GET", "POST"])
def agency(request: HttpRequest, code: str, id: UUID) -> HttpResponse:
    """Cơ quan giải quyết hồ sơ: where one lives or where it happened, changeable until submission.

    Of more than 30 offices one types the place (`?noi=`) and chooses among those it means.
    """
    dossier, actor = drafts.opened(request, code, id)
    procedure = catalogue.version(dossier.version_id).procedure
    listed, many = offices.first(procedure)
    typed = clean(request.GET.get("noi", ""))[:LONGEST_PLACE]
    said = ""
    if many:
        listed, said = offices.meant(procedure, typed) if typed else ([], "")
    problems: list[Problem] = []
    if request.method == "POST":
        chosen = offices.chosen(procedure, request.POST.get("agency", ""))
        if chosen is not None:
            drafting.choose_agency(dossier.id, actor, chosen)
            return _next(dossier, "agency")
        problems = [Problem("agency" if listed else "noi", _("Hãy chọn một cơ quan trong danh sách."))]
    context = {
        **drafts.surroundings(dossier), "agencies": listed, "many": many, "typed": typed, "said": said,
        "problems": problems,
    }  # fmt: skip
    return render(request, "portal/fill/agency.html", context)


@own.page
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, code: str, id: UUID) -> HttpResponse:
    """Thông tin người nộp: who hands the dossier in, and where its messages go."""
    dossier, actor = drafts.opened(request, code, id)
    if not policy.may_discard(actor, dossier):
        messages.error(request, _("Chỉ người nộp đổi được thông tin người nộp."))
        return HttpResponseRedirect(drafts.address(dossier))
    typed = drafting.contact_of(dossier)
    problems: list[Problem] = []
    kept = {} if request.method == "POST" else own.parked(request)
    if request.method == "POST" or kept:
        given = {key: values[-1] for key, values in kept.items()} if kept else request.POST
        typed = said.cleaned(**{key: given.get(key, "") for key in typed})
        values, found = said.read(typed)
        problems = [Problem(field, message) for field, message in found]
        if request.method == "POST" and not problems:
            drafting.set_contact(dossier.id, actor, **values)
            return _next(dossier, "contact")
    context = {**drafts.surroundings(dossier), "typed": typed, "problems": problems}
    return render(request, "portal/fill/contact.html", context)


@own.page
@require_http_methods(["GET", "POST"])
def delivery(request: HttpRequest, code: str, id: UUID) -> HttpResponse:
    """Hình thức nhận kết quả: only the ways that work for this procedure."""
    dossier, actor = drafts.opened(request, code, id)
    offered = catalogue.version(dossier.version_id).delivery_methods
    problems: list[Problem] = []
    if request.method == "POST":
        method = request.POST.get("method", "")
        if method in offered:
            drafting.set_delivery(dossier.id, actor, method)
            return _next(dossier, "delivery")
        problems = [Problem("method", _("Hãy chọn một cách nhận kết quả."))]
    ways = [{"value": key, "text": words.delivery(key), "hint": {"text": words.delivery_hint(key)}} for key in offered]
    context = {**drafts.surroundings(dossier), "ways": ways, "problems": problems}
    return render(request, "portal/fill/delivery.html", context)


def _next(dossier: Dossier, kind: str, key: str = "") -> HttpResponse:
    """On to the first unfinished task after this one, else to the review."""
    return HttpResponseRedirect(following(dossier, kind, key))


def following(dossier: Dossier, kind: str, key: str = "") -> str:
    """Where "Tiếp tục" leads: the next task that still lacks something, or the review when none does."""
    return filling.following(dossier, kind, key, address_of) or drafts.address(dossier, "draft_review")


@own.page
@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, code: str, id: UUID) -> HttpResponse:
    """Throw the draft away, after asking once."""
    dossier, actor = drafts.opened(request, code, id)
    if not policy.may_discard(actor, dossier):
        raise policy.Forbidden("draft")
    if dossier.submission_code:  # it has a history: it is withdrawn, never deleted
        return HttpResponseRedirect(reverse("dossier_act", args=[dossier.id, "take-back"]))
    if request.method == "POST":
        drafting.discard(dossier.id, actor)
        messages.success(request, _("Đã xóa bản nháp."))
        return HttpResponseRedirect(reverse("my_dossiers"))
    return render(request, "portal/fill/discard.html", drafts.surroundings(dossier))
