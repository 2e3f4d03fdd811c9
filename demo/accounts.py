"""Who can sign in to the demonstration. The password is public on purpose: never use it anywhere else."""

from typing import TypedDict

from demo.world import OFFICER_PASSWORD, world

ROLES = {
    "clerk": "Cán bộ tiếp nhận",
    "civil_status_officer": "Công chức tư pháp – hộ tịch",
    "processing_officer": "Người thụ lý",
    "police_officer": "Cán bộ Công an xã",
    "leader": "Lãnh đạo",
    "police_chief": "Trưởng Công an xã",
    "seal_clerk": "Văn thư",
    "administrator": "Quản trị",
}


class Row(TypedDict):
    """One line of `motcua demo accounts`; `password` is empty for those who sign in by a code."""

    role: str
    name: str
    phone: str
    password: str


def table() -> list[Row]:
    """Officers by office, then citizens and the business. Reads no database."""
    said = world()
    offices = {agency["code"]: agency["short_name"] for agency in said["agencies"]}
    officers = [
        Row(
            role=f"{ROLES[one['role']]}, {offices[one['agency']]}",
            name=one["name"], phone=one["phone"], password=OFFICER_PASSWORD,
        )
        for one in said["officers"]
    ]  # fmt: skip
    people = [
        Row(
            role=f"Đại diện {one['organisation_name']}" if "tax_code" in one else "Công dân",
            name=one["name"], phone=one["phone"], password="",
        )
        for one in said["people"]
    ]  # fmt: skip
    return officers + people
