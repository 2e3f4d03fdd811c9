"""The addresses of programs, below /api/v1/."""

from django.urls import URLPattern, path

from motcua.exchange import contract, page
from motcua.exchange.door import opened

PRIVATE = frozenset({"api_mine", "api_dossier", "api_account"})


def _operations() -> list[URLPattern]:
    """Those of the library, with the converter that everything else here uses."""
    found = []
    for one in contract.patterns():
        name, route = one.name or "", str(one.pattern).replace("<uuidstr:", "<uuid:")
        view = opened(one.callback, name, contract.parameters, private=name in PRIVATE)
        found.append(path(route, view, name=name))
    return found


urlpatterns: list[URLPattern] = [
    path("", page.home, name="api"),
    path("openapi.json", opened(page.schema, "api_schema", contract.parameters, private=False), name="api_schema"),
    *_operations(),
    path("<path:rest>", opened(page.unknown, "api_unknown", contract.parameters, private=False), name="api_unknown"),
]
