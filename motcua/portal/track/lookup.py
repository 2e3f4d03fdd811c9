"""Tra cứu hồ sơ: code and mã xác nhận show progress only; code and PIN open the full view (R49)."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.agencies import api as agencies
from motcua.dossiers import pin, session
from motcua.dossiers.models import Dossier
from motcua.kit.actor import Actor
from motcua.kit.references import normal_code, pin_display
from motcua.people import throttle
from motcua.people.errors import Refused, TooMany
from motcua.portal import confirmation, own
from motcua.portal.addresses import ip_of
from motcua.portal.problems import Problem
from motcua.portal.track import words

PER_ADDRESS = 120
WINDOW = 60 * 60
SENDS = 5
SENDS_WINDOW = 15 * 60
LONGEST_CODE = 60


def redirect(request: HttpRequest) -> HttpResponse:
    """`/tim-kiem`, as printed on older leaflets."""
    return HttpResponseRedirect(reverse("track"))


@own.page
@require_http_methods(["GET", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Ask for the code; answer with progress, and with nothing personal whoever asks."""
    code = (request.POST.get("ma") or request.GET.get("ma") or "")[:LONGEST_CODE]
    if request.method == "GET":
        return _form(request, code, [])
    if wait := throttle.hit(f"track-from:{ip_of(request)}", PER_ADDRESS, WINDOW):
        raise TooMany(wait)
    dossier = _submitted(code)
    problem = confirmation.refusal(request, confirmation.TRACK, dossier.phone if dossier else "")
    if problem is not None:
        return _form(request, code, [_wrong_code() if request.POST.get(confirmation.CODE_FIELD) else problem])
    if dossier is None:
        return _form(request, code, [_unknown()])
    return _progress(request, dossier, code)


def _submitted(code: str) -> Dossier | None:
    dossier = pin.by_code(code)
    return dossier if dossier and dossier.state != "draft" else None


def _unknown() -> Problem:
    return Problem("ma", _("Không tìm thấy hồ sơ có mã này. Hãy xem lại mã trên giấy hẹn hoặc tin nhắn."))


def _wrong_code() -> Problem:
    """The same whether the dossier exists or not, so that nobody learns codes by trying."""
    message = _("Mã hồ sơ hoặc mã trong tin nhắn chưa đúng, hoặc đã quá 5 phút. Hãy bấm “Gửi mã” lần nữa.")
    return Problem(confirmation.CODE_FIELD, message)


def _progress(request: HttpRequest, dossier: Dossier, code: str) -> HttpResponse:
    assert dossier.agency_id is not None
    context = {
        "code": normal_code(code), "standing": words.standing(dossier),
        "road": words.road(dossier), "contact": agencies.contact_for(dossier.agency_id),
    }  # fmt: skip
    return render(request, "portal/track/progress.html", context)


def _form(request: HttpRequest, code: str, problems: list[Problem]) -> HttpResponse:
    context = {
        "code": code, "problems": problems,
        "confirmation": {**confirmation.widget(request, confirmation.TRACK), "phone": ""},
    }  # fmt: skip
    return render(request, "portal/track/track.html", context, status=422 if problems else 200)


@own.page
@require_POST
def send_code(request: HttpRequest) -> HttpResponse:
    """Send the mã xác nhận to the dossier's phone. The answer is the same whether the code exists or not."""
    code = request.POST.get("ma", "")[:LONGEST_CODE]
    purpose = confirmation.PIN if "pin" in request.GET else confirmation.TRACK
    asked = throttle.Rule(f"ask-code:{purpose}:{normal_code(code)}", SENDS, SENDS_WINDOW)
    if wait := throttle.hit_all([asked, throttle.Rule(f"ask-code-from:{ip_of(request)}", PER_ADDRESS, WINDOW)]):
        raise TooMany(wait)
    if dossier := _submitted(code):
        with suppress(TooMany):  # the phone's own limit, reached from elsewhere, would tell that it exists
            confirmation.send(request, purpose, dossier.phone, about=dossier.subject)
    return _ask_code(request, purpose, code, [])


def _ask_code(request: HttpRequest, purpose: str, code: str, problems: list[Problem]) -> HttpResponse:
    context = {
        "code": code, "problems": problems, "pin": purpose == confirmation.PIN,
        "confirmation": {**confirmation.widget(request, purpose), "phone": ""},
    }  # fmt: skip
    return render(request, "portal/track/code_sent.html", context, status=422 if problems else 200)


@own.page
@require_http_methods(["GET", "POST"])
def open(request: HttpRequest) -> HttpResponse:
    """Code and the PIN of Form 01 open the full view for half an hour."""
    code = (request.POST.get("ma") or request.GET.get("ma") or "")[:LONGEST_CODE]
    problems: list[Problem] = []
    if request.method == "POST":
        dossier = pin.open_by(code, request.POST.get("pin", "")[:LONGEST_CODE], ip=ip_of(request))
        if dossier is not None:
            session.open_with_pin(request, dossier.id)
            return HttpResponseRedirect(reverse("dossier", args=[dossier.id]))
        problems = [Problem("pin", _("Mã hồ sơ hoặc mã tra cứu chưa đúng. Hãy xem lại trên giấy hẹn."))]
    return render(
        request, "portal/track/open.html", {"code": code, "problems": problems}, status=422 if problems else 200
    )


@own.page
@require_http_methods(["GET", "POST"])
def new_pin(request: HttpRequest) -> HttpResponse:
    """Whoever holds the dossier's phone gets a new PIN; the old one is worthless from then on."""
    code = (request.POST.get("ma") or request.GET.get("ma") or "")[:LONGEST_CODE]
    if request.method == "GET":
        return render(request, "portal/track/new_pin.html", {"code": code, "problems": []})
    dossier = _submitted(code)
    typed = request.POST.get(confirmation.CODE_FIELD, "").strip()
    try:
        confirmation.confirm(request, confirmation.PIN, dossier.phone if dossier else "", typed)
    except TooMany:
        raise
    except Refused:
        return _ask_code(request, confirmation.PIN, code, [_wrong_code()])
    assert dossier is not None  # no code is ever sent to an empty phone
    pin.renew(dossier, Actor.SYSTEM)
    dossier.refresh_from_db()
    return render(request, "portal/track/pin.html", {"code": code, "pin": pin_display(pin.of(dossier))})
