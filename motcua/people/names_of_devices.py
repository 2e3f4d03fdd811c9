"""What a browser and a network are called, in words their owner recognises."""

import ipaddress

from django.utils.translation import gettext as _

BROWSERS = (
    ("Zalo", "Zalo"), ("coc_coc_browser", "Cốc Cốc"), ("Edg", "Edge"), ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"),
    ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
"""A part of the User-Agent and the name people know, the more particular first."""
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("CrOS", "Chromebook"), ("Mac OS", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


def device(user_agent: str) -> str:
    """ "Chrome, Android"; a browser nobody knows is called just that."""
    agent = user_agent[:1000]
    found = [next((name for part, name in names if part in agent), "") for names in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found)) or _("Trình duyệt khác")


def network(address: str) -> str:
    """The address without its last part: enough to tell home from elsewhere, not enough to follow a person."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if parsed.version == 4:
        return ".".join(str(parsed).split(".")[:3]) + ".x"
    return ":".join(parsed.exploded.split(":")[:3]) + ":x"
