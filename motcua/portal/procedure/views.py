"""The page of a procedure, its older versions, the list to print, and the page of a withdrawn one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from motcua.catalogue import api as catalogue
from motcua.catalogue import successors
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.portal.procedure import page, sharing
from motcua.portal.procedure.gathering import Shown, gather

MOST_NUMBER = 32_000


@dataclass(frozen=True, slots=True)
class Gone:
    """A procedure no longer in force. `name`, `number` (of the last version) are empty where it never was here."""

    code: str
    name: str
    number: int
    since: date | None
    decision: str
    reason: str
    successors: list[str]


@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """The plain answer, what to prepare, the eleven items of Circular 32/2017 Art 5, the door to a dossier."""
    shown = in_force(request, code)
    if shown is None:
        return withdrawn(request, code)
    return render(request, "portal/procedure/page.html", page.whole(request, shown))


@require_safe
def checklist(request: HttpRequest, code: str) -> HttpResponse:
    """What to prepare as boxes to tick, on paper or on the phone."""
    shown = in_force(request, code)
    if shown is None:
        return withdrawn(request, code)
    return render(request, "portal/procedure/checklist.html", page.whole(request, shown))


@require_safe
def edition(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A version that was in force before, to read only."""
    found = _editions(code).filter(number=min(number, MOST_NUMBER)).exclude(published_at=None).first()
    if found is None:
        raise Http404
    if found.procedure.current_id == found.id:
        return redirect("procedure", code=code)
    version = catalogue.version(found.id)
    shown = gather(version)
    context: dict[str, Any] = page.common(shown, page.contact_of(request, shown))
    context |= {
        "withdrawn_at": found.withdrawn_at, "in_force": found.procedure.current_id is not None,
        "canonical": sharing.address(code), "kept": "",
    }  # fmt: skip
    return render(request, "portal/procedure/edition.html", context)


def in_force(request: HttpRequest, code: str) -> Shown | None:
    """The version in force with the office of the address; None when there is none."""
    try:
        version = catalogue.published(code)
    except Procedure.DoesNotExist:
        return None
    return gather(version, request.GET.get("co-quan", "")[:40])


def withdrawn(request: HttpRequest, code: str) -> HttpResponse:
    """410 for a procedure that was abolished, with the decision and what replaced it; 404 for one that never was.

    A code that was abolished before this installation began is known from the shipped library.
    """
    last = _editions(code).exclude(withdrawal=None).order_by("-number").first()
    if last is not None and last.withdrawal is not None:
        gone = Gone(
            code, last.name, last.number, last.withdrawn_at, last.withdrawal["decision"],
            last.withdrawal.get("reason", ""), last.withdrawal.get("successors", []),
        )  # fmt: skip
    elif known := successors.abolished(code):
        said = known.decision
        gone = Gone(code, "", 0, said.decision_date, said.decision, said.reason, [known.successor])
    else:
        raise Http404
    context = {"gone": gone, "successors": successors.of(gone.successors)}
    return render(request, "portal/procedure/withdrawn.html", context, status=410)


def _editions(code: str) -> Any:
    if not code.isprintable():  # PostgreSQL knows no NUL, and an address may bring one
        return ProcedureVersion.objects.none()
    return ProcedureVersion.objects.filter(procedure__code=code).select_related("procedure")
