"""The procedures that a mandate is limited to: chosen by search, named by their codes."""

from collections.abc import Sequence

from motcua.catalogue.models import Procedure
from motcua.catalogue.search import Query, search

MOST = 100
OFFERED = 15
"""Procedures shown for one search."""


def known(codes: Sequence[str]) -> list[str]:
    """Those of the codes that are procedures (one statement)."""
    wanted = [code for code in codes[:MOST] if code.isprintable() and len(code) <= 40]
    return list(Procedure.objects.filter(code__in=wanted).order_by("code").values_list("code", flat=True))


def names(codes: Sequence[str]) -> dict[str, str]:
    """Code → name (one statement, none for no codes)."""
    if not codes:
        return {}
    rows = Procedure.objects.filter(code__in=list(dict.fromkeys(codes))[:MOST], current__isnull=False)
    return dict(rows.order_by("code").values_list("code", "current__name"))


def choices(chosen: Sequence[str], text: str) -> list[tuple[str, str, bool]]:
    """Code, name, whether it is ticked: those chosen, then the best matches of what was typed; codes are ticked."""
    typed = known(text.replace(",", " ").split())
    named = names([*chosen, *typed])
    found = [] if typed or not text else [row for row in matching(text) if row[0] not in named]
    return [*((code, name, True) for code, name in named.items()), *((code, name, False) for code, name in found)]


def matching(text: str) -> list[tuple[str, str]]:
    """Code and name of the best matches of what somebody typed."""
    return [(hit.code, hit.name) for hit in search(Query(q=text[:200]), size=OFFERED).hits]
