"""Every address of the product; who may open each is in `config/access.py`."""

from django.urls import URLPattern, URLResolver, include, path

from config import access, health
from motcua.backstage import rights

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.process, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("api/v1/", include("motcua.exchange.urls")),
    path("mot-cua/", include("motcua.counter.urls")),
    path("quan-tri/", include("motcua.backstage.urls")),
    path("", include("motcua.portal.urls")),
]

handler400 = "config.refusals.bad_request"
handler403 = "config.refusals.permission_denied"
handler404 = "config.refusals.page_not_found"
handler500 = "config.refusals.server_error"

rights.register_addresses({name: rule.name for name, rule in access.TABLE.items()})
