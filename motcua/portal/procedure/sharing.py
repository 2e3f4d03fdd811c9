"""The address of a procedure's page as people pass it on. Plain links: no script of anybody else runs here."""

from urllib.parse import quote, urlencode

from django.conf import settings
from django.urls import reverse

ZALO = "https://zalo.me/share?url="


def kept(office: str) -> str:
    """The query that keeps the chosen office."""
    return f"?{urlencode({'co-quan': office})}" if office else ""


def address(code: str, office: str = "") -> str:
    """The full address of the page, of this portal by its own name, never by what a request claims."""
    return f"{settings.MOTCUA_URL.rstrip('/')}{reverse('procedure', args=[code])}{kept(office)}"


def zalo(link: str) -> str:
    """Opens Zalo to pass the link on."""
    return ZALO + quote(link, safe="")
