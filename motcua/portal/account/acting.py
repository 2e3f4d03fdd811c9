"""Làm thay: on whose behalf this session works, and what somebody is asked to do for others."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.catalogue import scopes
from motcua.dossiers import session
from motcua.people import mandates, staff
from motcua.people.errors import Refused
from motcua.people.models import Account, Invitation, Mandate
from motcua.portal.account import steps, sure
from motcua.portal.account.signed_in import me
from motcua.portal.problems import Problem

MYSELF = "toi"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def acting_for(request: HttpRequest) -> HttpResponse:
    """Myself, or one of those whose living mandate I hold. The choice lasts until I change it or it ends."""
    person = me(request)
    if person.kind == Account.Kind.OFFICER:
        raise Http404
    living = mandates.of_agent(person.pk)
    if request.method == "POST":
        return _chosen(request, living)
    return _page(request, person, living, [])


def _chosen(request: HttpRequest, living: list[Mandate]) -> HttpResponse:
    wanted = request.POST.get("mandate", "")
    if wanted == MYSELF:
        mandates.act_for_oneself(request)
        messages.success(request, _("Từ bây giờ bạn làm việc cho chính mình."))
        return steps.go_on(me(request), steps.wanted(request))
    found = next((one for one in living if str(one.pk) == wanted), None)
    if found is None:
        told = [Problem("mandate", _("Hãy chọn bạn đang làm việc cho ai."))]
        return _page(request, me(request), living, told)
    mandates.act_under(request, found)
    messages.success(request, _("Từ bây giờ bạn làm việc cho %(name)s.") % {"name": found.principal.display_name})
    return steps.go_on(me(request), steps.wanted(request))


def _page(request: HttpRequest, person: Account, living: list[Mandate], found: list[Problem]) -> HttpResponse:
    codes = [code for one in living for code in one.scope]
    invitations = staff.invitations_for(person)
    names = scopes.names([*codes, *(code for one in invitations for code in one.scope)])
    current = session.actor(request).on_behalf_of
    context = {
        "person": person, "rows": living, "invitations": invitations, "names": names, "problems": found,
        "current": current, "myself": MYSELF, "next": steps.wanted(request),
    }  # fmt: skip
    return render(request, "portal/organisations/acting_for.html", context, status=422 if found else 200)


@never_cache
@require_POST
def answer(request: HttpRequest, invitation: UUID) -> HttpResponse:
    """Yes or no to an invitation sent to my telephone. One to another telephone does not exist here."""
    person = me(request)
    found = next((one for one in staff.invitations_for(person) if one.pk == invitation), None)
    if found is None:
        raise Http404
    if "decline" in request.POST:
        staff.withdraw(found, actor=session.actor(request))
        messages.success(request, _("Đã từ chối lời mời."))
        return redirect("acting_for")
    return _accepted(request, found, person)


def _accepted(request: HttpRequest, found: Invitation, person: Account) -> HttpResponse:
    if first := sure.led(request, reverse("acting_for")):
        return first
    try:
        mandate = staff.accept(found, person, actor=session.actor(request))
    except Refused as error:
        messages.error(request, error.message)
        return redirect("acting_for")
    name = {"name": found.principal.display_name}
    if mandate in mandates.of_agent(person.pk):
        mandates.act_under(request, mandate)
        messages.success(request, _("Đã đồng ý. Từ bây giờ bạn làm việc cho %(name)s.") % name)
    else:
        messages.success(request, _("Đã đồng ý làm việc cho %(name)s từ ngày được giao.") % name)
    return redirect("acting_for")
