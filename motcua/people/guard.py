"""Middleware: closes sessions that lived too long, keeps devices true, marks known browsers, guards caches."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from motcua.people import devices, sessions

PROCESS = "/healthz"
"""Says whether the process lives, also while the database is away: nobody's session is asked for."""


class SessionGuard:
    """Stands before the table of access: whoever lay idle too long is a stranger again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == PROCESS:
            return self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and devices.signed_in(request):
            if devices.over(request.session):
                sessions.close_session(request)
                messages.info(request, _("Bạn đã nghỉ lâu nên máy tự đăng xuất. Hãy đăng nhập lại."))
            else:
                devices.seen(request)
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            # Asked anew before it is shown again: after signing out, "back" on a shared computer shows nothing.
            response.headers.setdefault("Cache-Control", "private, no-cache")
        if known := getattr(request, "_motcua_known", None):
            response.set_cookie(
                devices.KNOWN, known, max_age=devices.KNOWN_SECONDS, httponly=True, samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )  # fmt: skip
        return response
