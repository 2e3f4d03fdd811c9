"""Điền tờ khai để in: the same pages, nothing handed in, a paper with codes to take to the office (level 2)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.agencies.places import Places
from motcua.catalogue import api as catalogue
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.dossiers import completeness, queries, session
from motcua.dossiers.models import Dossier
from motcua.forms import api as forms
from motcua.forms import engine
from motcua.forms.models import FormVersion
from motcua.portal import declarations, own
from motcua.portal.fill import drafts, tasks
from motcua.portal.procedure.gathering import find_offices

CHANNEL = "paper"
LONGEST_KEY = 60


@own.page
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, code: str) -> HttpResponse:
    """What will happen, then a new paper; `?mau=` chooses among several forms, `?co-quan=` the office it goes to."""
    try:
        version = catalogue.published(code)
    except Procedure.DoesNotExist as error:
        raise Http404 from error
    form = _form(version, request.POST.get("mau") or request.GET.get("mau") or "")
    office = request.POST.get("agency") or request.GET.get("co-quan") or ""
    only = find_offices(version.procedure, office[:40]).only
    agency = only.agency if only else None
    if request.method == "POST":
        return tasks.begin(request, version, agency, channel=CHANNEL, form=form.id)
    context = {
        "version": version, "form": form, "agency": agency,
        "draft": queries.draft_of(session.actor(request), version.procedure_id, CHANNEL),
    }  # fmt: skip
    return render(request, "portal/fill/print_start.html", context)


def _form(version: ProcedureVersion, key: str) -> FormVersion:
    """The form of that key, or the first, among those of the procedure that are defined here; Http404 without one."""
    document = catalogue.document(version)
    known = dict.fromkeys([document.form, *(one.definition for one in document.content.forms)])
    keys = [one for one in known if one and (not key or one == key[:LONGEST_KEY])]
    if keys and keys[0] == document.form and version.form is not None:
        return version.form
    for one in keys[:1]:
        try:
            return forms.current(one)
        except FormVersion.DoesNotExist:
            break
    raise Http404


def ready(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Every answer once more, and the papers to print. What is still missing may be written by hand."""
    lacking = completeness.missing(dossier, ())
    context = {
        **drafts.surroundings(dossier),
        "pages": [
            (page, drafts.address(dossier, "draft_section", page.key))
            for page in engine.review(completeness.form_of(dossier), dossier.answers, Places())
        ],
        "lacking": [(task, tasks.address_of(dossier, task)) for task in lacking],
        "declarations": declarations.of(dossier),
        "procedure": reverse("procedure", args=[catalogue.version(dossier.version_id).code]),
    }
    return render(request, "portal/fill/print.html", context)
