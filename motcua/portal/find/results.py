"""A search carried out: what was typed as a place becomes an office, and each hit says what one wants to know."""

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from motcua.catalogue import api as catalogue
from motcua.portal.find import facts, whereabouts
from motcua.portal.find.criteria import AUDIENCES, FULL, LEVELS, TIERS, Criteria
from motcua.portal.find.offer import Offer
from motcua.portal.find.offices import Office
from motcua.portal.find.whereabouts import Whereabouts

SIZE = 20


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results. `office` is the one meant by its code or by its place; `near` are other words to try."""

    hits: list[dict[str, Any]]
    total: int
    more: bool
    next: str
    office: Office | None
    where: Whereabouts | None
    near: list[str]


def find(criteria: Criteria, known: Offer) -> Results:
    """One page. A place that is typed wins over an office of the list: it was typed later."""
    where = whereabouts.find(criteria.place) if criteria.place else None
    chosen = where.office if where else known.office(criteria.office)
    tier = criteria.tier
    if where and where.elsewhere and not tier:
        tier = "xa"  # what every commune does can be read here, whoever takes it
    found = catalogue.search(_query(criteria, known, tier, chosen), criteria.after, SIZE)
    near = catalogue.suggestions(criteria.q) if criteria.q and not found.hits else []
    return Results(
        hits=[_shown(hit, chosen) for hit in found.hits],
        total=found.total,
        more=found.more,
        next=replace(criteria, after=found.next).address(after=found.next) if found.next else "",
        office=chosen,
        where=where,
        near=[one for one in near if one != criteria.q],
    )


def _query(criteria: Criteria, known: Offer, tier: str, chosen: Office | None) -> catalogue.Query:
    least, most = LEVELS.get(criteria.level, (0, 0))
    return catalogue.Query(
        q=criteria.q,
        field=known.fields.get(criteria.field, ""),
        agency=chosen.id if chosen else None,
        tier=TIERS.get(tier, ""),
        level=least,
        level_to=most,
        full_online=criteria.level == FULL,
        audience=AUDIENCES.get(criteria.audience, ""),
        event=known.events.get(criteria.event, ""),
    )


def _shown(hit: catalogue.Hit, chosen: Office | None) -> dict[str, Any]:
    kept = f"?{urlencode({'co-quan': chosen.code})}" if chosen else ""
    return {
        "code": hit.code, "name": hit.name, "summary": hit.summary, "facts": facts.glance(hit),
        "details": reverse("procedure", args=[hit.code]) + kept,
        "apply": reverse("start", args=[hit.code]) + kept if hit.online else "",
    }  # fmt: skip
