"""The rehearsal before publishing: asked for here, done by a job, seen on the page of publishing."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from motcua.backstage.catalogue import evidence, reach
from motcua.catalogue import drafts
from motcua.catalogue.levels.proof import Proof
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import session
from motcua.rehearsal import gate, runs
from motcua.rehearsal.runs import Standing


@require_POST
@reach.publisher
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Have the draft rehearsed. Two clicks make one run; the page of publishing tells how far it is."""
    actor = session.actor(request)
    draft = drafts.draft_of(reach.procedure(actor, code))
    if draft is not None and standing(draft, evidence.shown_proof(draft)):
        runs.start(draft, actor)
    return HttpResponseRedirect(reverse("catalogue_publish", args=[code]))


def standing(draft: ProcedureVersion, proof: Proof) -> Standing | None:
    """Where the rehearsal of a draft is; None for one that needs none to be published."""
    online = all(one.ok for one in proof.findings if one.condition.key == gate.KEY)
    return runs.standing(draft) if draft.form_id and (online or gate.asks(proof)) else None
