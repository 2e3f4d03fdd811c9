"""Kiểm tra và nộp: everything once more, mã xác nhận, then the confirmation with mã hồ sơ."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.agencies import api as agencies
from motcua.agencies.places import Places
from motcua.catalogue import api as catalogue
from motcua.dossiers import completeness, lifecycle, policy
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.actions.submit import Incomplete, NeedsSignIn, Submit
from motcua.dossiers.models import Dossier
from motcua.forms import engine
from motcua.portal import confirmation, declarations, own, words
from motcua.portal.account import step_up
from motcua.portal.fill import drafts, printing, tasks
from motcua.portal.problems import Problem


@own.page
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, code: str, id: UUID) -> HttpResponse:
    """Show every answer with its way back; POST hands the dossier in."""
    dossier, actor = drafts.opened(request, code, id)
    if not policy.is_applicant(actor, dossier):  # who helps fills in; who was helped hands in
        return HttpResponseRedirect(drafts.address(dossier))
    version = catalogue.version(dossier.version_id)
    if dossier.channel == "paper":
        return printing.ready(request, dossier)
    if actor.assurance < version.min_assurance:
        if version.min_assurance > 1:
            return HttpResponseRedirect(step_up.address(version.min_assurance, request.path))
        return render(
            request, "portal/fill/sign_in_first.html",
            {**drafts.surroundings(dossier), "sign_in": own.sign_in(request.path).url},
        )  # fmt: skip
    problems: list[Problem] = []
    if request.method == "POST":
        problem = confirmation.refusal(request, confirmation.SUBMIT, dossier.phone)
        if problem is None:
            try:
                Submit(dossier.id, actor).perform()
                return HttpResponseRedirect(reverse("submitted", args=[dossier.id]))
            except lifecycle.NotAllowed:  # a second click: the first one has handed it in
                return HttpResponseRedirect(reverse("submitted", args=[dossier.id]))
            except Incomplete as refused:
                problems = [Problem("", f"{task.title}: {task.missing}") for task in refused.tasks]
            except NeedsSignIn:
                return own.sign_in(request.path)
            except Refused as refused:
                problems = [Problem("", str(refused))]
        elif Dossier.objects.filter(pk=dossier.pk, state="submitted").exists():
            # the other of two clicks at once spent the mã xác nhận and handed it in
            return HttpResponseRedirect(reverse("submitted", args=[dossier.id]))
        else:
            problems = [problem]
    return _page(request, dossier, problems)


def _page(request: HttpRequest, dossier: Dossier, problems: list[Problem]) -> HttpResponse:
    papers = completeness.given(dossier)
    lacking = completeness.missing(dossier, papers)
    by_component: dict[str, list[str]] = {}
    for paper in papers:
        by_component.setdefault(paper.component, []).append(paper.name)
    context = {
        **drafts.surroundings(dossier),
        "pages": [
            (page, drafts.address(dossier, "draft_section", page.key))
            for page in engine.review(completeness.form_of(dossier), dossier.answers, Places())
        ],
        "papers": [
            (component, by_component.get(component.code, []), drafts.address(dossier, "draft_paper", component.code))
            for component in completeness.components(dossier)
        ],
        "delivery": words.delivery(dossier.delivery_method),
        "lacking": [(task, tasks.address_of(dossier, task)) for task in lacking],
        "fee": words.fee(dossier), "problems": problems, "renew": drafts.renew_address(dossier),
        "declarations": declarations.of(dossier),
        "confirmation": confirmation.widget(request, confirmation.SUBMIT, dossier.phone),
        "code_address": drafts.address(dossier, "draft_code"),
    }  # fmt: skip
    return render(request, "portal/fill/review.html", context, status=422 if problems else 200)


@own.page
@require_POST
def send_code(request: HttpRequest, code: str, id: UUID) -> HttpResponse:
    """Send the mã xác nhận to the dossier's phone, for browsers that cannot do the proof of work."""
    dossier, actor = drafts.opened(request, code, id)
    if not policy.is_applicant(actor, dossier):
        raise policy.Forbidden("code")
    if not dossier.phone:
        return HttpResponseRedirect(drafts.address(dossier, "draft_contact"))
    confirmation.send(request, confirmation.SUBMIT, dossier.phone, about=dossier.subject)
    messages.success(request, _("Đã gửi mã xác nhận. Hãy xem tin nhắn rồi nhập mã vào ô bên dưới."))
    return HttpResponseRedirect(drafts.address(dossier, "draft_review") + "#confirmation-code")


@own.page
def submitted(request: HttpRequest, id: UUID) -> HttpResponse:
    """The confirmation: mã hồ sơ, what happens next, until when, whom to ask (R41)."""
    dossier, _actor = own.dossier(request, id)
    if not dossier.submission_code:
        return HttpResponseRedirect(drafts.address(dossier))
    assert dossier.agency_id is not None
    context = {
        "dossier": dossier,
        "version": catalogue.version(dossier.version_id),
        "contact": agencies.contact_for(dossier.agency_id),
        "track_address": request.build_absolute_uri(f"{reverse('track')}?ma={dossier.submission_code}"),
    }
    return render(request, "portal/fill/submitted.html", context)
