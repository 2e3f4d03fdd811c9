"""What an office offers: one procedure with level, fee and words of its own, the whole commune set, stopping."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.agencies.models import Agency, Unit
from motcua.backstage.catalogue import evidence, local_route, reach
from motcua.backstage.catalogue.problems import Problem
from motcua.catalogue import offers
from motcua.catalogue.levels.judging import prove, prove_all
from motcua.catalogue.levels.proof import Proof
from motcua.catalogue.models import Offering, Procedure, ProcedureVersion
from motcua.catalogue.schema import Step
from motcua.dossiers import session
from motcua.kit.actor import Actor
from motcua.kit.vietnamese import clean

FORM = ["GET", "HEAD", "POST"]
MOST_GUIDANCE = 5_000
MOST_FEE = 1_000_000_000  # đồng
MOST_AT_ONCE = 1_000


@require_http_methods(FORM)
def offer(request: HttpRequest, code: str) -> HttpResponse:
    """One procedure at one office (`co-quan`, own by default): level up to the proof, local fee, guidance, route."""
    actor = session.actor(request)
    of, office = reach.procedure(actor, code), reach.office(actor, request.GET.get("co-quan", ""))
    version = reach.in_force(of)
    if version is None:
        raise Http404
    known = Offering.objects.filter(agency=office, procedure=of).first()
    text = _typed(request) if request.method == "POST" else _text(known)
    route = local_route.typed(request.POST) if request.method == "POST" else local_route.text_of(known, version)
    own, wrong = local_route.read(route, version)
    proof = prove(version, office.id, own)
    problems: list[Problem] = []
    if request.method == "POST":
        problems = wrong or local_route.unproven(proof, own, _level(text)) or _offer(office, of, actor, text, own)
        if not problems:
            messages.success(request, _("%(office)s đang cung cấp thủ tục này.") % {"office": office.name})
            return HttpResponseRedirect(reverse("catalogue_procedure", args=[code]))
        proof = prove(version, office.id, [])  # the levels one may choose once the steps are put right
    context = {
        "of": of, "office": office, "offices": reach.offices(actor), "known": known, "text": text,
        "route": local_route.rows(route, version, problems),
        "problems": problems, "proof": proof, "levels": _levels(proof), "missing": evidence.missing(proof),
        "here": _here(request),
    }  # fmt: skip
    return render(request, "backstage/catalogue/offer.html", context, status=422 if problems else 200)


def _here(request: HttpRequest) -> str:
    code = request.GET.get("co-quan", "")
    return f"?{urlencode({'co-quan': code})}" if code else ""


def _levels(proof: Proof) -> list[tuple[str, str]]:
    return [(str(level), _(evidence.LEVELS[level])) for level in range(1, proof.level + 1)]


def _text(known: Offering | None) -> dict[str, str]:
    fee = (known.fee if known else None) or {}
    amount = f"{fee['amount']:,}".replace(",", ".") if fee.get("amount") else ""
    return {
        "level": str(known.level) if known else "", "guidance": known.guidance if known else "",
        "amount": amount, "decision": str(fee.get("decision", "")), "revision": str(known.revision if known else 0),
    }  # fmt: skip


def _typed(request: HttpRequest) -> dict[str, str]:
    data = request.POST
    plain = {name: clean(data.get(name, ""))[:500] for name in ("level", "amount", "decision", "revision")}
    return plain | {"guidance": clean(data.get("guidance", ""), lines=True)}


def _level(text: dict[str, str]) -> int:
    """The level chosen; 0 when none was."""
    return int(text["level"]) if text["level"] in ("1", "2", "3", "4") else 0


def _offer(office: Agency, of: Procedure, actor: Actor, text: dict[str, str], route: list[Step]) -> list[Problem]:
    """Do it; gives what stands in the way."""
    problems = []
    if not _level(text):
        problems.append(Problem("level", _("Hãy chọn mức độ cung cấp.")))
    if len(text["guidance"]) > MOST_GUIDANCE:
        problems.append(Problem("guidance", _("Lời hướng dẫn dài quá. Hãy viết ngắn lại.")))
    fee, wrong = _fee(text)
    problems += wrong
    if problems:
        return problems
    revision = int(text["revision"]) if text["revision"].isascii() and text["revision"].isdigit() else 0
    try:
        offers.offer(
            office, of, actor, level=_level(text), guidance=text["guidance"], fee=fee, route=route, revision=revision
        )
    except offers.CannotOffer as refused:
        return [Problem("level", str(refused))]
    return []


def _fee(text: dict[str, str]) -> tuple[dict[str, Any], list[Problem]]:
    """The council's amount and its decision; empty when this office has none of its own."""
    if not text["amount"] and not text["decision"]:
        return {}, []
    plain = text["amount"].removesuffix("đồng").removesuffix("đ").replace(".", "").replace(" ", "")
    if not (plain.isascii() and plain.isdigit() and len(plain) < 12 and 0 < int(plain) <= MOST_FEE):
        return {}, [Problem("amount", _("Hãy ghi số tiền bằng chữ số, lớn hơn 0. Ví dụ 15.000."))]
    if not text["decision"]:
        return {}, [Problem("decision", _("Hãy ghi nghị quyết của Hội đồng nhân dân tỉnh quy định mức này."))]
    return {"amount": int(plain), "decision": text["decision"]}, []


@require_http_methods(FORM)
def stop(request: HttpRequest, code: str) -> HttpResponse:
    """The office no longer offers the procedure, after asking."""
    actor = session.actor(request)
    of, office = reach.procedure(actor, code), reach.office(actor, request.GET.get("co-quan", ""))
    known = Offering.objects.filter(agency=office, procedure=of).first()
    if known is None:
        messages.info(request, _("Cơ quan không cung cấp thủ tục này."))
        return HttpResponseRedirect(reverse("catalogue_procedure", args=[code]))
    if request.method == "POST":
        offers.stop(office, of, actor)
        messages.success(request, _("%(office)s đã ngừng cung cấp thủ tục này.") % {"office": office.name})
        return HttpResponseRedirect(reverse("catalogue_procedure", args=[code]))
    context = {"of": of, "office": office, "known": known}
    return render(request, "backstage/catalogue/stop.html", context)


@dataclass(frozen=True, slots=True)
class Planned:
    """A procedure of the set: the level it would get, or (0) why it cannot be offered."""

    code: str
    name: str
    level: int
    why: str


@require_http_methods(FORM)
def whole_set(request: HttpRequest) -> HttpResponse:
    """Every commune procedure in force that the office does not offer yet: shown first, then offered at once."""
    actor = session.actor(request)
    office = reach.office(actor, request.GET.get("co-quan", ""))
    commune = office.unit.kind == Unit.Kind.COMMUNE
    wanted = _set(office) if commune else []
    if request.method == "POST" and commune:
        made = offers.offer_all(office, [version.procedure for version in wanted], actor)
        messages.success(request, _("Đã cung cấp thêm %(count)d thủ tục.") % {"count": len(made)})
        return HttpResponseRedirect(f"{reverse('catalogue_list')}?loc=cung-cap")
    plan = _plan(wanted, office)
    context = {
        "office": office, "commune": commune, "here": _here(request), "can": [one for one in plan if one.level],
        "offices": [one for one in reach.offices(actor) if one.unit.kind == Unit.Kind.COMMUNE],
        "cannot": [one for one in plan if not one.level], "offered": Offering.objects.filter(agency=office).count(),
        "counts": [(level, sum(one.level == level for one in plan)) for level in (4, 3, 2, 1)],
    }  # fmt: skip
    return render(request, "backstage/catalogue/whole_set.html", context)


def _set(office: Agency) -> list[ProcedureVersion]:
    offered = Offering.objects.filter(agency=office).values("procedure")
    found = ProcedureVersion.objects.filter(current_of__tiers__contains=["commune"]).exclude(procedure__in=offered)
    return list(found.select_related("procedure", "form").order_by("procedure__code")[:MOST_AT_ONCE])


def _plan(wanted: Iterable[ProcedureVersion], office: Agency) -> list[Planned]:
    versions = list(wanted)
    proofs = prove_all(versions, office.id)
    return [
        Planned(
            version.code, version.name, proofs[version.id].level,
            " ".join(_(one.condition.lacking) for one in proofs[version.id].lacking(1)),
        )
        for version in versions
    ]  # fmt: skip
