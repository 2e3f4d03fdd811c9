"""What people call those whose turn it can be. Pure data, translated by the screen."""

from collections.abc import Iterable, Mapping
from typing import Any

from motcua.agencies.functions import COMMITTEE, POLICE
from motcua.kit.words import N_

TITLES: Mapping[str, str] = {
    "applicant": N_("Người nộp"),
    "clerk": N_("Cán bộ tiếp nhận"),
    "civil_status_officer": N_("Công chức tư pháp – hộ tịch"),
    "processing_officer": N_("Người thụ lý"),
    "police_officer": N_("Cán bộ Công an xã"),
    "leader": N_("Lãnh đạo"),
    "police_chief": N_("Trưởng Công an xã"),
    "seal_clerk": N_("Văn thư"),
    "administrator": N_("Quản trị"),
    "system": N_("Hệ thống"),
}
"""Role (of `kit.actor` and of the lifecycle) → its name."""

OFFICE = (
    "clerk", "civil_status_officer", "processing_officer", "police_officer", "leader", "police_chief", "seal_clerk",
)  # fmt: skip
"""The roles at the one-stop shop, in the order a dossier meets them."""


def is_police(route: Iterable[Mapping[str, Any]]) -> bool:
    """Whether the police decide what takes this way through the office."""
    return any(step["role"] in POLICE for step in route)


def outsiders(route: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The roles whose power is another one than that of this way: neither power examines or signs for the other."""
    return COMMITTEE if is_police(route) else POLICE
