"""Acts of the province: a new procedure, publishing, withdrawing, throwing a draft away."""

from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from pydantic import ValidationError

from motcua.backstage.catalogue import beginnings, evidence, reach, rehearsing
from motcua.backstage.catalogue.problems import Problem
from motcua.catalogue import drafts, publishing
from motcua.catalogue.models import Offering, Procedure
from motcua.catalogue.schema import Content, ProcedureFile
from motcua.dossiers import session
from motcua.dossiers.models import Dossier
from motcua.dossiers.states import FACTS
from motcua.kit import clock, dates
from motcua.kit.vietnamese import clean
from motcua.kit.words import Invalid

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@reach.publisher
def new(request: HttpRequest) -> HttpResponse:
    """Begin a procedure with its code, name and field; everything else is written section by section."""
    text = {name: clean(request.POST.get(name, "")) for name in ("code", "name", "field_name")}
    problems: list[Problem] = []
    if request.method == "POST":
        problems = _new_problems(text)
        if not problems:
            document = ProcedureFile(**text, content=Content())
            actor = session.actor(request)
            with transaction.atomic():
                beginnings.begun(drafts.save(document, by=actor.name).procedure, actor)
            return HttpResponseRedirect(reverse("catalogue_edit", args=[text["code"]]))
    context = {"text": text, "problems": problems}
    return render(request, "backstage/catalogue/new.html", context, status=422 if problems else 200)


def _new_problems(text: dict[str, str]) -> list[Problem]:
    words = {
        "code": _("Mã thủ tục gồm chữ số, chữ in hoa, dấu chấm. Ví dụ 1.001193."),
        "name": _("Hãy ghi tên thủ tục, tối đa 500 ký tự."),
        "field_name": _("Hãy ghi lĩnh vực, tối đa 500 ký tự."),
    }
    try:
        ProcedureFile(**text, content=Content())
    except ValidationError as error:
        broken = {str(one["loc"][0]) for one in error.errors() if one["loc"]}
        return [Problem(name, said) for name, said in words.items() if name in broken]
    if Procedure.objects.filter(code=text["code"]).exists():
        return [Problem("code", _("Mã này đã có trong danh mục. Hãy tìm mã đó rồi sửa."))]
    return []


@never_cache
@require_http_methods(FORM)
@reach.publisher
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """Put the draft in force; the page carries the revision that was read, so that nothing unseen is published.

    `HX-Request` asks for the moving part alone: how far the rehearsal is.
    """
    actor = session.actor(request)
    of = reach.procedure(actor, code)
    draft = drafts.draft_of(of)
    if draft is None:
        return _nothing_to_publish(request, of)
    before = reach.latest(of)
    known = before is None or before.decision != draft.decision  # never the old one unread
    decision = clean(request.POST.get("decision", draft.decision if known else ""))[:500]
    day_known = dates.short_date(draft.decision_date) if draft.decision_date and known else ""
    typed = request.POST.get("decision_date", day_known)
    problems: list[Problem] = []
    if request.method == "POST":
        day, problems = _day(typed)
        if not problems and day:
            draft.revision = _number(request.POST.get("revision", ""))
            try:
                publishing.publish(draft, actor, decision=decision, decision_date=day)
            except publishing.Refused as refused:
                problems = [Problem("decision" if not decision else "", str(refused))]
            else:
                messages.success(request, _("Đã công bố. Người dân thấy phiên bản mới từ bây giờ."))
                return HttpResponseRedirect(reverse("catalogue_procedure", args=[code]))
        draft = drafts.draft_of(of) or draft
    proof = evidence.shown_proof(draft)
    rehearsal = rehearsing.standing(draft, proof)
    if rehearsal and rehearsal.state != "green":  # then nothing is asked that a problem could lead to
        problems = [Problem("", one.message) for one in problems]
    context = {
        "of": of, "draft": draft, "proof": proof, "missing": evidence.missing(proof, code), "decision": decision,
        "decision_date": typed[:40], "problems": problems, "offices": Offering.objects.filter(procedure=of).count(),
        "rehearsal": rehearsal,
    }  # fmt: skip
    if "HX-Request" in request.headers:
        moving = rehearsal is not None and rehearsal.moving
        return render(request, "backstage/catalogue/_publishing.html", context) if moving else _whole_page()
    return render(request, "backstage/catalogue/publish.html", context, status=422 if problems else 200)


def _whole_page() -> HttpResponse:
    """More than the moving part has changed: the browser asks for all of it."""
    return HttpResponse(headers={"HX-Refresh": "true"})


def _nothing_to_publish(request: HttpRequest, of: Procedure) -> HttpResponse:
    if "HX-Request" in request.headers:
        return _whole_page()
    messages.info(request, _("Không có bản nháp nào để công bố. Có thể người khác vừa công bố hoặc bỏ bản nháp."))
    return HttpResponseRedirect(reverse("catalogue_procedure", args=[of.code]))


@require_http_methods(FORM)
@reach.publisher
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take a procedure out of force; the page says how many dossiers go on under it."""
    actor = session.actor(request)
    of = reach.procedure(actor, code)
    if of.current_id is None:
        raise Http404
    text = {name: clean(request.POST.get(name, ""))[:2000] for name in ("decision", "decision_date", "reason")}
    problems: list[Problem] = []
    if request.method == "POST":
        day, problems = _day(text["decision_date"])
        problems += [Problem("decision", _("Hãy ghi số quyết định bãi bỏ."))] if not text["decision"] else []
        problems += [Problem("reason", _("Hãy ghi lý do bãi bỏ."))] if not text["reason"] else []
        if not problems and day:
            try:
                publishing.withdraw(
                    of, actor, decision=text["decision"][:500], decision_date=day, reason=text["reason"]
                )
            except publishing.Refused as refused:
                problems = [Problem("", str(refused))]
            else:
                messages.success(request, _("Đã bãi bỏ. Hồ sơ đang giải quyết vẫn được làm đến cùng."))
                return HttpResponseRedirect(reverse("catalogue_procedure", args=[code]))
    context = {
        "of": of, "running": running(of), "offices": Offering.objects.filter(procedure=of).count(), "text": text,
        "problems": problems,
    }  # fmt: skip
    return render(request, "backstage/catalogue/withdraw.html", context, status=422 if problems else 200)


def running(of: Procedure) -> int:
    """Dossiers of any version that were handed in and not ended."""
    over = [state.value for state, facts in FACTS.items() if facts.terminal or facts.group == "draft"]
    return Dossier.objects.filter(version__procedure=of).exclude(state__in=over).count()


@require_http_methods(FORM)
@reach.publisher
def discard(request: HttpRequest, code: str) -> HttpResponse:
    """Throw the draft away, after asking; not one that somebody saved after the question was read."""
    of = reach.procedure(session.actor(request), code)
    draft = drafts.draft_of(of)
    if draft is None:
        return _nothing_to_publish(request, of)
    problems: list[Problem] = []
    if request.method == "POST":
        if draft.revision == _number(request.POST.get("revision", "")):
            gone = beginnings.discard(of)
            messages.success(request, _("Đã bỏ bản nháp."))
            back = reverse("catalogue_list") if gone else reverse("catalogue_procedure", args=[code])
            return HttpResponseRedirect(back)
        problems = [Problem("", _("Bản nháp vừa được người khác sửa. Hãy xem lại trước khi bỏ."))]
    context = {"of": of, "draft": draft, "problems": problems, "goes": beginnings.goes_with_draft(of)}
    return render(request, "backstage/catalogue/discard.html", context, status=422 if problems else 200)


def _day(text: str) -> tuple[date | None, list[Problem]]:
    """The day of a decision: needed, readable, not after today."""
    if not text.strip():
        return None, [Problem("decision_date", _("Hãy ghi ngày quyết định, ví dụ 23/11/2026."))]
    try:
        found = dates.parse_date(text)
    except Invalid as invalid:
        return None, [Problem("decision_date", _(invalid.message))]
    if found > clock.now().date():
        return None, [Problem("decision_date", _("Ngày quyết định ở sau hôm nay. Hãy xem lại."))]
    return found, []


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1
