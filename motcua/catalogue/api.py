"""What other parts ask of the catalogue."""

from uuid import UUID

from motcua.agencies.models import Agency, Unit
from motcua.catalogue.library import load
from motcua.catalogue.models import Offering, Procedure
from motcua.catalogue.search import Hit, handed_in_online, search
from motcua.catalogue.versions import (
    FeeLine,
    components,
    fee_lines,
    fee_rule,
    fee_summary,
    limit_summary,
    published,
    version,
)

__all__ = [
    "FeeLine", "Hit", "competent", "components", "fee_lines", "fee_rule",
    "fee_summary", "handed_in_online", "limit_summary", "load", "offer", "offerings", "offers", "published",
    "search", "version",
]  # fmt: skip


def offerings(procedure: Procedure) -> list[Offering]:
    """The active offices that offer a procedure, by code (one statement)."""
    found = Offering.objects.filter(procedure=procedure, agency__is_active=True)
    return list(found.select_related("agency__unit__parent").order_by("agency__code"))


def offers(agency: UUID, procedure: UUID) -> bool:
    """Whether an active office offers a procedure."""
    return Offering.objects.filter(agency=agency, procedure=procedure, agency__is_active=True).exists()


def competent(procedure: Procedure, commune: Unit) -> Agency | None:
    """The People's Committee of `commune` when it offers the procedure on this portal (one statement).

    `commune` is where the applicant resides, where the event happened, or any commune: the version's
    `territory` says which question to ask. No office is guessed: without an offering, none is competent here.
    """
    found = (
        Offering.objects.filter(
            procedure=procedure, agency__unit=commune, agency__is_active=True,
            agency__kind=Agency.Kind.PEOPLES_COMMITTEE,
        )
        .select_related("agency")
        .order_by("agency__code")
        .first()
    )  # fmt: skip
    return found.agency if found else None


def offer(agency: Agency, procedure: Procedure, *, level: int = 3) -> Offering:
    """Let an office offer a procedure; nothing happens when it already does."""
    made, _ = Offering.objects.update_or_create(agency=agency, procedure=procedure, defaults={"level": level})
    return made
