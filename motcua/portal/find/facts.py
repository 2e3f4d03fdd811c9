"""What one wants to know before starting, in a few words: fee, time, visits, ways, level."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.catalogue import api as catalogue

ONLINE = 3
"""From this level on a dossier may be handed in here."""


def visits(count: int) -> str:
    """How often one must come to the office, beside the label that says what is counted."""
    if count == 0:
        return _("Không phải đến")
    return ngettext("%(count)d lần", "%(count)d lần", count) % {"count": count}


def ways(online: bool, named: Sequence[str] = ()) -> str:
    """How one may hand in: online where it works here, and the other ways that the record names."""
    others = [words for channel, words in channels().items() if channel in named and channel != "online"]
    found = ([channels()["online"]] if online else []) + (others or [channels()["direct"]])
    *some, last = [found[0], *(way[:1].lower() + way[1:] for way in found[1:])]
    return _("%(some)s hoặc %(last)s") % {"some": ", ".join(some), "last": last} if some else last


def channels() -> dict[str, str]:
    """The channels by which one hands in, in words."""
    return {"online": _("Trực tuyến"), "direct": _("Trực tiếp"), "post": _("Bưu chính")}


def level(number: int, coming: int) -> str:
    """The level of online service with its name in law, beside its label; empty where nobody offers it."""
    if number == 0:
        return ""
    if number < ONLINE:
        return str(number)
    how = _("toàn trình") if coming == 0 else _("một phần")
    return f"{number}, {how}"


def glance(hit: catalogue.Hit) -> list[tuple[str, str]]:
    """The facts of a search result; what nobody knows is left out."""
    said = [
        (_("Lệ phí"), hit.fee),
        (_("Thời hạn"), hit.limit),
        (_("Số lần đến"), visits(hit.visits)),
        (_("Cách nộp"), ways(hit.online, hit.channels)),
        (_("Mức độ"), level(hit.level, hit.visits)),
    ]
    return [(label, words) for label, words in said if words]
