"""The procedure changed while somebody filled it in: what is different, and one press to go on with the new one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.dossiers import renewing
from motcua.dossiers.actions.base import Refused
from motcua.portal import own
from motcua.portal.fill import drafts
from motcua.portal.problems import Problem


@own.page
@require_http_methods(["GET", "POST"])
def renew(request: HttpRequest, code: str, id: UUID) -> HttpResponse:
    """GET shows what changed; POST takes the draft over, with everything that still fits."""
    dossier, actor = drafts.opened(request, code, id)
    version = renewing.newer(dossier)
    if version is None:
        return HttpResponseRedirect(drafts.address(dossier))
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            shown = UUID(request.POST.get("version", ""))
            renewing.renew(dossier.id, actor, shown)
            messages.success(request, _("Bản nháp đã chuyển sang bản mới của thủ tục. Hãy xem lại các mục còn thiếu."))
            return HttpResponseRedirect(drafts.address(dossier))
        except ValueError:
            problems = [Problem("", _("Hãy xem điều thay đổi rồi bấm đồng ý."))]
        except Refused as refused:
            problems = [Problem("", str(refused))]
    context = {**drafts.surroundings(dossier), "renewal": renewing.renewal(dossier, version), "problems": problems}
    return render(request, "portal/fill/renew.html", context, status=422 if problems else 200)
