"""What people call those whose turn it can be. Pure data, translated by the screen."""

from collections.abc import Mapping

from motcua.kit.words import N_

TITLES: Mapping[str, str] = {
    "applicant": N_("Người nộp"),
    "clerk": N_("Cán bộ tiếp nhận"),
    "civil_status_officer": N_("Công chức tư pháp – hộ tịch"),
    "processing_officer": N_("Người thụ lý"),
    "leader": N_("Lãnh đạo"),
    "seal_clerk": N_("Văn thư"),
    "administrator": N_("Quản trị"),
    "system": N_("Hệ thống"),
}
"""Role (of `kit.actor` and of the lifecycle) → its name."""

OFFICE = ("clerk", "civil_status_officer", "processing_officer", "leader", "seal_clerk")
"""The roles at the one-stop shop, in the order a dossier meets them."""
