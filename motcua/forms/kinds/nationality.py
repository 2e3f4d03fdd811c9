"""Quốc tịch: chosen from the list of countries."""

from typing import TYPE_CHECKING

from pydantic import JsonValue

from motcua.forms.kinds._choosing import FromCatalogue
from motcua.forms.kinds.base import Options, Sampling
from motcua.kit.words import N_

if TYPE_CHECKING:
    from motcua.forms.schema import Field


class Nationality(FromCatalogue[Options]):
    """Stored as the ISO 3166-1 alpha-2 code, XX for a person without nationality."""

    name = "nationality"
    list_name = "nationalities"
    refusal = N_("Hãy chọn quốc tịch trong danh sách, ví dụ Việt Nam.")

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        return "VN"
