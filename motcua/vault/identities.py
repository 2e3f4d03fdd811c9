"""What an identity provider told, as a paper of the store: "Định danh điện tử", without a file."""

from typing import Any

from django.utils.translation import gettext as _

from motcua.kit.actor import Actor
from motcua.kit.words import N_
from motcua.people.models import Identity
from motcua.vault import keeping, kinds
from motcua.vault.models import Item
from motcua.vault.said import Said

LABELS = {
    "full_name": N_("Họ và tên"),
    "personal_id": N_("Số định danh cá nhân"),
    "birth_date": N_("Ngày sinh"),
    "sex": N_("Giới tính"),
    "address": N_("Địa chỉ"),
    "organisation_name": N_("Tên tổ chức"),
    "tax_code": N_("Mã số thuế"),
    "business_code": N_("Mã số doanh nghiệp"),
    "passport": N_("Số hộ chiếu"),
    "phone": N_("Số điện thoại"),
    "email": N_("Thư điện tử"),
}
"""The facts worth keeping, by the names that `Identity.told` uses; whatever else was told is left out."""


def keep(identity: Identity, actor: Actor) -> Item:
    """Keep, or bring up to date, what a linked identity told."""
    known = [(label, identity.told[name]) for name, label in LABELS.items() if _is_told(identity.told, name)]
    told = [{"label": label, "value": str(value)} for label, value in known]
    said = Said(kinds.IDENTITY, _("Định danh điện tử"), str(identity.told.get("personal_id", ""))[:60])
    return keeping.facts(identity.account_id, told, said, actor, origin=origin(identity))


def drop(identity: Identity, actor: Actor) -> bool:
    """The identity is no longer linked: its paper stays, marked as revoked."""
    return keeping.revoke(origin(identity), actor)


def origin(identity: Identity) -> str:
    return f"identity:{identity.pk}"


def _is_told(told: dict[str, Any], name: str) -> bool:
    return bool(told.get(name)) and isinstance(told[name], str | int)
