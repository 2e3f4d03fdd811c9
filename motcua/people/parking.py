"""Words typed into a form whose session was lost: kept in the new session, given back after signing in."""

from django.http import HttpRequest

PARKED = "parked"
MOST_FIELDS = 300
MOST_SIGNS = 60_000


def park(request: HttpRequest) -> None:
    """Keep the fields of a refused POST, so that signing in again loses nothing. Files cannot be kept."""
    if request.method != "POST":
        return
    fields = {
        name: request.POST.getlist(name) for name in list(request.POST)[:MOST_FIELDS] if name != "csrfmiddlewaretoken"
    }
    if sum(len(value) for values in fields.values() for value in values) <= MOST_SIGNS:
        request.session[PARKED] = {"address": request.path, "fields": fields}


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
