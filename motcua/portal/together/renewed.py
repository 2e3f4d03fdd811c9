"""Mọi người đồng ý với điều vừa sửa: a supplement corrects the declaration, so whoever agreed to it is asked anew."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.agencies import api as agencies
from motcua.agencies.places import Places
from motcua.dossiers import policy
from motcua.dossiers.together import agreeing, proposed
from motcua.portal import own
from motcua.portal.problems import Problem
from motcua.portal.together.consent import standing
from motcua.portal.track import supplement


@own.page
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, id: UUID) -> HttpResponse:
    """What was corrected and where each person stands; POST sends one the link to read and agree."""
    dossier, actor, found = supplement.opened(request, id)
    back = reverse("supplement", args=[dossier.id])
    people = agreeing.persons(dossier)
    if not people or dossier.agency_id is None:
        return HttpResponseRedirect(back)
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            asked = agreeing.ask(dossier.id, actor, request.POST.get("ask", "")[:81])
        except agreeing.CannotAsk as refused:
            problems = [Problem("", str(refused))]
        else:
            messages.success(request, _("Đã gửi tin nhắn cho %(name)s. Hãy chờ trả lời.") % {"name": asked.name})
            return HttpResponseRedirect(request.path)
    context = {
        "dossier": dossier, "found": found, "back": back, "contact": agencies.contact_for(dossier.agency_id),
        "people": [(one, *standing(one, again=True)) for one in people], "done": all(one.agreed for one in people),
        "changes": proposed.changed(proposed.of(dossier), Places()), "problems": problems, "declaration": "",
        "may_ask": policy.may_ask(actor, dossier),
    }  # fmt: skip
    return render(request, "portal/together/renewed.html", context, status=422 if problems else 200)
