"""Where something happened: the full name of a facility and its address."""

import re
from typing import TYPE_CHECKING, Annotated, Any

from django.utils.translation import gettext as _
from markupsafe import Markup
from pydantic import Field as Bound
from pydantic import JsonValue

from motcua.forms.kinds import _address, _address_page
from motcua.forms.kinds._boxes import box
from motcua.forms.kinds.address import AddressOptions
from motcua.forms.kinds.base import (
    Circumstances,
    Invalid,
    Kind,
    Look,
    Places,
    Sampling,
    Typed,
    cleaned,
    grouped,
    text_of,
)
from motcua.kit.vietnamese import fold
from motcua.kit.words import N_

if TYPE_CHECKING:
    from motcua.forms.schema import Field


_SHORT = re.compile(r"(bv|bvdk|bvdkkv|bvps|ttyt|tyt|pkdk|pk|nhs)\b")


class PlaceOptions(AddressOptions):
    """`facility_label` asks for the facility's name; it may stay empty when the event was elsewhere."""

    detail: bool = False
    facility_label: Annotated[str, Bound(min_length=1, max_length=150)] = N_("Tên đầy đủ của cơ sở y tế (nếu có)")


class Place(Kind[PlaceOptions]):
    """Stored as {"facility": "Bệnh viện …", "address": {…}}, or the address alone (R45)."""

    name = "place"
    options_model = PlaceOptions
    rule_type = "record"
    parts = {"facility": "text", "province": "text", "commune": "text", "country": "text"}
    inputs = ("-facility", *_address.INPUTS)

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        options = self.options(field)
        facility = _in_full(cleaned(typed, "-facility"))
        address = _address.read(typed, setting, ways=options.ways(), detail=options.detail)
        if address is None:
            if facility:
                raise Invalid(_("Hãy chọn tỉnh, thành phố của nơi này."), "-province")
            return None
        return {"facility": facility, "address": address} if facility else {"address": address}

    def typed(self, field: "Field", value: JsonValue) -> dict[str, str]:
        if not isinstance(value, dict) or not value.keys() <= {"facility", "address"}:
            raise Invalid(_("Nơi này chưa đúng. Hãy chọn lại."), "-province")
        filled = _address.typed(value.get("address"))
        return {"-facility": text_of(value.get("facility", "")), **filled}

    def check(self, field: "Field", value: JsonValue, setting: Circumstances) -> None:
        again = self.parse(field, self.typed(field, value), setting)
        if not isinstance(again, dict) or not isinstance(value, dict):
            raise Invalid(_("Nơi này chưa đúng. Hãy chọn lại."), "-province")
        equal = again.get("facility", "") == value.get("facility", "")
        if not equal or not _address.same(again["address"], value["address"], setting.places):
            raise Invalid(_("Nơi này chưa đúng. Hãy chọn lại."), "-province")

    def shown(self, field: "Field", value: JsonValue, places: Places | None = None) -> str:
        filled = value if isinstance(value, dict) else {}
        address = _address.words(filled.get("address"), places)
        return ", ".join(filter(None, (str(filled.get("facility") or ""), address)))

    def facts(self, field: "Field", value: JsonValue) -> dict[str, str]:
        filled = value if isinstance(value, dict) else {}
        address = _address.words(filled.get("address"), None)
        return {"": self.shown(field, value), "facility": str(filled.get("facility") or ""), "address": address}

    def part(self, value: JsonValue, part: str) -> object:
        if not isinstance(value, dict) or part == "facility":
            return super().part(value, part)
        return super().part(value.get("address"), part)

    def adopt(self, field: "Field", source: object, setting: Circumstances) -> JsonValue | None:
        """Only a place in parts is taken over, as an electronic notice of birth gives it."""
        if not isinstance(source, dict):
            return None
        try:
            return self.parse(field, self.typed(field, source), setting)
        except Invalid:
            return None

    def anchor(self, field: "Field", part: str = "") -> str:
        return field.key + (part or "-facility")

    def render(self, field: "Field", look: Look) -> str:
        options = self.options(field)
        facility = box(field, look, "-facility", _(options.facility_label))
        address = _address_page.render(field, look, options.ways(), _(options.detail_label), options.detail)
        return grouped(field, look, Markup("").join((facility, address)))

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        return {"facility": "Bệnh viện Phụ sản Hoa Sen", "address": _address.sample(dice, self.options(field).ways())}

    def json_schema(self, field: "Field") -> dict[str, Any]:
        address = _address.schema(self.options(field).ways())
        return {
            "type": "object",
            "properties": {"facility": {"type": "string", "maxLength": 200}, "address": address},
            "required": ["address"],
            "additionalProperties": False,
        }


def _in_full(facility: str) -> str:
    """The name as it will stand on the certificate: never an abbreviation (R45)."""
    if _SHORT.match(fold(facility)):
        message = _("Hãy ghi tên đầy đủ, không viết tắt. Ví dụ: Bệnh viện Phụ sản Hoa Sen.")
        raise Invalid(message, "-facility")
    return facility
