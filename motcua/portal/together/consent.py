"""Mọi người cùng đồng ý: who must agree to the declaration, what each said, and the button that asks them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.dossiers import policy
from motcua.dossiers.models import Party
from motcua.dossiers.together import agreeing
from motcua.dossiers.together.agreeing import Person
from motcua.portal import own
from motcua.portal.fill import drafts, tasks
from motcua.portal.problems import Problem


@own.page
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, code: str, id: UUID) -> HttpResponse:
    """Each person with where they stand; POST sends one the link to read and agree."""
    dossier, actor = drafts.opened(request, code, id)
    if not agreeing.persons(dossier):
        return HttpResponseRedirect(drafts.address(dossier))
    problems: list[Problem] = []
    if request.method == "POST":
        if "next" in request.POST:
            return HttpResponseRedirect(tasks.following(dossier, "cosign"))
        try:
            asked = agreeing.ask(dossier.id, actor, request.POST.get("ask", "")[:81])
            messages.success(request, _("Đã gửi tin nhắn cho %(name)s. Hãy chờ trả lời.") % {"name": asked.name})
            return HttpResponseRedirect(request.path)
        except agreeing.CannotAsk as refused:
            problems = [Problem("", str(refused))]
    found = agreeing.persons(dossier)
    context = {
        **drafts.surroundings(dossier), "people": [(one, *standing(one)) for one in found], "problems": problems,
        "done": all(one.agreed for one in found), "may_ask": policy.may_invite(actor, dossier),
        "declaration": drafts.address(dossier, "draft_section", found[0].place.partition(".")[0]),
    }  # fmt: skip
    return render(request, "portal/together/consent.html", context, status=422 if problems else 200)


def standing(person: Person, *, again: bool = False) -> tuple[str, str]:
    """Where one person stands, before handing in or (`again`) before a correction is sent: words and tone."""
    if person.hands_in:
        return _("Đồng ý khi gửi") if again else _("Đồng ý khi nộp"), "good"
    if person.agreed:
        return _("Đã đồng ý"), "good"
    state = person.party.standing if person.party else ""
    if state == Party.State.DECLINED:
        return _("Không đồng ý"), "bad"
    if state == Party.State.INVITED:
        return _("Đang chờ trả lời"), "warn"
    return _("Chưa gửi"), "mute"
