"""Tải về tất cả: ask for the archive, watch it being made, fetch it for a day. Only one's own: no address names it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.files import serve
from motcua.people.errors import TooMany
from motcua.people.models import Account
from motcua.people.sessions import actor_of
from motcua.portal.account import data_packing as packing
from motcua.portal.account import sure
from motcua.portal.account.signed_in import me
from motcua.ui import errors


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sure.fully
def page(request: HttpRequest) -> HttpResponse:
    """Where the archive is; POST has one made. `HX-Request` asks for the moving part alone."""
    user = me(request)
    if user.kind == Account.Kind.OFFICER:
        raise Http404
    if request.method == "POST":
        try:
            packing.ask(user, actor_of(user))
        except TooMany as error:
            return errors.too_many(request, error.wait_seconds)
        messages.success(request, _("Đã nhận yêu cầu. Thường mất vài phút."))
        return HttpResponseRedirect(reverse("data_pack"))
    context = {"standing": packing.standing(user.pk), "hours": packing.HOURS}
    part = "_pack" if "HX-Request" in request.headers else "pack"
    return render(request, f"portal/account/data/{part}.html", context)


@never_cache
@require_safe
def download(request: HttpRequest) -> HttpResponseBase:
    """The archive itself."""
    user = me(request)
    if first := sure.led(request, reverse("data_pack")):
        return first
    file = packing.fetched(user.pk, actor_of(user)) if user.kind != Account.Kind.OFFICER else None
    if file is None:
        raise Http404
    return serve.response(file, as_download=True)
