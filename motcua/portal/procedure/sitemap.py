"""Where everything is: for search engines (XML, robots.txt) and for people (Circular 32/2017 Art 16)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.catalogue.models import Procedure
from motcua.portal.find.offer import offer
from motcua.portal.labels import labels

MOST = 5_000
"""Addresses in one file."""
PAGES = ("home", "procedure_search", "places", "help", "track", "check", "site_tree")
CLOSED = ("/ho-so/", "/nop-ho-so/", "/mot-cua/", "/quan-tri/", "/tra-cuu/", "/dang-nhap/", "/dang-ky/", "/ma-xac-nhan/")
"""Nothing there is for search engines: people's own pages and the office's rooms."""
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
SECONDS = 60 * 60


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list of the files that list the pages."""
    count = Procedure.objects.exclude(current=None).count()
    files = max(1, -(-count // MOST))
    places = "".join(f"<sitemap><loc>{_full('sitemap_part', number)}</loc></sitemap>" for number in range(1, files + 1))
    return _xml(f'{HEAD}<sitemapindex xmlns="{SPACE}">{places}</sitemapindex>')


@require_safe
def part(request: HttpRequest, number: int) -> HttpResponse:
    """One file: at most 5,000 published procedures; the first also names the other public pages."""
    if not 1 <= number <= 1000:
        raise Http404
    start = (number - 1) * MOST
    rows = list(
        Procedure.objects.exclude(current=None).order_by("code")
        .values_list("code", "current__published_at")[start : start + MOST]
    )  # fmt: skip
    if not rows and number > 1:
        raise Http404
    first = [_entry(_full(name), None) for name in PAGES] if number == 1 else []
    body = "".join([*first, *_procedures(rows)])
    return _xml(f'{HEAD}<urlset xmlns="{SPACE}">{body}</urlset>')


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines leave alone, and where they find the rest."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), f"Sitemap: {_full('sitemap')}", ""]
    answer = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    answer["Cache-Control"] = f"public, max-age={SECONDS}"
    return answer


@require_safe
def tree(request: HttpRequest) -> HttpResponse:
    """The same for people: the parts of the portal as a tree, procedures by field of work."""
    search = reverse("procedure_search")
    fields = [(name, f"{search}?{urlencode({'linh-vuc': part})}") for part, name in offer().fields.items()]
    parts = [
        (_("Làm thủ tục"), [
            (_("Tìm thủ tục"), search), (_("Tìm theo nơi ở, cơ quan"), reverse("places")),
            (_("Kiểm tra kết quả"), reverse("check")),
        ]),
        (_("Hồ sơ đã nộp"), [
            (_("Tra cứu hồ sơ"), reverse("track")), (_("Hồ sơ của tôi"), reverse("my_dossiers")),
        ]),
        (_("Tài khoản"), [(_("Đăng ký"), reverse("sign_up")), (_("Đăng nhập"), reverse("sign_in")),
                          (_("Đăng nhập dành cho cán bộ"), reverse("officer_sign_in"))]),
        (_("Giúp đỡ"), [(_("Trợ giúp"), reverse("help")), (_("Sơ đồ trang cho máy tìm kiếm"), reverse("sitemap"))]),
    ]  # fmt: skip
    return render(request, "portal/procedure/site_tree.html", {"parts": parts, "fields": fields, "labels": labels()})


def _procedures(rows: Iterable[tuple[str, datetime | None]]) -> Iterator[str]:
    for code, published in rows:
        yield _entry(_full("procedure", code), published)


def _entry(address: str, changed: datetime | None) -> str:
    day = f"<lastmod>{changed:%Y-%m-%d}</lastmod>" if changed else ""
    return f"<url><loc>{address}</loc>{day}</url>"


def _full(name: str, *args: object) -> str:
    return escape(f"{settings.MOTCUA_URL.rstrip('/')}{reverse(name, args=args)}")


def _xml(text: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="application/xml; charset=utf-8")
    answer["Cache-Control"] = f"public, max-age={SECONDS}"
    return answer
