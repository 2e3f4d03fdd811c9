"""What an address is, shared by `address` and `place`: read, stored, compared and said in words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from pydantic import JsonValue

from motcua.forms.catalogues import catalogue
from motcua.forms.kinds.base import (
    Circumstances,
    Heir,
    Invalid,
    Named,
    Places,
    PlacesOfBefore,
    Sampling,
    Typed,
    cleaned,
    text_of,
)

ABROAD, OLD = "abroad", "old"
INPUTS = ("-province", "-commune", "-country", "-detail")
REFRESH = "-refresh"
LONGEST = 200
PARTS = frozenset({"province", "commune", "country", "detail", "old", "text"})
MOST_TEXT = 500
_CODE: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": 40, "pattern": "^[0-9A-Za-z]+$"}
_DETAIL: dict[str, Any] = {"type": "string", "maxLength": LONGEST}
_TEXT: dict[str, Any] = {"type": "string", "maxLength": MOST_TEXT}


def _shape(needed: tuple[str, ...], **properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**properties, "text": _TEXT},
        "required": [*needed, "text"],
        "additionalProperties": False,
    }


def schema(ways: frozenset[str]) -> dict[str, Any]:
    """The shapes a stored address may have."""
    shapes = [_shape(("province", "commune"), province=_CODE, commune=_CODE, detail=_DETAIL)]
    if ABROAD in ways:
        shapes.append(_shape(("country",), country={"type": "string", "pattern": "^[A-Z]{2}$"}, detail=_DETAIL))
    if OLD in ways:
        old = {"type": "string", "minLength": 1, "maxLength": LONGEST}
        shapes.append(_shape(("old", "province", "commune"), old=old, province=_CODE, commune=_CODE))
        shapes.append(_shape(()))
    return {"anyOf": shapes} if len(shapes) > 1 else shapes[0]


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
        return _before(typed, setting, rest)
    if detail and not rest:
        raise Invalid(_("Hãy ghi số nhà, đường, thôn hoặc tổ dân phố. Ở quê chỉ cần tên thôn."), "-detail")
    return _abroad(typed, rest) if province == ABROAD else _here(typed, setting, province, rest)


def heirs(places: Places | None, text: str) -> Sequence[Heir]:
    """The communes of today for an old address; none when it is not known for certain."""
    return places.today_of(text) if text and isinstance(places, PlacesOfBefore) else ()


def _before(typed: Typed, setting: Circumstances, rest: str) -> JsonValue:
    """As typed, and with the commune of today where the list of old units knows it or the citizen chose it."""
    if sum(char.isalpha() for char in rest) < 3:
        raise Invalid(_("Hãy ghi đầy đủ địa chỉ cũ: thôn, xã, huyện, tỉnh."), "-detail")
    found = heirs(setting.places, rest)
    commune = cleaned(typed, "-commune", 40)
    chosen = found[0] if len(found) == 1 else next((heir for heir in found if heir.commune == commune), None)
    if chosen is None:
        return {"text": rest}
    text = rest if chosen.same else with_today(rest, chosen.label)
    return {"old": rest, "province": chosen.province, "commune": chosen.commune, "text": text}


def with_today(old: str, today: str) -> str:
    """Both names, as papers say them (in Vietnamese, whoever reads the screen)."""
    return f"{old} (nay thuộc {today})"


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
    if not isinstance(value, dict) or not value.keys() <= PARTS or "text" not in value:
        raise Invalid(_("Địa chỉ chưa đúng. Hãy chọn lại."), "-province")
    parts = {part: text_of(given) for part, given in value.items()}
    if any(len(text) > MOST_TEXT for text in parts.values()):
        raise Invalid(_("Địa chỉ chưa đúng. Hãy chọn lại."), "-province")
    filled = dict.fromkeys(INPUTS, "")
    if "country" in parts:
        return {**filled, "-province": ABROAD, "-country": parts["country"], "-detail": parts.get("detail", "")}
    if "old" in parts:
        return {**filled, "-province": OLD, "-commune": parts.get("commune", ""), "-detail": parts["old"]}
    if "province" in parts:
        return {**filled, **{"-" + part: parts.get(part, "") for part in ("province", "commune", "detail")}}
    return {**filled, "-province": OLD, "-detail": parts["text"]}


def same(again: JsonValue | None, value: JsonValue, places: Places | None) -> bool:
    """Whether a stored address is what its own inputs give again.

    Where the places are not at hand, the words that follow from the codes cannot be compared; and an old address
    stored before its commune was known stays good.
    """
    if not isinstance(again, dict) or not isinstance(value, dict):
        return False
    if "old" in value:
        return _same_before(again, value, places)
    if value.keys() == {"text"}:
        return value["text"] in (again.get("old"), again.get("text"))
    loose = {"text"} if "province" in value and places is None else set()
    return _bare(again, loose) == _bare(value, loose)


def _same_before(again: Mapping[str, JsonValue], value: Mapping[str, JsonValue], places: Places | None) -> bool:
    if isinstance(places, PlacesOfBefore):
        return again == value
    if value.keys() != {"old", "province", "commune", "text"} or not str(value["text"]).startswith(str(value["old"])):
        return False
    codes = str(value["commune"]), str(value["province"])
    if places is None:
        return all(code.isascii() and code.isalnum() for code in codes)
    return codes[0] in _names(places.communes(codes[1]))


def _bare(value: Mapping[str, JsonValue], without: set[str]) -> dict[str, JsonValue]:
    return {part: given for part, given in value.items() if part not in without and given != ""}


def words(value: JsonValue, places: Places | None) -> str:
    """The whole address in words: as stored, or put together from the codes with the names of today."""
    filled = typed(value)
    stored = value.get("text") if isinstance(value, dict) else ""
    if places is None or filled["-province"] in (OLD, ABROAD):
        return str(stored or filled["-detail"])
    codes = (filled["-commune"], filled["-province"])
    return ", ".join(filter(None, (filled["-detail"], *(places.name(code) for code in codes))))


def sample(dice: Sampling, ways: frozenset[str]) -> JsonValue:
    """A real commune when places are known, otherwise an old address in words, or codes where that is refused."""
    number = dice.random.randint(1, 200)
    if dice.setting.places is None:
        if OLD not in ways:
            detail = f"Số {number} đường Hoa Sữa"
            return {"province": "31", "commune": "11001", "detail": detail, "text": detail}
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
