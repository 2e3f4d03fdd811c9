"""Offices above and below each other: who stands under whom, at which tier, and never in a circle."""

from typing import Literal
from uuid import UUID

from django.db import connection, transaction

from motcua.agencies.models import Agency, Unit
from motcua.kit.words import N_, Invalid

LOCK = 7305797
"""Taken by every change of a parent, here and in the trigger, so that two at once cannot make a circle."""
DEEPEST = 6
"""Province, department, division, centre, desk: no office of the State stands deeper."""
Tier = Literal["province", "commune"]

SELF = N_("Cơ quan không thể là cấp trên của chính mình. Hãy chọn cơ quan khác.")
CIRCLE = N_("%(above)s đang ở dưới %(name)s. Hãy chọn cơ quan cấp trên khác.")
TOO_DEEP = N_("Chỉ được xếp tối đa %(most)s cấp cơ quan. Hãy chọn cơ quan cấp trên cao hơn.")
NO_SUCH = N_("Không còn cơ quan này. Hãy tải lại trang rồi chọn lại.")

_UNDER = """
    WITH RECURSIVE below(id, depth) AS (
        SELECT id, 1 FROM agencies_agency WHERE id = %s
        UNION
        SELECT part.id, below.depth + 1
        FROM agencies_agency part JOIN below ON part.parent_id = below.id
        WHERE below.depth < %s
    )
    SELECT id, min(depth) FROM below GROUP BY id ORDER BY min(depth), id
"""
_ABOVE = """
    WITH RECURSIVE above(id, parent_id, depth) AS (
        SELECT id, parent_id, 1 FROM agencies_agency WHERE id = %s
        UNION
        SELECT upper.id, upper.parent_id, above.depth + 1
        FROM agencies_agency upper JOIN above ON above.parent_id = upper.id
        WHERE above.depth <= %s
    )
    SELECT id FROM above
"""


def tier(agency: Agency) -> Tier:
    """The level of government an office works at, by its unit; `ValueError` when the unit is no more."""
    if agency.unit.kind == Unit.Kind.PROVINCE:
        return "province"
    if agency.unit.kind == Unit.Kind.COMMUNE:
        return "commune"
    raise ValueError(f"{agency.code} works for a unit that has ended: {agency.unit.name}")


def under(agency_id: UUID) -> list[UUID]:
    """The office itself and all its parts, the nearest first; empty when unknown. One statement."""
    return [id for id, _depth in _levels(agency_id)]


def check_parent(agency: Agency, parent: Agency | None) -> None:
    """May `parent` stand above `agency`? `Invalid` says in Vietnamese why not. At most two statements."""
    if parent is None:
        return
    if parent.pk == agency.pk:
        raise Invalid(SELF)
    below = _levels(agency.pk)
    if any(id == parent.pk for id, _depth in below):
        raise Invalid(CIRCLE, above=parent.name, name=agency.name)
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [parent.pk, DEEPEST])
        above = len(cursor.fetchall())
    if above + max((depth for _id, depth in below), default=1) > DEEPEST:
        raise Invalid(TOO_DEEP, most=DEEPEST)


@transaction.atomic
def place_under(agency_id: UUID, parent_id: UUID | None) -> Agency:
    """Put an office under another (or under none), after everybody else who is doing the same.

    `Invalid` when that would make a circle, stand too deep, or when one of the two is gone.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    found = Agency.objects.in_bulk([id for id in (agency_id, parent_id) if id is not None])
    agency, parent = found.get(agency_id), found.get(parent_id) if parent_id else None
    if agency is None or (parent_id is not None and parent is None):
        raise Invalid(NO_SUCH)
    check_parent(agency, parent)
    agency.parent = parent
    agency.save(update_fields=["parent"])
    return agency


def _levels(agency_id: UUID) -> list[tuple[UUID, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_UNDER, [agency_id, DEEPEST])
        return [(id, depth) for id, depth in cursor.fetchall()]
