"""Bổ sung hồ sơ: exactly what was asked can be corrected, the rest is locked; sent when all is answered."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.agencies import api as agencies
from motcua.agencies.places import Places
from motcua.catalogue import api as catalogue
from motcua.dossiers import completeness, lifecycle, supplements
from motcua.dossiers.actions import REGISTRY
from motcua.dossiers.actions.answering import patched, unanswered
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.filling.sections import posted
from motcua.dossiers.models import Dossier, Paper, SupplementRequest
from motcua.files import api as files
from motcua.forms import engine
from motcua.forms.render import RenderContext
from motcua.forms.render import section as render_section
from motcua.kit.actor import Actor
from motcua.people import parking
from motcua.portal import own
from motcua.portal.fill.papers import as_uuid, limit_sentence, shown
from motcua.portal.problems import Problem


def _opened(request: HttpRequest, id: UUID) -> tuple[Dossier, Actor, SupplementRequest]:
    dossier, actor = own.dossier(request, id)
    found = supplements.open_request(dossier)
    if found is None or not supplements.may_answer(actor, dossier):
        raise own.Elsewhere(HttpResponseRedirect(reverse("dossier", args=[dossier.id])))
    return dossier, actor, found


@own.page
@require_http_methods(["GET", "POST"])
def supplement(request: HttpRequest, id: UUID) -> HttpResponse:
    """What to complete, why, on what basis, until when; POST sends it all."""
    dossier, actor, found = _opened(request, id)
    problems: list[Problem] = []
    if request.method == "POST":
        name = "answer_supplement" if dossier.state == "merit_supplement" else "answer_intake_supplement"
        try:
            REGISTRY[name](dossier.id, actor).perform()
        except lifecycle.NotAllowed:
            return HttpResponseRedirect(reverse("dossier", args=[dossier.id]))
        except Refused as error:
            problems = [Problem("", str(error))]
        else:
            messages.success(request, _("Đã gửi phần bổ sung. Cơ quan sẽ kiểm tra và báo qua tin nhắn."))
            return HttpResponseRedirect(reverse("dossier", args=[dossier.id]))
    given = list(found.papers.filter(pending=True).select_related("file"))
    left = {(item["kind"], item["key"]) for item in unanswered(found, given)}
    items = [
        {
            "title": item["label"], "hint": item["problem"], "href": _address(dossier, item),
            "state": "todo" if (item["kind"], item["key"]) in left else "done",
        }
        for item in found.items
    ]  # fmt: skip
    context = {**_around(dossier), "found": found, "items": items, "complete": not left, "problems": problems}
    return render(request, "portal/track/supplement.html", context, status=422 if problems else 200)


def _around(dossier: Dossier) -> dict[str, object]:
    assert dossier.agency_id is not None
    return {
        "dossier": dossier,
        "version": catalogue.version(dossier.version_id),
        "contact": agencies.contact_for(dossier.agency_id),
        "back": reverse("supplement", args=[dossier.id]),
    }


def _address(dossier: Dossier, item: dict[str, str]) -> str:
    if item["kind"] == "paper":
        return reverse("supplement_paper", args=[dossier.id, item["key"]])
    return reverse("supplement_section", args=[dossier.id, item["key"].split(".")[0]])


@own.page
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, id: UUID, component: str) -> HttpResponse:
    """Give the asked paper anew; the old one stays in the history."""
    dossier, actor, found = _opened(request, id)
    item = next((one for one in found.items if one["kind"] == "paper" and one["key"] == component), None)
    if item is None:
        raise Http404
    error = ""
    if request.method == "POST":
        if removed := request.POST.get("remove"):
            supplements.remove_paper(dossier.id, actor, as_uuid(removed))
            return HttpResponseRedirect(request.path)
        for upload in request.FILES.getlist("paper")[: supplements.MOST_AT_ONCE]:
            try:
                supplements.add_paper(dossier, actor, component, upload)
            except (files.Refused, Refused) as refused:
                error = f"{upload.name}: {refused}"
        if not error:
            given = Paper.objects.filter(supplement=found, component=component, pending=True).exists()
            if "next" in request.POST and given:
                return HttpResponseRedirect(reverse("supplement", args=[dossier.id]))
            if "next" not in request.POST:
                return HttpResponseRedirect(request.path)
            error = _("Hãy chụp ảnh hoặc chọn tệp giấy tờ này trước khi tiếp tục.")
    given_now = found.papers.filter(pending=True, component=component).select_related("file")
    context = {
        **_around(dossier), "item": item, "error": error, "limit": limit_sentence(),
        "files": [shown(one) for one in given_now],
    }  # fmt: skip
    return render(request, "portal/track/supplement_paper.html", context, status=422 if error else 200)


@own.page
@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, id: UUID, section: str) -> HttpResponse:
    """Correct the asked answers of one page; every other answer is shown but locked."""
    dossier, actor, found = _opened(request, id)
    editable = supplements.editable(found, section)
    definition = completeness.form_of(dossier)
    if not editable or section not in definition.by_key:
        raise Http404
    answers = patched(dossier.answers, found.answers)
    around = RenderContext(places=Places(), answers=answers, editable=editable, refresh_url=request.path)
    typed = {**engine.typed(definition, section, answers), **parking.words(request)}
    problems: tuple[engine.Problem, ...] = ()
    if request.headers.get("HX-Request"):  # the page is drawn again while one chooses; nothing is saved
        live = engine.read_section(
            definition, section, posted(request), answers, places=Places(), editable=editable
        )
        return HttpResponse(render_section(definition, section, {**typed, **live.typed}, (), around))
    if request.method == "POST":
        reading = supplements.save_section(dossier.id, actor, section, posted(request))
        if reading.done:
            return HttpResponseRedirect(reverse("supplement", args=[dossier.id]))
        typed, problems = {**typed, **reading.typed}, reading.problems
    context = {
        **_around(dossier), "section": definition.by_key[section],
        "problems": [Problem(one.anchor, one.message) for one in problems],
        "items": [one for one in found.items if one["kind"] == "answer" and one["key"].startswith(f"{section}.")],
        "inputs": render_section(definition, section, typed, problems, around),
    }  # fmt: skip
    return render(request, "portal/track/supplement_section.html", context, status=422 if problems else 200)
