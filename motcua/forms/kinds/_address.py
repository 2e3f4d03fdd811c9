"""The inputs of an address, shared by `address` and `place`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from markupsafe import Markup
from pydantic import JsonValue

from motcua.forms.catalogues import catalogue
from motcua.forms.kinds._choosing import Offer, select
from motcua.forms.kinds.base import (
    Circumstances,
    Invalid,
    Look,
    Named,
    Places,
    Sampling,
    Typed,
    cleaned,
    text_of,
)
from motcua.ui.components import govuk

if TYPE_CHECKING:
    from motcua.forms.schema import Field

ABROAD, OLD = "abroad", "old"
INPUTS = ("-province", "-commune", "-country", "-detail")
REFRESH = "-refresh"
LONGEST = 200
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        part: {"type": "string", "maxLength": 500} for part in ("province", "commune", "country", "detail", "text")
    },
    "required": ["text"],
    "additionalProperties": False,
}


def read(typed: Typed, setting: Circumstances, *, ways: frozenset[str], detail: bool) -> JsonValue | None:
    """The address typed; None when nothing was. Invalid says which input to complete."""
    province = cleaned(typed, "-province", 40)
    rest = cleaned(typed, "-detail", LONGEST)
    if not province:
        if rest:
            raise Invalid(_("Hãy chọn tỉnh, thành phố."), "-province")
        return None
    if province in (ABROAD, OLD) and province not in ways:
        raise Invalid(_("Hãy chọn một tỉnh, thành phố của Việt Nam."), "-province")
    if province == OLD:
        if not rest:
            raise Invalid(_("Hãy ghi đầy đủ địa chỉ cũ: thôn, xã, huyện, tỉnh."), "-detail")
        return {"text": rest}
    if detail and not rest:
        raise Invalid(_("Hãy ghi số nhà, đường, thôn hoặc tổ dân phố. Ở quê chỉ cần tên thôn."), "-detail")
    return _abroad(typed, rest) if province == ABROAD else _here(typed, setting, province, rest)


def _names(places: Iterable[Named]) -> dict[str, str]:
    return {place.code: place.name for place in places}


def _abroad(typed: Typed, rest: str) -> JsonValue:
    country = catalogue("nationalities").by_code.get(typed.get("-country", "")[:10])
    if country is None or country.code in ("VN", "XX"):
        raise Invalid(_("Hãy chọn tên nước."), "-country")
    return {"country": country.code, "detail": rest, "text": ", ".join(filter(None, (rest, country.name)))}


def _here(typed: Typed, setting: Circumstances, province: str, rest: str) -> JsonValue:
    commune = cleaned(typed, "-commune", 40)
    if setting.places is None:
        if not (province.isascii() and province.isalnum()):
            raise Invalid(_("Hãy chọn tỉnh, thành phố trong danh sách."), "-province")
        if not (commune.isascii() and commune.isalnum()):
            raise Invalid(_("Hãy chọn xã, phường."), "-commune")
        return {"province": province, "commune": commune, "detail": rest, "text": rest}
    names = _names(setting.places.provinces())
    if province not in names:
        raise Invalid(_("Hãy chọn tỉnh, thành phố trong danh sách."), "-province")
    communes = _names(setting.places.communes(province))
    if commune not in communes:
        raise Invalid(_("Hãy chọn xã, phường của %(province)s.") % {"province": names[province]}, "-commune")
    text = ", ".join(filter(None, (rest, communes[commune], names[province])))
    return {"province": province, "commune": commune, "detail": rest, "text": text}


def typed(value: JsonValue) -> dict[str, str]:
    """The inputs filled from a stored address; Invalid when it is none."""
    if not isinstance(value, dict) or not value.keys() <= {
        "province",
        "commune",
        "country",
        "detail",
        "text",
    }:
        raise Invalid(_("Địa chỉ chưa đúng. Hãy chọn lại."), "-province")
    parts = {part: text_of(given) for part, given in value.items()}
    filled = dict.fromkeys(INPUTS, "")
    if "country" in parts:
        return {
            **filled,
            "-province": ABROAD,
            "-country": parts["country"],
            "-detail": parts.get("detail", ""),
        }
    if "province" in parts:
        return {**filled, **{"-" + part: parts.get(part, "") for part in ("province", "commune", "detail")}}
    return {**filled, "-province": OLD, "-detail": parts.get("text", "")}


def same(left: JsonValue | None, right: JsonValue) -> bool:
    """Equal but for the words, which follow from the codes."""

    def bare(value: JsonValue | None) -> JsonValue | None:
        if isinstance(value, dict) and ("province" in value or "country" in value):
            return {part: given for part, given in value.items() if part != "text" and given != ""}
        return value

    return bare(left) == bare(right)


def words(value: JsonValue, places: Places | None) -> str:
    """The whole address in words: as stored, or put together from the codes."""
    filled = typed(value)
    stored = value.get("text") if isinstance(value, dict) else ""
    if places is None or filled["-province"] in (OLD, ABROAD):
        return str(stored or filled["-detail"])
    codes = (filled["-commune"], filled["-province"])
    return ", ".join(filter(None, (filled["-detail"], *(places.name(code) for code in codes))))


def render(field: "Field", look: Look, ways: frozenset[str], detail_label: str, starred: bool) -> str:
    """Province first; what follows depends on it, so the server draws it again when the province changes."""
    province = look.typed.get("-province", "")
    commune = look.typed.get("-commune", "")
    parts = [_province(field, look, ways, starred=look.starred)]
    if province == ABROAD:
        offers = [Offer(i.code, i.name) for i in catalogue("nationalities").choices if i.code not in ("VN", "XX")]
        parts.append(_select(field, look, "-country", _("Nước"), offers))
    elif province and province != OLD:
        offers = [Offer(place.code, place.name) for place in (look.places.communes(province) if look.places else ())]
        parts.append(_select(field, look, "-commune", _("Xã, phường, đặc khu"), offers, commune))
    parts.append(_refresh(field, province))
    label = _("Địa chỉ cũ: thôn, xã, huyện, tỉnh như trên giấy tờ") if province == OLD else detail_label
    star = " *" if look.starred and (starred or province == OLD) else ""
    parts.append(
        govuk(
            "input",
            {
                "label": {"text": label + star},
                "id": f"{field.key}-detail",
                "name": f"{field.key}-detail",
                "value": look.typed.get("-detail", ""),
                "autocomplete": "street-address" if field.autocomplete else None,
            },
        )
    )
    return Markup("").join(parts)


def _province(field: "Field", look: Look, ways: frozenset[str], *, starred: bool) -> str:
    offers = [Offer(place.code, place.name) for place in (look.places.provinces() if look.places else ())]
    if OLD in ways:
        offers.append(Offer(OLD, _("Địa chỉ cũ, trước ngày 01/7/2025 (có huyện, quận)")))
    if ABROAD in ways:
        offers.append(Offer(ABROAD, _("Ở nước ngoài")))
    return _select(field, look, "-province", _("Tỉnh, thành phố"), offers, starred=starred, live=True)


def _select(
    field: "Field",
    look: Look,
    part: str,
    label: str,
    offers: list[Offer],
    value: str | None = None,
    *,
    starred: bool | None = None,
    live: bool = False,
) -> str:
    name = field.key + part
    star = " *" if (look.starred if starred is None else starred) else ""
    plain = look if live else Look(look.typed)
    given = look.typed.get(part, "") if value is None else value
    return select(name, given, offers, plain, {"label": {"text": label + star}})


def _refresh(field: "Field", province: str) -> str:
    """The button that draws the list of communes where no script does it; it checks nothing."""
    text = _("Đổi nơi chọn") if province else _("Chọn xã, phường")
    return govuk(
        "button",
        {
            "text": text,
            "name": field.key + REFRESH,
            "value": "1",
            "classes": "govuk-button--secondary mc-without-script",
            "attributes": {"formnovalidate": ""},
        },
    )


def sample(dice: Sampling) -> JsonValue:
    """A real commune when places are known, otherwise an old address in words."""
    number = dice.random.randint(1, 200)
    if dice.setting.places is None:
        return {"text": f"Xóm {number}, xã Bến Đò, huyện Sông Lam, tỉnh Trà Giang"}
    places = dice.setting.places
    for _try in range(40):
        province = dice.random.choice(places.provinces())
        if communes := places.communes(province.code):
            commune = dice.random.choice(communes)
            detail = f"Số {number} đường Hoa Sữa"
            text = f"{detail}, {commune.name}, {province.name}"
            return {"province": province.code, "commune": commune.code, "detail": detail, "text": text}
    return {"text": f"Xóm {number}, xã Bến Đò, huyện Sông Lam, tỉnh Trà Giang"}
