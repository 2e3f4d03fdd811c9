"""Quốc tịch: chosen from the list of countries."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from pydantic import JsonValue

from motcua.forms.catalogues import catalogue
from motcua.forms.kinds._choosing import FromCatalogue
from motcua.forms.kinds.base import Options, Sampling
from motcua.kit.vietnamese import fold
from motcua.kit.words import N_

if TYPE_CHECKING:
    from motcua.forms.schema import Field


class Nationality(FromCatalogue[Options]):
    """Stored as the ISO 3166-1 alpha-2 code, XX for a person without nationality."""

    name = "nationality"
    list_name = "nationalities"
    refusal = N_("Hãy chọn quốc tịch trong danh sách, ví dụ Việt Nam.")

    def refused(self, given: str) -> str:
        groups = (item.name for item in catalogue("ethnic_groups").items)
        if any(given == fold(name) for name in groups):
            return _("Đó là dân tộc, không phải quốc tịch. Hãy chọn quốc tịch, ví dụ Việt Nam.")
        return super().refused(given)

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        return "VN"
