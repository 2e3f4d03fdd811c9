"""A dossier typed at the counter: what is still to do, each thing on a short page, then handed in for who came."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.catalogue import api as catalogue
from motcua.catalogue.models import Procedure
from motcua.catalogue.versions import versions
from motcua.counter import held, outcomes, words
from motcua.counter.direct import confirming, opening
from motcua.dossiers import completeness, direct, drafting, lifecycle, renewing, session
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.actions.submit import Incomplete, Submit
from motcua.dossiers.completeness import Task
from motcua.dossiers.filling import contact, tasks
from motcua.dossiers.models import Dossier
from motcua.kit.references import normal_code
from motcua.kit.vietnamese import clean

LONGEST = 200


@opening.for_clerks
@require_http_methods(["GET", "POST"])
def unfinished(request: HttpRequest) -> HttpResponse:
    """Drafts begun at this counter, newest first; POST begins an empty one, or offers what the words may mean."""
    actor, problems, typed, choices = session.actor(request), [], "", []
    if request.method == "POST":
        typed = clean(request.POST.get("code", "")[:LONGEST])
        try:
            if not typed:
                raise Refused(_("Hãy gõ tên hoặc mã thủ tục trước khi bấm “Nhập tờ khai”."))
            draft = direct.begin(actor, catalogue.published(normal_code(typed)))
            return HttpResponseRedirect(reverse("direct_draft", args=[draft.id]))
        except Procedure.DoesNotExist:
            choices = direct.named(actor, typed)
            if not choices:
                told = _("Không có thủ tục mang mã này hay tên này ở đây. Hãy gõ tên ngắn hơn, ví dụ: khai sinh.")
                problems = [{"field": "code", "message": told}]
        except Refused as refused:
            problems = [{"field": "code", "message": str(refused)}]
    after = request.GET.get("sau", "")
    page = direct.unfinished(actor, _uuid(after))
    named = versions({row.version_id for row in page.rows})
    rows = [(row, named[row.version_id].name) for row in page.rows]
    context = {
        "rows": rows, "next_key": page.next_key, "first": not after, "problems": problems, "typed": typed,
        "choices": choices,
    }  # fmt: skip
    return render(request, "counter/direct/unfinished.html", context, status=422 if problems else 200)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def around(dossier: Dossier) -> dict[str, Any]:
    """What every page about one draft shows."""
    return {"dossier": dossier, "procedure": catalogue.version(dossier.version_id).name}


def address(dossier: Dossier, task: Task) -> str:
    """Where a task is done: the applicant, the way of receiving and the office are one page here."""
    if task.kind in ("contact", "delivery", "agency"):
        return reverse("direct_applicant", args=[dossier.id])
    return reverse(f"direct_{task.kind}", args=[dossier.id, task.key])


def onward(dossier: Dossier, kind: str, key: str = "") -> HttpResponse:
    """To the next thing that is missing, or back to the list when nothing is."""
    found = tasks.following(dossier, kind, key, address)
    return HttpResponseRedirect(found or reverse("direct_draft", args=[dossier.id]))


@opening.for_clerks
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, id: UUID) -> HttpResponse:
    """What is still to do; POST hands the dossier in, once the clerk has seen who it is."""
    dossier, actor = opening.draft(request, id)
    problems: list[dict[str, str]] = []
    if request.method == "POST":
        said, problems = confirming.read(request, dossier)
        if not problems:
            try:
                done = Submit(dossier.id, actor, confirmed=said).perform()
                messages.success(request, outcomes.told(done, "submit"))
                return HttpResponseRedirect(reverse("desk", args=[dossier.id]))
            except lifecycle.NotAllowed:  # a second click: the first one has handed it in
                return HttpResponseRedirect(reverse("desk", args=[dossier.id]))
            except Incomplete as refused:
                problems = [{"field": "", "message": f"{task.title}: {task.missing}"} for task in refused.tasks]
            except Refused as refused:
                problems = [{"field": "", "message": str(refused)}]
    found = completeness.tasks(dossier, completeness.given(dossier))
    wanted = [task for task in found if not task.optional]
    complete = all(task.done for task in found)
    context = around(dossier) | {
        "printed": held.sheets_of(dossier, "direct_declaration") if complete else [],
        "groups": tasks.grouped(dossier, [task for task in found if task.kind != "agency"], address),
        "complete": complete, "done": sum(task.done for task in wanted), "total": len(wanted),
        "delivery": words.delivery(dossier.delivery_method), "problems": problems,
        "outdated": renewing.newer(dossier) is not None,
    }  # fmt: skip
    return render(request, "counter/direct/draft.html", context, status=422 if problems else 200)


@opening.for_clerks
@require_http_methods(["GET", "POST"])
def applicant(request: HttpRequest, id: UUID) -> HttpResponse:
    """The person who came: name, phone, and how the result is received."""
    dossier, actor = opening.draft(request, id)
    ways = catalogue.version(dossier.version_id).delivery_methods
    typed, problems, method = drafting.contact_of(dossier), [], dossier.delivery_method
    if request.method == "POST":
        typed = contact.cleaned(**{key: request.POST.get(key, "") for key in typed})
        values, told = contact.read(typed, phone_needed=False)
        method = request.POST.get("method", "")
        if method not in ways:
            told.append(("method", _("Hãy chọn một cách nhận kết quả.")))
        problems = [{"field": field, "message": message} for field, message in told]
        if not problems:
            drafting.set_contact(dossier.id, actor, **values)
            drafting.set_delivery(dossier.id, actor, method)
            return onward(dossier, "delivery")
    context = around(dossier) | {
        "typed": typed, "problems": problems, "method": method,
        "ways": [{"value": way, "text": words.delivery(way)} for way in ways],
    }  # fmt: skip
    return render(request, "counter/direct/applicant.html", context, status=422 if problems else 200)


@opening.for_clerks
@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, id: UUID) -> HttpResponse:
    """Throw the draft away, after asking once."""
    dossier, actor = opening.draft(request, id)
    if request.method == "POST":
        drafting.discard(dossier.id, actor)
        messages.success(request, _("Đã xóa bản nhập dở."))
        return HttpResponseRedirect(reverse("direct_drafts"))
    return render(request, "counter/direct/discard.html", around(dossier))
