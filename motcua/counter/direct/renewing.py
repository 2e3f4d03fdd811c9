"""The procedure was published again while a clerk typed: what is different, and one press to go on with the new one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.counter.direct import drafts, opening
from motcua.dossiers import renewing
from motcua.dossiers.actions.base import Refused


@opening.for_clerks
@require_http_methods(["GET", "POST"])
def renew(request: HttpRequest, id: UUID) -> HttpResponse:
    """GET shows what changed; POST takes the draft over, with everything that still fits."""
    dossier, actor = opening.draft(request, id)
    tasks = reverse("direct_draft", args=[dossier.id])
    version = renewing.newer(dossier)
    if version is None:
        return HttpResponseRedirect(tasks)
    problems: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            shown = UUID(request.POST.get("version", ""))
            renewing.renew(dossier.id, actor, shown)
            messages.success(request, _("Bản nháp đã chuyển sang bản mới của thủ tục. Hãy xem lại các mục còn thiếu."))
            return HttpResponseRedirect(tasks)
        except ValueError:
            problems = [{"field": "", "message": _("Hãy xem điều thay đổi rồi bấm đồng ý.")}]
        except Refused as refused:
            problems = [{"field": "", "message": str(refused)}]
    context = drafts.around(dossier) | {"renewal": renewing.renewal(dossier, version), "problems": problems}
    return render(request, "counter/direct/renew.html", context, status=422 if problems else 200)
