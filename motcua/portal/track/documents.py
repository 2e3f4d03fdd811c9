"""The papers of a dossier: the receipt (Form 01), the signed result, and what was attached."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.dossiers import policy, viewing
from motcua.dossiers.actions.return_result import in_hand
from motcua.dossiers.models import Paper, Result
from motcua.dossiers.papers import declaration as declared
from motcua.dossiers.papers import form01
from motcua.files import api as files
from motcua.files import serve
from motcua.people import throttle
from motcua.people.errors import TooMany
from motcua.portal import own
from motcua.portal.addresses import ip_of
from motcua.ui import errors

PRINTED, PRINTED_WINDOW = 60, 10 * 60
"""Declarations one browser may have printed in ten minutes."""


@own.page
@require_safe
def receipt(request: HttpRequest, id: UUID) -> HttpResponse:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả; only after receipt."""
    dossier, actor = own.dossier(request, id)
    if not dossier.code:
        raise Http404
    viewing.note(actor, dossier, "receipt")
    return pdf(form01.render(dossier), f"giay-hen-{dossier.code}.pdf")


@own.page
@require_safe
def result(request: HttpRequest, id: UUID) -> HttpResponseBase:
    """The signed result: at once when it was asked for online, after the hand-over when it is fetched."""
    dossier, actor = own.dossier(request, id)
    found = get_object_or_404(Result.objects.select_related("file").exclude(sealed_at=None), dossier=dossier)
    if found.file is None or not in_hand(dossier):
        raise Http404
    viewing.note(actor, dossier, "result")
    return serve.response(found.file, as_download=True)


@own.page
@require_safe
def declaration(request: HttpRequest, id: UUID, sheet: str, kind: str) -> HttpResponse:
    """The declaration with its answers, one legal paper of it: of a draft to print and sign, of a dossier to keep."""
    dossier, actor = own.dossier(request, id)
    who = actor.account or request.session.session_key or ip_of(request)
    if wait := throttle.hit(f"print:{who}", PRINTED, PRINTED_WINDOW):  # each costs a second of a processor
        raise TooMany(wait)
    found = declared.printed(dossier, sheet, kind) if policy.may_read_papers(actor, dossier) else None
    if found is None:
        raise Http404
    viewing.note(actor, dossier, "declaration")
    return serve.made(found.content, found.mime, found.name)


@own.page
@require_safe
def paper(request: HttpRequest, id: UUID, paper: UUID) -> HttpResponseBase:
    """One attached file, or its thumbnail (`?nho=1`)."""
    dossier, actor = own.dossier(request, id)
    if not policy.may_read_papers(actor, dossier):
        raise Http404
    found = get_object_or_404(Paper.objects.select_related("file"), pk=paper, dossier=dossier)
    if "nho" not in request.GET:  # the small picture is a part of its page, which was recorded itself
        viewing.note(actor, dossier, "paper", viewing.paper_name(dossier, found.component))
    try:
        if "nho" in request.GET and found.file.is_image:
            return serve.thumbnail(found.file)
        return serve.response(found.file, as_download=False)
    except files.Infected:
        return errors.show(request, _infected())


def _infected() -> errors.Trouble:
    steps = [
        _("Hãy chụp lại giấy tờ đó bằng điện thoại, hoặc gửi từ máy khác."),
        _("Máy đã gửi tệp này có thể nhiễm vi-rút."),
    ]
    return errors.Trouble(410, _("Tệp này không mở được"), _("Trong tệp có vi-rút nên chúng tôi giữ lại."), steps)


def pdf(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
