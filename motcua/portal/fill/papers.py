"""Thành phần hồ sơ: one paper a page, by photograph, scan or file."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.dossiers import completeness, drafting
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.models import Paper
from motcua.dossiers.papers import declaration
from motcua.files import api as files
from motcua.portal import declarations, own
from motcua.portal.fill import drafts, tasks

MOST_AT_ONCE = 10


def limit_sentence() -> str:
    """What may be attached, said at the control (Circular 32/2017 Art 7)."""
    return _("Ảnh JPG, PNG hoặc tệp PDF, mỗi tệp không quá %(megabytes)s MB.") % {
        "megabytes": settings.MOTCUA_UPLOAD_LIMIT // (1024 * 1024)
    }


@own.page
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, code: str, id: UUID, component: str) -> HttpResponse:
    """Attach, see, remove the files of one paper."""
    dossier, actor = drafts.opened(request, code, id)
    item = next((one for one in completeness.components(dossier) if one.code == component), None)
    if item is None:
        raise Http404
    error = ""
    if request.method == "POST":
        if removed := request.POST.get("remove"):
            drafting.remove_paper(dossier.id, actor, as_uuid(removed))
            return HttpResponseRedirect(request.path)
        for upload in request.FILES.getlist("paper")[:MOST_AT_ONCE]:
            try:
                drafting.add_paper(dossier, actor, component, upload)
            except (files.Refused, Refused) as refused:
                error = f"{upload.name}: {refused}"
        if not error and "next" not in request.POST:
            return HttpResponseRedirect(request.path)
        given = Paper.objects.filter(dossier=dossier, component=component, replaced_at=None).exists()
        if not error and (given or not item.must):
            return HttpResponseRedirect(tasks.following(dossier, "paper", component))
        error = error or _("Hãy chụp ảnh hoặc chọn tệp giấy tờ này trước khi tiếp tục.")
    context = {
        **drafts.surroundings(dossier), "component": item, "error": error, "limit": limit_sentence(),
        "declaration": [declarations.files(dossier, one)] if (one := declaration.wanted(dossier, item)) else [],
        "files": [shown(one) for one in completeness.current_papers(dossier) if one.component == component],
    }  # fmt: skip
    return render(request, "portal/fill/paper.html", context, status=422 if error else 200)


def shown(paper: Paper) -> dict[str, Any]:
    """A paper as the file control shows it."""
    address = reverse("paper_file", args=[paper.dossier_id, paper.id])
    return {
        "id": str(paper.id), "name": paper.file.name, "size": paper.file.size, "scan": paper.file.scan,
        "href": address, "thumb": f"{address}?nho=1" if paper.file.is_image else None,
    }  # fmt: skip


def as_uuid(text: str) -> UUID:
    """An identifier from a form; 404 when it is none."""
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


