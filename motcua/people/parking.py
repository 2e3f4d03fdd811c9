"""Words typed into a form whose session was lost: kept in the new session, given back after signing in."""

from django.http import HttpRequest

PARKED = "parked"
MOST_FIELDS = 300
MOST_SIGNS = 60_000
PASSING = frozenset({"csrfmiddlewaretoken", "credential"})
"""Fields that mean nothing a moment later."""


def park(request: HttpRequest, address: str = "") -> None:
    """Keep the fields of a refused POST, so that signing in again loses nothing. Files cannot be kept.

    They are given back at `address`: the path whose page shows the form, when it is not the one they were sent to.
    """
    if request.method != "POST":
        return
    fields = {name: request.POST.getlist(name) for name in list(request.POST)[:MOST_FIELDS] if name not in PASSING}
    if sum(len(value) for values in fields.values() for value in values) <= MOST_SIGNS:
        request.session[PARKED] = {"address": address or request.path, "fields": fields}


def parked(request: HttpRequest) -> dict[str, list[str]] | None:
    """The fields parked for this address, once."""
    kept = request.session.get(PARKED)
    if not kept or kept["address"] != request.path:
        return None
    del request.session[PARKED]
    fields: dict[str, list[str]] = kept["fields"]
    return fields


def words(request: HttpRequest) -> dict[str, str]:
    """What the fields of a page show: what this POST brought, else what was parked, the last of each name."""
    if request.method == "POST":
        return {name: str(value) for name, value in request.POST.items()}
    return {name: values[-1] for name, values in (parked(request) or {}).items() if values}
