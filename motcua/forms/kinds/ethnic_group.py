"""Dân tộc: one of the 54 groups, chosen from a list, so "Việt Nam" cannot be written here (DOMAIN §3.4, traps)."""

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from pydantic import JsonValue

from motcua.forms.kinds._choosing import FromCatalogue
from motcua.forms.kinds.base import Options, Sampling
from motcua.kit.words import N_

if TYPE_CHECKING:
    from motcua.forms.schema import Field


class EthnicGroup(FromCatalogue[Options]):
    """Stored as the code of Decision 121-TCTK/PPCĐ."""

    name = "ethnic_group"
    list_name = "ethnic_groups"
    refusal = N_("Hãy chọn dân tộc trong danh sách, ví dụ Kinh. Việt Nam là quốc tịch, không phải dân tộc.")

    def refused(self, given: str) -> str:
        if re.search(r"\bkinh\b", given):
            return _("Dân tộc này chỉ ghi là Kinh. Hãy chọn Kinh trong danh sách.")
        if re.search(r"\bviet\b|\bvn\b", given):
            return _("Việt Nam là quốc tịch, không phải dân tộc. Hãy chọn dân tộc, ví dụ Kinh.")
        return super().refused(given)

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        return dice.random.choice(("01", "01", "02", "06"))
