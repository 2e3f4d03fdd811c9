"""The person at the counter says yes to what the clerk hands in: by a code to their phone, or by hand on paper."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.agencies import api as agencies
from motcua.catalogue import api as catalogue
from motcua.counter.direct import opening
from motcua.dossiers.models import Dossier
from motcua.people import otp
from motcua.people.errors import Refused
from motcua.people.origin import ip_of

Problems = list[dict[str, str]]


def purpose(dossier: Dossier) -> str:
    return f"counter:{dossier.pk}"


@opening.for_clerks
@require_POST
def send(request: HttpRequest, id: UUID) -> HttpResponse:
    """Send the code; the message says which procedure, and to tell it only at the counter."""
    dossier, _actor = opening.draft(request, id)
    back = HttpResponseRedirect(reverse("direct_draft", args=[dossier.pk]) + "#code")
    if not dossier.phone or dossier.agency_id is None:
        return back
    words = {
        "procedure": catalogue.version(dossier.version_id).name, "office_name": agencies.agency(dossier.agency_id).name
    }  # fmt: skip
    try:
        otp.request(
            dossier.phone, purpose(dossier), ip_of(request), about=dossier.subject, message="counter_code", words=words
        )
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Đã gửi mã. Hãy nhờ người nộp đọc mã trong tin nhắn."))
    return back


def read(request: HttpRequest, dossier: Dossier) -> tuple[str, Problems]:
    """How the person said yes ("code" or "signed"), or what is still missing."""
    if "seen" not in request.POST:
        return "", [{"field": "seen", "message": _("Hãy xem giấy tờ của người nộp rồi đánh dấu vào ô này.")}]
    typed = request.POST.get("code", "").strip()[:20]
    if typed and dossier.phone:
        try:
            otp.confirm(dossier.phone, purpose(dossier), typed, ip_of(request))
        except Refused as refused:
            return "", [{"field": "code", "message": refused.message}]
        return "code", []
    if "signed" in request.POST:
        return "signed", []
    if dossier.phone:
        return "", [{"field": "code", "message": _("Hãy gõ mã người nộp đọc, hoặc đánh dấu ô đã ký tờ khai in.")}]
    return "", [{"field": "signed", "message": _("Hãy để người nộp ký tờ khai in rồi đánh dấu vào ô này.")}]
