"""Mời người cùng làm: whoever a draft belongs to invites others by telephone; each sees and edits only that draft."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.catalogue import api as catalogue
from motcua.dossiers import policy
from motcua.dossiers.filling import contact
from motcua.dossiers.models import Party
from motcua.dossiers.together import parties
from motcua.kit.actor import Actor
from motcua.people import mandates
from motcua.portal import own
from motcua.portal.fill import drafts
from motcua.portal.problems import Problem
from motcua.portal.together import proving
from motcua.portal.together.proving import Door


@own.page
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, id: UUID) -> HttpResponse:
    """Who helps with this draft; POST invites another, or sends one away."""
    dossier, actor = own.dossier(request, id)
    if not policy.may_invite(actor, dossier):
        raise policy.Forbidden("invite")
    problems: list[Problem] = []
    typed = {"name": "", "phone": ""}
    if request.method == "POST":
        if removed := request.POST.get("remove", ""):
            _remove(id, actor, removed)
            messages.success(request, _("Đã bỏ. Người đó không mở được hồ sơ này nữa."))
            return HttpResponseRedirect(request.path)
        given = contact.cleaned(request.POST.get("name", ""), request.POST.get("phone", ""), "")
        typed = {key: given[key] for key in typed}
        values, found = contact.read(given)
        problems = [Problem(field, message) for field, message in found]
        if not problems:
            try:
                parties.invite(id, actor, name=values["name"][:150], phone=values["phone"])
                messages.success(request, _("Đã gửi tin nhắn mời. Người nhận mở liên kết trong tin là vào được."))
                return HttpResponseRedirect(request.path)
            except parties.CannotInvite as refused:
                problems = [Problem("", str(refused))]
    context = {
        **drafts.surroundings(dossier), "people": parties.editors(dossier), "typed": typed, "problems": problems,
        "most": parties.MOST_EDITORS,
    }  # fmt: skip
    return render(request, "portal/together/helpers.html", context, status=422 if problems else 200)


def _remove(dossier: UUID, actor: Actor, text: str) -> None:
    try:
        parties.remove(dossier, actor, UUID(text))
    except ValueError as error:
        raise policy.Forbidden("party") from error


@own.page
@never_cache
@require_http_methods(["GET", "POST"])
def open(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the message: after the code, straight to the draft."""
    party = parties.by_token(token, Party.Part.EDITOR)
    if party is None:
        return proving.gone(request)
    mandates.act_for_oneself(request)
    problems: list[Problem] = []
    if request.method == "POST":
        if not proving.is_signed_in(request, party):
            problems = proving.try_code(request, party)
        if not problems and "send" not in request.POST:
            parties.join(party, proving.invited(request, party))
            messages.success(request, _("Bạn đã vào cùng làm hồ sơ này. Điều bạn điền được lưu ngay."))
            return HttpResponseRedirect(drafts.address(party.dossier))
    elif party.standing == Party.State.JOINED and proving.is_signed_in(request, party):
        return HttpResponseRedirect(drafts.address(party.dossier))
    if proving.is_signed_in(request, party):
        return render(
            request, "portal/together/enter.html",
            {"procedure": catalogue.version(party.dossier.version_id).name},
        )  # fmt: skip
    return proving.page(request, party, _door(), problems)


def _door() -> Door:
    return Door(_("Mời bạn cùng làm hồ sơ"), _("Nhập mã xong, bạn xem và điền được hồ sơ này cùng người mời."))
