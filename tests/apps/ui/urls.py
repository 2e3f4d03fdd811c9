"""The addresses of the design system's own tests: the gallery, and one page for every kind of trouble."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import override_settings
from django.urls import path
from django.views.decorators.csrf import csrf_protect

from motcua.ui import errors
from motcua.ui.gallery import gallery

handler400 = "motcua.ui.errors.bad_request"
handler403 = "motcua.ui.errors.permission_denied"
handler404 = "motcua.ui.errors.page_not_found"
handler500 = "motcua.ui.errors.server_error"


def frame_only() -> override_settings:
    """Settings under which only the design system runs: these addresses, nobody's access table, no account."""
    kept = [name for name in settings.MIDDLEWARE if name.startswith(("django.", "csp.", "whitenoise.", "django_htmx."))]
    return override_settings(
        ROOT_URLCONF="tests.apps.ui.urls",
        MIDDLEWARE=[name for name in kept if "contrib.auth" not in name],
    )


def missing(request: HttpRequest) -> HttpResponse:
    raise Http404


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("on purpose")


def busy(request: HttpRequest) -> HttpResponse:
    return errors.too_many(request, 130)


def undefined(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery.html", {"frame": "ui/base.html"})


urlpatterns = [
    path("", gallery, name="home"),
    path("quan-tri/giao-dien/", csrf_protect(gallery), name="gallery"),
    path("khong-co/", missing),
    path("hong/", broken),
    path("ban/", busy),
    path("thieu/", undefined),
]
