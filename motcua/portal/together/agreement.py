"""Ký chung: whoever must agree reads the whole declaration, then agrees by a code to their telephone, or says no."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.agencies import api as agencies
from motcua.agencies.places import Places
from motcua.catalogue import api as catalogue
from motcua.dossiers import completeness, session, viewing
from motcua.dossiers.models import Party
from motcua.dossiers.together import agreeing, parties, proposed
from motcua.forms import engine
from motcua.kit.vietnamese import clean
from motcua.portal import own
from motcua.portal.problems import Problem
from motcua.portal.together import proving
from motcua.portal.together.proving import Door

PROVEN_SECONDS = 30 * 60
"""How long after the code one may agree without another."""


@own.page
@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the message: the code first, then the declaration with its two answers."""
    party = parties.by_token(token, Party.Part.COSIGNER)
    if party is None:
        return proving.gone(request)
    proven = session.proven(request, party.pk, PROVEN_SECONDS)
    if not proven and not proving.is_signed_in(request, party):
        problems = proving.try_code(request, party) if request.method == "POST" else []
        if request.method != "POST" or problems or "send" in request.POST:
            return proving.page(request, party, _door(), problems)
        return _declaration(request, party, True, [])
    if request.method != "POST":
        return _declaration(request, party, proven, [])
    return _answer(request, party, proven)


def _answer(request: HttpRequest, party: Party, proven: bool) -> HttpResponse:
    """A decision, or the code that somebody signed in needs before agreeing."""
    problems: list[Problem] = []
    if "send" in request.POST or (not proven and "agree" in request.POST):
        problems = proving.try_code(request, party)
        if problems or "send" in request.POST:
            return _declaration(request, party, proven, problems)
    actor = proving.invited(request, party)
    if "decline" in request.POST:
        reason = clean(request.POST.get("reason", ""))[: agreeing.LONGEST_REASON]
        if not reason:
            return _declaration(request, party, proven, [Problem("reason", _("Hãy viết điều bạn chưa đồng ý."))])
        try:
            agreeing.decline(party.pk, actor, reason)
        except Party.DoesNotExist:
            return proving.gone(request)
        return _done(request, party, agreed=False)
    if "agree" in request.POST:
        if "read" not in request.POST:
            return _declaration(request, party, True, [Problem("read", _("Hãy đọc hết rồi đánh dấu vào ô này."))])
        try:
            agreeing.agree(party.pk, actor, request.POST.get("seen", "")[:64])
        except agreeing.Changed:
            told = _("Tờ khai vừa thay đổi. Hãy đọc lại từ đầu rồi trả lời.")
            return _declaration(request, party, True, [Problem("", told)], status=409)
        except Party.DoesNotExist:
            return proving.gone(request)
        return _done(request, party, agreed=True)
    return _declaration(request, party, proven, problems)


def _declaration(
    request: HttpRequest, party: Party, proven: bool, problems: list[Problem], status: int = 0
) -> HttpResponse:
    """The whole declaration as it is now, and the papers given, by name."""
    party.refresh_from_db()
    dossier = party.dossier
    viewing.note(proving.invited(request, party), dossier)
    names = [(one.name, [p.file.name for p in completeness.current_papers(dossier) if p.component == one.code])
             for one in completeness.components(dossier)]  # fmt: skip
    now = proposed.of(dossier)
    context = {
        "party": party, "procedure": catalogue.version(dossier.version_id).name, "problems": problems,
        "agency": agencies.agency(dossier.agency_id).name if dossier.agency_id else "",
        "pages": engine.review(completeness.form_of(dossier), now.answers, Places()), "papers": names,
        "changes": proposed.changed(now, Places()), "seen": now.digest,
        "agreed": party.standing == Party.State.SIGNED and party.answers == now.digest, "proven": proven,
        "phone_end": party.phone[-3:], "sent": "send" in request.POST,
        "reason": request.POST.get("reason", "")[: agreeing.LONGEST_REASON],
    }  # fmt: skip
    return render(request, "portal/together/agree.html", context, status=status or (422 if problems else 200))


def _done(request: HttpRequest, party: Party, *, agreed: bool) -> HttpResponse:
    context = {"agreed": agreed, "procedure": catalogue.version(party.dossier.version_id).name}
    return render(request, "portal/together/answered.html", context)


def _door() -> Door:
    return Door(
        _("Mời bạn đọc và đồng ý với tờ khai"),
        _("Nhập mã xong, bạn đọc cả tờ khai rồi chọn đồng ý hoặc không đồng ý."),
    )
