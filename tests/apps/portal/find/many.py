"""A province where many communes use the portal."""

from motcua.agencies.models import Agency, Unit
from motcua.catalogue.models import Offering
from motcua.portal.find import offer

LIKE = "H42.37.117"


def communes(count: int, code: str = "1.001193") -> None:
    """As many more communes of Ninh Bình, each offering one procedure as the first one does."""
    like = Offering.objects.select_related("agency").get(agency__code=LIKE, procedure__code=code)
    units = Unit.objects.filter(kind=Unit.Kind.COMMUNE, parent__code="37").exclude(pk__in=Agency.objects.values("unit"))
    for unit in units[:count]:
        name = unit.name[:1].lower() + unit.name[1:]
        made = Agency.objects.create(
            code=f"X.{unit.code}", name=f"Ủy ban nhân dân {name}", short_name=f"UBND {name}", unit=unit,
            kind=Agency.Kind.PEOPLES_COMMITTEE, address="x", phone="02280000999", hours_text="x",
            official_in_charge="x", code_prefix=f"X.{unit.code}", calendar=like.agency.calendar,
        )  # fmt: skip
        Offering.objects.create(
            agency=made, procedure=like.procedure, version=like.version, level=like.level, visits=like.visits,
            changed_at=like.changed_at,
        )  # fmt: skip
    offer.forget()
