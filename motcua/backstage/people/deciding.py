"""What waits for a second pair of eyes: one page, many ticks, each decided on its own."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from motcua.agencies import proposals
from motcua.agencies.models import Proposal
from motcua.backstage.people import asking
from motcua.backstage.people.listing import proposal_words
from motcua.dossiers import session
from motcua.kit.actor import Actor
from motcua.kit.words import Invalid

MOST_AT_ONCE = 200


@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: HttpRequest) -> HttpResponse:
    """Those to decide, then those decided lately. Approving what I proposed, or what is about me, is refused."""
    actor = session.actor(request)
    problem = _decide(request, actor) if request.method == "POST" else ""
    if request.method == "POST" and not problem:
        return HttpResponseRedirect(reverse("officer_proposals"))
    rows = []
    for one in proposals.waiting(actor):
        refusal = proposals.may_decide(actor, one)
        rows.append(proposal_words(one) | {"refusal": _(refusal) if refusal else "", "own": refusal == proposals.OWN})
    context = {
        "rows": rows, "ended": [proposal_words(one) for one in proposals.recent(actor)], "problem": problem,
        "decidable": any(not row["refusal"] for row in rows), "notices": list(messages.get_messages(request)),
        "ticked": request.POST.getlist("id")[:MOST_AT_ONCE], "answer": request.POST.get("answer", "")[:300],
    }  # fmt: skip
    return render(request, "backstage/people/proposals.html", context, status=422 if problem else 200)


@require_POST
def withdraw(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take back what I proposed; what others proposed is not there."""
    actor = session.actor(request)
    if not Proposal.objects.filter(pk=id, made_by=actor.account).exists():
        raise Http404
    try:
        found = proposals.withdraw(id, actor=actor)
    except Invalid as error:
        messages.error(request, asking.said(error))
    else:
        messages.success(request, _("Đã rút đề nghị về %(name)s.") % {"name": found.account.full_name})
    return HttpResponseRedirect(reverse("officer_proposals"))


def _decide(request: HttpRequest, actor: Actor) -> str:
    """Decide what was ticked; gives the sentence of the first refusal, "" when all went well."""
    approve = request.POST.get("decision") == "approve"
    ticked = _ids(request.POST.getlist("id")[:MOST_AT_ONCE])
    if not ticked or request.POST.get("decision") not in ("approve", "decline"):
        return _("Hãy đánh dấu ít nhất một đề nghị.")
    done, refusal = 0, ""
    for id in ticked:
        try:
            proposals.decide(id, approve, actor=actor, answer=request.POST.get("answer", ""))
            done += 1
        except Invalid as error:
            refusal = refusal or asking.said(error)
    if done:
        agreed = ngettext("Đã duyệt %(count)d đề nghị.", "Đã duyệt %(count)d đề nghị.", done)
        declined = ngettext("Không duyệt %(count)d đề nghị.", "Không duyệt %(count)d đề nghị.", done)
        messages.success(request, (agreed if approve else declined) % {"count": done})
    return refusal


def _ids(texts: list[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
