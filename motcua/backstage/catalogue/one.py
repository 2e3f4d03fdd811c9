"""One procedure: its proof, its doubts, its versions, who offers it; and answering for a doubtful value."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.backstage.catalogue import evidence, reach
from motcua.backstage.catalogue.problems import Problem
from motcua.catalogue import drafts, offers, policy, publishing
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.dossiers import session
from motcua.kit import dates
from motcua.kit.vietnamese import clean

MOST_VERSIONS = 30


@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """The proof is that of the draft when one is open (for who may publish), else of the version in force."""
    actor = session.actor(request)
    of = reach.procedure(actor, code)
    publishes, office = policy.may_publish(actor), reach.office(actor)
    draft = drafts.draft_of(of) if publishes else None
    current = reach.in_force(of)
    shown = draft or current
    proof = evidence.shown_proof(shown, None if publishes else office.id) if shown else None
    offered = offers.offerings(of)
    context = {
        "of": of, "publishes": publishes, "office": office, "draft": draft, "current": current, "shown": shown,
        "facts": evidence.facts(proof) if proof else [], "steps": evidence.steps(proof, _fixable(code, publishes))
        if proof else [], "missing": evidence.missing(proof, _fixable(code, publishes)) if proof else [],
        "why_full": evidence.why_full_online(proof) if proof else "",
        "next_level": proof.level + 1 if proof else 0,
        "withdrawn": [] if current else _withdrawal(of),
        "doubts": evidence.doubts(shown) if shown else [], "versions": _versions(of, publishes),
        "offered": offered, "own": next((one for one in offered if one.agency_id == office.id), None),
        "notices": list(messages.get_messages(request)),
    }  # fmt: skip
    return render(request, "backstage/catalogue/procedure.html", context)


def _withdrawal(of: Procedure) -> list[dict[str, str]]:
    """By which decision, of which day and why a procedure was taken out of force; empty when it never was."""
    said = (last.withdrawal or {}) if (last := reach.latest(of)) else {}
    day = said.get("decision_date") or ""
    rows = (
        (_("Quyết định"), said.get("decision", "")),
        (_("Ngày quyết định"), dates.short_date(date.fromisoformat(day)) if day else ""),
        (_("Lý do"), said.get("reason", "")),
    )  # fmt: skip
    return [{"label": label, "value": value} for label, value in rows] if said else []


def _fixable(code: str, publishes: bool) -> str:
    return code if publishes else ""


def _versions(of: Procedure, publishes: bool) -> list[ProcedureVersion]:
    """Newest first, without their texts (one statement)."""
    found = of.versions.only(
        "number", "decision", "decision_date", "published_at", "published_by", "withdrawn_at", "withdrawal",
        "edited_at", "edited_by", "procedure",
    )  # fmt: skip
    if not publishes:
        found = found.exclude(published_at=None)
    return list(found.order_by("-number")[:MOST_VERSIONS])


@require_http_methods(["GET", "HEAD", "POST"])
@reach.publisher
def confirm(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """Answer by name and date for a doubtful value, naming the text that was checked."""
    actor = session.actor(request)
    of = reach.procedure(actor, code)
    version = drafts.draft_of(of) or reach.in_force(of)
    doubt = next((one for one in evidence.doubts(version) if one.item == item), None) if version else None
    if version is None or doubt is None:
        raise Http404
    source = clean(request.POST.get("source", ""), lines=True).strip()
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            publishing.confirm(version, item, actor, source=source)
        except publishing.Refused as refused:
            problems = [Problem("source", str(refused))]
        else:
            messages.success(request, _("Đã ghi nhận: %(name)s xác nhận mục này.") % {"name": actor.name})
            return HttpResponseRedirect(reverse("catalogue_procedure", args=[code]))
    context = {"of": of, "doubt": doubt, "name": actor.name, "source": source, "problems": problems}
    return render(request, "backstage/catalogue/confirm.html", context, status=422 if problems else 200)
