"""The doors by which people enter the catalogue: where, for whom, in which event of life, in which field."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.portal import office
from motcua.portal.find.criteria import Criteria, audiences
from motcua.portal.find.vocabulary import told

FORMER = "quan-huyen"
"""The part of a province's page about districts of before."""


@dataclass(frozen=True, slots=True)
class Door:
    """A link, with a few words of explanation."""

    title: str
    href: str
    hint: str = ""


def doors() -> list[Door]:
    """By office: the tiers of today, and the districts of before, which people still know."""
    province = office.province()
    communes = reverse("places_of_province", args=[province]) if province else reverse("places")
    return [
        Door(_("Cấp xã"), communes, _("Nộp tại phường, xã, đặc khu")),
        Door(_("Quận, huyện (đến 30/6/2025)"), f"{communes}#{FORMER}", _("Tên cũ, nay thuộc xã, phường nào")),
        Door(_("Sở, ngành"), reverse("places_departments"), _("Nộp tại cơ quan của tỉnh")),
    ]


def by_audience() -> list[Door]:
    """By who applies."""
    return [Door(title, Criteria(audience=part).address()) for part, title in audiences().items()]


def by(part: str, known: Mapping[str, str], without: Mapping[str, str] | None = None) -> list[Door]:
    """By field or event, from part of an address → name."""
    left_out = without or {}
    return [Door(told(name), Criteria(**{part: key}).address()) for key, name in known.items() if key not in left_out]
