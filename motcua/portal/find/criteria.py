"""By what a search is narrowed, as it stands in the address: short words that people can read, share and print."""

from dataclasses import dataclass, fields, replace
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from motcua.kit.vietnamese import clean
from motcua.portal.find.offer import Offer
from motcua.portal.find.vocabulary import told

LONGEST = 200
LONGEST_PLACE = 600
"""The place at which a list goes on holds a name and a code."""
TIERS = {"xa": "commune", "tinh": "province", "bo": "ministry"}
AUDIENCES = {
    "nguoi-dan": "citizen",
    "doanh-nghiep": "business",
    "to-chuc": "organisation",
    "nuoc-ngoai": "overseas",
}
LEVELS = {"4": (4, 4), "3": (3, 3), "3-4": (3, 4), "2": (2, 2), "1": (1, 1)}
"""Part of an address → the least and the highest level meant."""
FULL = "toan-trinh"
SET = "bo-thu-tuc-cap-"
"""A whole set of procedures stands among the offices (the seed of Hải Dương); it means a level of government."""


@dataclass(frozen=True, slots=True)
class Criteria:
    """What one looks for. Every part is "" or known, but `q` and `place`, which are as typed.

    `tier`, `field`, `level`, `audience` and `event` are parts of addresses, keys of the tables above and of the offer;
    `office` is the code of an office; `after` the place from which the list goes on.
    """

    q: str = ""
    tier: str = ""
    office: str = ""
    place: str = ""
    field: str = ""
    level: str = ""
    audience: str = ""
    event: str = ""
    after: str = ""

    def address(self, **changes: str) -> str:
        """The address of this search with changes, from its first page."""
        changed = replace(self, **({"after": ""} | changes))
        said = {NAMES[one.name]: value for one in fields(changed) if (value := getattr(changed, one.name))}
        return reverse("procedure_search") + (f"?{urlencode(said)}" if said else "")

    def instead(self, q: str) -> str:
        """The address of another text at the same office."""
        return Criteria(q=q, office=self.office, place=self.place).address()

    def cleared(self) -> str:
        """The address of the text alone."""
        return Criteria(q=self.q).address()


NAMES = {
    "q": "q", "tier": "cap", "office": "co-quan", "place": "noi", "field": "linh-vuc", "level": "muc-do",
    "audience": "doi-tuong", "event": "su-kien", "after": "sau",
}  # fmt: skip
"""Part of `Criteria` → its name in the address."""


def read(given: QueryDict, known: Offer) -> Criteria:
    """What an address asks for; what it asks that does not exist is left out."""
    said = {part: clean(given.get(name, ""))[:LONGEST] for part, name in NAMES.items()}
    if said["office"].startswith(SET):
        said |= {"tier": said["office"].removeprefix(SET), "office": ""}
    return Criteria(
        q=said["q"],
        tier=said["tier"] if said["tier"] in TIERS else "",
        office=said["office"] if known.office(said["office"]) else "",
        place=said["place"],
        field=said["field"] if said["field"] in known.fields else "",
        level=said["level"] if said["level"] in (*LEVELS, FULL) else "",
        audience=said["audience"] if said["audience"] in AUDIENCES else "",
        event=said["event"] if said["event"] in known.events else "",
        after=given.get(NAMES["after"], "") if len(given.get(NAMES["after"], "")) <= LONGEST_PLACE else "",
    )


def tiers() -> dict[str, str]:
    """The levels of government in words."""
    return {"xa": _("Cấp xã"), "tinh": _("Cấp tỉnh (sở, ngành)"), "bo": _("Bộ, ngành trung ương")}


def sets() -> dict[str, str]:
    """The sets of procedures that stand among the offices."""
    return {
        SET + "xa": _("Bộ thủ tục hành chính cấp xã"),
        SET + "tinh": _("Bộ thủ tục hành chính cấp tỉnh"),
        SET + "bo": _("Bộ thủ tục của bộ, ngành trung ương"),
    }


def levels() -> dict[str, str]:
    """The levels of online service in words."""
    return {
        "4": _("Mức độ 4"), "3": _("Mức độ 3"), "3-4": _("Mức độ 3, 4"), FULL: _("Toàn trình (không phải đến)"),
        "2": _("Mức độ 2"), "1": _("Mức độ 1"),
    }  # fmt: skip


def audiences() -> dict[str, str]:
    """For whom, in words."""
    return {
        "nguoi-dan": _("Người dân"),
        "doanh-nghiep": _("Doanh nghiệp, hộ kinh doanh, hợp tác xã"),
        "to-chuc": _("Cơ quan, tổ chức"),
        "nuoc-ngoai": _("Người nước ngoài, người Việt ở nước ngoài"),
    }


def chips(criteria: Criteria, known: Offer, office: str) -> list[dict[str, Any]]:
    """What narrows the search now, each with the address without it. `office` is the name of the office meant."""
    words = {
        "tier": tiers().get(criteria.tier, ""),
        "office": office if criteria.office else "",
        "place": criteria.place,
        "field": _named(known.fields, criteria.field),
        "level": levels().get(criteria.level, ""),
        "audience": audiences().get(criteria.audience, ""),
        "event": _named(known.events, criteria.event),
    }
    return [{"text": text, "href": criteria.address(**{part: ""})} for part, text in words.items() if text]


def _named(names: dict[str, str], part: str) -> str:
    return told(names[part]) if part in names else ""
