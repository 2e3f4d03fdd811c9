"""The addresses of programs, below /api/v1/."""

from django.urls import URLPattern, path

from motcua.exchange import contract, page
from motcua.exchange.door import opened

PRIVATE = frozenset({"api_mine", "api_dossier", "api_account"})


def _operations() -> list[URLPattern]:
    return [
        path(
            str(one.pattern), opened(one.callback, one.name or "", contract.parameters, private=one.name in PRIVATE),
            name=one.name,
        )
        for one in contract.patterns()
    ]  # fmt: skip


urlpatterns: list[URLPattern] = [
    path("", page.home, name="api"),
    path("openapi.json", opened(page.schema, "api_schema", contract.parameters, private=False), name="api_schema"),
    *_operations(),
    path("<path:rest>", opened(page.unknown, "api_unknown", contract.parameters, private=False), name="api_unknown"),
]
