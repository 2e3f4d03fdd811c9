"""One act of the office on one dossier: GET shows its page, POST does it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.catalogue import api as catalogue
from motcua.counter import documents, held, late, offers, outcomes, reach
from motcua.counter.blanks import BLANKS, Blank, Faulty, grouped
from motcua.counter.blanks.outcome import PREFIX, ProposeBlank
from motcua.dossiers import lifecycle, policy, session
from motcua.dossiers.actions import REGISTRY
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.actions.propose import FaultyResult
from motcua.dossiers.models import Dossier
from motcua.people import parking

Problems = dict[str, str]


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, id: UUID, act: str) -> HttpResponse:
    """The page of an act; who may not do it is told that it does not exist."""
    dossier, actor, name = reach.handled(request, id), session.actor(request), offers.transition(act)
    if name is None or not policy.may(actor, name, dossier):
        raise Http404
    blank = BLANKS[name](dossier, actor)
    if not late.possible(name, dossier):
        return _too_late(request, name, blank)
    if request.method != "POST":
        return _page(request, name, blank)
    if request.POST.get("seen") != str(dossier.last_entry):
        return _page(request, name, blank, {"": late.warning(dossier)}, status=409)
    return _do(request, name, blank)


def _do(request: HttpRequest, name: str, blank: Blank) -> HttpResponse:
    typed = request.POST.dict()
    try:
        if "preview" in typed and isinstance(blank, ProposeBlank):
            return documents.draft(blank.dossier, blank.draft(typed))
        done = REGISTRY[name](blank.dossier.id, blank.actor, **blank.arguments(typed)).perform()
    except Faulty as faulty:
        return _page(request, name, blank, faulty.problems, status=422)
    except FaultyResult as faulty:
        problems = {PREFIX + key: message for key, message in faulty.problems.items()}
        return _page(request, name, blank, problems, status=422)
    except Refused as refused:
        return _page(request, name, blank, {"": str(refused)}, status=422)
    except policy.Forbidden:
        raise Http404 from None
    except lifecycle.NotAllowed:
        blank.dossier.refresh_from_db()
        return _too_late(request, name, blank)
    return _home(request, done, name)


def _home(request: HttpRequest, dossier: Dossier, name: str) -> HttpResponse:
    messages.success(request, outcomes.told(dossier, name))
    return HttpResponseRedirect(reverse("desk", args=[dossier.id]))


def _page(
    request: HttpRequest, name: str, blank: Blank, problems: Problems | None = None, status: int = 200
) -> HttpResponse:
    typed = parking.words(request)
    found = problems or {}
    context = _common(name, blank) | {
        "groups": grouped(blank.entries(typed, found)),
        "problems": [{"field": field, "message": message} for field, message in found.items()],
        "follows": blank.follows(),
        "why": blank.why(),
        "sections": held.declaration(blank.dossier),
        "papers": held.papers(blank.dossier),
        "tells": outcomes.announced(blank.dossier) if outcomes.notifies(name) else "",
        "preview": blank.preview,
        "button_kind": blank.button,
        "seen": str(blank.dossier.last_entry),
    }
    return render(request, "counter/act.html", context, status=status)


def _too_late(request: HttpRequest, name: str, blank: Blank) -> HttpResponse:
    """Somebody was faster. When it was this very officer, a second click changes nothing and says so."""
    if request.method == "POST" and late.done_by(blank.actor, name, blank.dossier):
        return _home(request, blank.dossier, name)
    typed = request.POST.dict() if request.method == "POST" else {}
    context = _common(name, blank) | {
        "happened": late.happened(blank.dossier),
        "kept": late.kept(blank.entries(typed, {}), typed),
    }
    return render(request, "counter/late.html", context, status=409)


def _common(name: str, blank: Blank) -> dict[str, Any]:
    return {
        "dossier": blank.dossier,
        "procedure": catalogue.version(blank.dossier.version_id).name,
        "title": str(REGISTRY[name].title),
    }
