"""Thiết bị: every browser signed in to the account; end one, or all at once."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from motcua.kit.words import N_
from motcua.people import devices as kept
from motcua.people import sessions
from motcua.portal.account.signed_in import me

HOW = {
    "code": N_("mã tin nhắn"),
    "password": N_("mật khẩu"),
    "passkey": N_("khóa truy cập"),
    "e_identity": N_("tài khoản định danh điện tử"),
    "national_portal": N_("tài khoản Cổng dịch vụ công quốc gia"),
    "certificate": N_("chứng thư chữ ký số"),
    "staff_directory": N_("tài khoản của cơ quan"),
}


@never_cache
@require_GET
def devices(request: HttpRequest) -> HttpResponse:
    """The list, the last used first; this very browser is marked."""
    mine = request.session.session_key
    rows = [
        {"device": one, "this": one.session_key == mine, "how": _(HOW[one.how]) if one.how in HOW else one.how}
        for one in kept.of(me(request).pk)
    ]
    return render(request, "portal/account/devices.html", {"rows": rows})


@never_cache
@require_POST
def end(request: HttpRequest, device: UUID) -> HttpResponse:
    """Sign one browser out. Somebody else's does not exist here."""
    if not kept.end(me(request).pk, device):
        raise Http404
    messages.success(request, _("Đã đăng xuất thiết bị đó."))
    return redirect("devices")


@never_cache
@require_POST
def end_all(request: HttpRequest) -> HttpResponse:
    """Sign every browser out, this one too."""
    kept.end_all(me(request).pk)
    sessions.close_session(request)
    messages.success(request, _("Đã đăng xuất khỏi mọi thiết bị."))
    return redirect("home")
