"""The product's addresses, and the page of a look-up without its statements."""

import altcha
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config import access
from config.urls import handler400, handler403, handler404, handler500, urlpatterns
from motcua.dossiers import pin
from motcua.dossiers.models import Dossier
from motcua.people.altcha import _key
from motcua.portal.track import lookup

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

_remembered: dict[str, Dossier] = {}


def look_up_without_sql(request: HttpRequest) -> HttpResponse:
    """All that `lookup.track` does except its statements: the same proof checked, the same page drawn."""
    code = request.POST["ma"]
    dossier = _remembered.get(code) or pin.by_code(code)
    assert dossier is not None
    _remembered[code] = dossier
    assert altcha.verify_solution(request.POST["altcha"], _key()).verified
    return lookup._progress(request, dossier, code)


access.TABLE["bench_look_up"] = access.Rule.PUBLIC
urlpatterns = [*urlpatterns, path("bench/tra-cuu/", look_up_without_sql, name="bench_look_up")]
