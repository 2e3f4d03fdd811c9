"""The public check of a result by the code printed on it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.dossiers.results import checking
from motcua.people import throttle
from motcua.portal import office
from motcua.portal.addresses import ip_of
from motcua.portal.problems import Problem
from motcua.ui import errors
from motcua.ui.filters import long_day, when

CHECKS = 60
WINDOW = 15 * 60


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Ask for the code; the answer has an address of its own, the one in the QR."""
    typed = request.GET.get("ma")
    problems = []
    if typed is not None:
        if code := checking.normal(typed):
            return HttpResponseRedirect(reverse("check_result", args=[code]))
        message = _("Mã kiểm tra chỉ gồm chữ và số, 16 ký tự. Hãy nhập như in trên giấy.")
        problems = [Problem("ma", message if typed.strip() else _("Hãy nhập mã kiểm tra in trên giấy."))]
    context = {"typed": typed or "", "problems": problems}
    return render(request, "portal/check/check.html", context, status=422 if problems else 200)


@require_safe
@never_cache
def result(request: HttpRequest, code: str) -> HttpResponse:
    """What the office issued under this code, and whether the signatures of its document hold."""
    if wait := throttle.hit(f"check:{ip_of(request)}", CHECKS, WINDOW):
        return errors.too_many(request, wait)
    found = checking.find(code)
    if found is None:
        return render(request, "portal/check/unknown.html", {"code": code[:60]}, status=404)
    rows = [
        {"label": _("Tên giấy"), "value": found.title},
        {"label": _("Số"), "value": found.number},
        {"label": _("Cơ quan cấp"), "value": found.agency_name},
        {"label": _("Ngày ký"), "value": long_day(found.signed_at)},
        {"label": _("Chữ ký số"), "value": [_signature(one) for one in found.signatures]},
        {"label": _("Mã kiểm tra"), "value": checking.shown(found.code)},
    ]
    context = {"sound": found.sound, "rows": rows, "contact": office.card(found.agency)}
    return render(request, "portal/check/result.html", context)


def _signature(one: checking.Signature) -> str:
    state = _("hợp lệ") if one.valid else _("không hợp lệ")
    words = _("%(signer)s: %(state)s") % {"signer": one.signer, "state": state}
    return f"{words} ({when(one.at)})" if one.at else words
