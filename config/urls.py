"""Every address of the product; who may open each is in `config/access.py`."""

from django.urls import URLPattern, URLResolver, include, path

from config import access, health
from motcua.backstage import rights

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.process, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("mot-cua/", include("motcua.counter.urls")),
    path("quan-tri/", include("motcua.backstage.urls")),
    path("", include("motcua.portal.urls")),
]

handler400 = "motcua.ui.errors.bad_request"
handler403 = "motcua.ui.errors.permission_denied"
handler404 = "motcua.ui.errors.page_not_found"
handler500 = "motcua.ui.errors.server_error"

rights.register_addresses({name: rule.name for name, rule in access.TABLE.items()})
