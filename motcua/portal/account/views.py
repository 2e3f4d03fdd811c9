"""The doors of the portal: sign up, sign in, sign out, and the task behind "Mã xác nhận"."""

import re

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from motcua.people import altcha, sessions
from motcua.portal.account.officers import officer_sign_in
from motcua.portal.account.signing_in import sign_in, sign_in_confirm
from motcua.portal.account.signing_up import sign_up, sign_up_confirm

__all__ = [
    "officer_sign_in",
    "proof_challenge",
    "sign_in",
    "sign_in_confirm",
    "sign_out",
    "sign_up",
    "sign_up_confirm",
]

PURPOSE = re.compile(r"[a-z0-9:_-]{1,80}")


@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out by the button only: a link on another site can sign nobody out."""
    answer = redirect("home")
    if request.method == "POST":
        sessions.close_session(request)
        answer["Clear-Site-Data"] = '"cache"'  # pages kept for "back" are forgotten too
    return answer


@never_cache
@require_GET
def proof_challenge(request: HttpRequest) -> HttpResponse:
    """A task for the widget of "Mã xác nhận", good only for `?viec=`. No statement."""
    purpose = request.GET.get("viec", "")
    if not PURPOSE.fullmatch(purpose):
        raise Http404
    return JsonResponse(altcha.challenge(purpose))
