"""The papers of a dossier: the receipt (Form 01), the signed result, and what was attached."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from motcua.dossiers import policy
from motcua.dossiers.models import Paper, Result
from motcua.dossiers.papers import form01
from motcua.files import serve
from motcua.portal import own


@own.page
def receipt(request: HttpRequest, id: UUID) -> HttpResponse:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả; only after receipt."""
    dossier, _actor = own.dossier(request, id)
    if not dossier.code:
        raise Http404
    return pdf(form01.render(dossier), f"giay-hen-{dossier.code}.pdf")


@own.page
def result(request: HttpRequest, id: UUID) -> HttpResponseBase:
    """The signed result, once it is complete. At the counter it is handed over on paper first."""
    dossier, _actor = own.dossier(request, id)
    found = get_object_or_404(Result.objects.select_related("file").exclude(sealed_at=None), dossier=dossier)
    if found.file is None or dossier.state not in ("resolved", "returned"):
        raise Http404
    return serve.response(found.file, as_download=True)


@own.page
def paper(request: HttpRequest, id: UUID, paper: UUID) -> HttpResponseBase:
    """One attached file, or its thumbnail (`?nho=1`)."""
    dossier, actor = own.dossier(request, id)
    if not policy.may_read_papers(actor, dossier):
        raise Http404
    found = get_object_or_404(Paper.objects.select_related("file"), pk=paper, dossier=dossier)
    if "nho" in request.GET and found.file.is_image:
        return serve.thumbnail(found.file)
    return serve.response(found.file, as_download=False)


def pdf(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
