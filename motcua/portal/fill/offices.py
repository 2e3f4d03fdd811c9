"""The offices among which a dossier's own is chosen: a short list, or by the name of a place when there are many."""

from django.db.models import QuerySet

from motcua.agencies.models import Agency
from motcua.catalogue.models import Procedure
from motcua.portal.find import whereabouts

ONLINE = 3
"""From this level on a dossier may be handed in here."""
FEW = 30


def first(procedure: Procedure) -> tuple[list[Agency], bool]:
    """At most 30 offices that take dossiers of a procedure, by code, and whether there are more. One statement."""
    found = list(_taking(procedure).order_by("code")[: FEW + 1])
    return found[:FEW], len(found) > FEW


def chosen(procedure: Procedure, code: str) -> Agency | None:
    """The office of that code, if it takes dossiers of the procedure. One statement, none without a code."""
    return _taking(procedure).filter(code=code).first() if 0 < len(code) <= 24 else None


def meant(procedure: Procedure, text: str) -> tuple[list[Agency], str]:
    """The offices that a typed place means and that take dossiers of the procedure, and what is to be said of it."""
    found = whereabouts.find(text)
    codes = [choice.office for choice in found.choices if choice.office]
    if found.office:
        codes = [found.office.code]
    return list(_taking(procedure).filter(code__in=codes).order_by("code")), found.sentence


def _taking(procedure: Procedure) -> QuerySet[Agency]:
    offered = {"offerings__procedure": procedure, "offerings__level__gte": ONLINE}
    return Agency.objects.filter(is_active=True, **offered)
