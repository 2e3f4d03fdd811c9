"""An address: province → commune of today, an old one of three tiers as on a paper, or one abroad."""

from typing import TYPE_CHECKING, Annotated, Any

from django.utils.translation import gettext as _
from pydantic import Field as Bound
from pydantic import JsonValue

from motcua.forms.kinds import _address, _address_page
from motcua.forms.kinds._address import ABROAD, OLD
from motcua.forms.kinds.base import (
    Circumstances,
    Invalid,
    Kind,
    Look,
    Options,
    Places,
    Sampling,
    Typed,
    grouped,
)
from motcua.kit.words import N_

if TYPE_CHECKING:
    from motcua.forms.schema import Field


class AddressOptions(Options):
    """Which other forms are accepted, and whether house number, street or village must be given."""

    abroad: bool = True
    old: bool = True
    detail: bool = True
    detail_label: Annotated[str, Bound(min_length=1, max_length=120)] = N_("Số nhà, đường, thôn hoặc tổ dân phố")

    def ways(self) -> frozenset[str]:
        return frozenset({way for way, on in ((ABROAD, self.abroad), (OLD, self.old)) if on})


class Address(Kind[AddressOptions]):
    """Stored as {province, commune, detail, text}, as {country, detail, text} abroad, as {text} for an old address.

    An old address of which the commune of today is known keeps both: {old, province, commune, text}. `text` is
    always the whole address in words, as papers print it.
    """

    name = "address"
    options_model = AddressOptions
    rule_type = "record"
    parts = {"province": "text", "commune": "text", "country": "text", "detail": "text",
             "old": "text", "text": "text"}  # fmt: skip
    inputs = _address.INPUTS

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        options = self.options(field)
        return _address.read(typed, setting, ways=options.ways(), detail=options.detail)

    def typed(self, field: "Field", value: JsonValue) -> dict[str, str]:
        return _address.typed(value)

    def check(self, field: "Field", value: JsonValue, setting: Circumstances) -> None:
        options = self.options(field)
        again = _address.read(_address.typed(value), setting, ways=options.ways(), detail=options.detail)
        if not _address.same(again, value, setting.places):
            raise Invalid(_("Địa chỉ chưa đúng. Hãy chọn lại tỉnh, thành phố và xã, phường."), "-province")

    def shown(self, field: "Field", value: JsonValue, places: Places | None = None) -> str:
        return _address.words(value, places)

    def facts(self, field: "Field", value: JsonValue) -> dict[str, str]:
        return {"": self.shown(field, value), "detail": _address.typed(value)["-detail"]}

    def adopt(self, field: "Field", source: object, setting: Circumstances) -> JsonValue | None:
        """Only an address in parts is taken over: loose text would have to be typed again anyway."""
        if not isinstance(source, dict):
            return None
        try:
            options = self.options(field)
            return _address.read(_address.typed(source), setting, ways=options.ways(), detail=options.detail)
        except Invalid:
            return None

    def render(self, field: "Field", look: Look) -> str:
        options = self.options(field)
        inner = _address_page.render(field, look, options.ways(), _(options.detail_label), options.detail)
        return grouped(field, look, inner)

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        return _address.sample(dice, self.options(field).ways())

    def json_schema(self, field: "Field") -> dict[str, Any]:
        return _address.schema(self.options(field).ways())
