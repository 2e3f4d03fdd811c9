"""Administration: what failed and "run again", whether the outside answers, who may do what."""

import csv
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.backstage import rights as table
from motcua.backstage import specimens, trouble
from motcua.catalogue import policy
from motcua.dossiers import session
from motcua.files import api as files
from motcua.journal import jobs
from motcua.kit.spreadsheets import harmless
from motcua.messaging import api as messaging


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What needs a person. `?kiem-tra=1` also asks storage, scanner and providers, which may take seconds."""
    reactions, failed = trouble.reactions(), trouble.messages()
    context = {
        "reactions": reactions,
        "messages": failed,
        "waiting": jobs.waiting(),
        "checks": _checks() if "kiem-tra" in request.GET else None,
        "notices": list(messages.get_messages(request)),
        "writes_forms": policy.may_publish(session.actor(request)),
    }
    return render(request, "backstage/overview.html", context)


def _checks() -> list[tuple[bool, str]]:
    return [*files.check_config(), *messaging.check_config()]


@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    """The rights tables, as they are in force."""
    context = {
        "columns": table.columns(), "acts": table.acts(), "addresses": table.addresses(),
        "separated": table.separated(), "people": specimens.people(), "objects": specimens.table(),
    }  # fmt: skip
    return render(request, "backstage/rights.html", context)


@require_safe
def rights_file(request: HttpRequest) -> HttpResponse:
    """The same tables as one file for a spreadsheet."""
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="phan-quyen.csv"'
    sheet = csv.writer(answer)
    for row in [*table.as_rows(), *specimens.as_rows()]:
        sheet.writerow([harmless(cell) for cell in row])
    return answer


@require_POST
def retry(request: HttpRequest) -> HttpResponse:
    """Run one failed thing again; what was done meanwhile is not done twice."""
    kind, name = request.POST.get("kind", ""), request.POST.get("name", "")
    try:
        told = trouble.run_again(kind, UUID(request.POST.get("id", "")), name)
        messages.success(request, told)
    except (KeyError, ValueError):
        raise Http404 from None
    except messaging.CannotRunAgain as problem:
        messages.error(request, str(problem) or _("Không chạy lại được."))
    return HttpResponseRedirect(reverse("administration"))
