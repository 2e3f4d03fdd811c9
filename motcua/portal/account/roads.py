"""The roads in that lead over somebody else's door: their words, their links."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from motcua.kit.words import N_
from motcua.people.sso import registry

LABELS = {
    "dvcqg": N_("Tài khoản cấp bởi Cổng dịch vụ công quốc gia"),
    "vneid": N_("Tài khoản định danh điện tử cấp bởi Bộ Công an"),
    "staff": N_("Danh bạ cán bộ"),
}
"""The words of the roads in; those of citizens are fixed by the rules of the national portal."""


def offered(address: str) -> list[dict[str, str]]:
    """The accounts elsewhere that the citizens' door offers, each with its link; `address` is where they go then."""
    return [{"label": _(LABELS[name]), "href": start_of(name, address)} for name in registry.offered()]


def staff_road(address: str) -> str:
    """The link to the directory of officers; "" where there is none."""
    return start_of(registry.STAFF, address) if registry.configuration(registry.STAFF) else ""


def start_of(provider: str, address: str) -> str:
    """The link that begins a sign-in."""
    return reverse("sso_start", args=[provider]) + (f"?{urlencode({'next': address})}" if address else "")
