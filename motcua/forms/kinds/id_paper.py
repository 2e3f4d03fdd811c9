"""A paper that says who someone is: its type, number, day and place of issue."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from markupsafe import Markup
from pydantic import JsonValue

from motcua.forms.kinds import _calendar
from motcua.forms.kinds._choosing import Offer, select
from motcua.forms.kinds.base import (
    Circumstances,
    Invalid,
    Kind,
    Look,
    Options,
    Places,
    Sampling,
    Typed,
    cleaned,
    from_kit,
    grouped,
    text_of,
)
from motcua.forms.kinds.date import day_of, whole
from motcua.forms.kinds.personal_id import sampled_number
from motcua.forms.rules import PartialDate
from motcua.kit import identity
from motcua.kit.dates import short_date
from motcua.kit.vietnamese import fold
from motcua.kit.words import N_
from motcua.ui.components import govuk

if TYPE_CHECKING:
    from motcua.forms.schema import Field

TYPES: Mapping[str, tuple[str, str]] = {
    "citizen_card": ("4", N_("Thẻ căn cước hoặc căn cước công dân")),
    "passport": ("2", N_("Hộ chiếu")),
    "identity_card": ("1", N_("Chứng minh nhân dân")),
    "residence_card": ("3", N_("Thẻ thường trú")),
    "army_card": ("5", N_("Chứng minh quân đội")),
    "army_officer_card": ("6", N_("Chứng minh sĩ quan")),
    "police_card": ("7", N_("Chứng minh công an")),
    "other": ("8", N_("Giấy tờ khác có ảnh")),
}
"""Type → (code of the shared civil-status software, name): DOMAIN §3.4."""
_DATE = "-date"


class IdPaper(Kind[Options]):
    """Stored as {"type", "number", "date", "issuer"}; day and place of issue may be left out."""

    name = "id_paper"
    rule_type = "record"
    parts = {"type": "text", "number": "text", "date": "date", "issuer": "text"}
    inputs = ("-type", "-number", *(_DATE + box for box in _calendar.BOXES), "-issuer")

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        kind = typed.get("-type", "")[:40]
        number = re.sub(r"[\s.\-]", "", cleaned(typed, "-number", 40)).upper()
        issuer = cleaned(typed, "-issuer")
        issued = _calendar.read(typed, _DATE)
        if not (kind or number or issuer or issued):
            return None
        if kind not in TYPES:
            raise Invalid(_("Hãy chọn loại giấy tờ."), "-type")
        value: dict[str, JsonValue] = {"type": kind, "number": _number(kind, number)}
        if issued:
            value["date"] = whole(issued, _DATE)
            _calendar.sensible(issued, _calendar.DateOptions(), setting.today, _DATE)
        if issuer:
            value["issuer"] = _issuer(kind, number, issuer)
        return value

    def typed(self, field: "Field", value: JsonValue) -> dict[str, str]:
        if not isinstance(value, dict) or not value.keys() <= self.parts.keys():
            raise Invalid(_("Giấy tờ chưa đúng. Hãy ghi lại."), "-type")
        filled = {f"-{part}": text_of(value.get(part, "")) for part in ("type", "number", "issuer")}
        dates = dict.fromkeys((_DATE + box for box in _calendar.BOXES), "")
        if "date" in value:
            day = day_of(value["date"])
            dates = _calendar.boxes(PartialDate(day.year, day.month, day.day), _DATE)
        return {**filled, **dates}

    def shown(self, field: "Field", value: JsonValue, places: Places | None = None) -> str:
        filled = value if isinstance(value, dict) else {}
        text = _("%(type)s số %(number)s") % {
            "type": _(TYPES.get(str(filled.get("type")), ("", ""))[1]),
            "number": filled.get("number", ""),
        }
        if filled.get("date"):
            text += _(", cấp ngày %(date)s") % {"date": short_date(day_of(filled["date"]))}
        if filled.get("issuer"):
            text += _(", nơi cấp: %(issuer)s") % {"issuer": filled["issuer"]}
        return text

    def facts(self, field: "Field", value: JsonValue) -> dict[str, str]:
        filled = value if isinstance(value, dict) else {}
        type_code, type_name = TYPES.get(str(filled.get("type")), ("", ""))
        date = short_date(day_of(filled["date"])) if filled.get("date") else ""
        parts = {"type": _(type_name), "code": type_code, "date": date}
        return {
            "": self.shown(field, value),
            **parts,
            "number": str(filled.get("number", "")),
            "issuer": str(filled.get("issuer", "")),
        }

    def adopt(self, field: "Field", source: object, setting: Circumstances) -> JsonValue | None:
        if not isinstance(source, dict):
            return None
        try:
            return self.parse(field, self.typed(field, source), setting)
        except Invalid:
            return None

    def part(self, value: JsonValue, part: str) -> object:
        given = value.get(part) if isinstance(value, dict) else None
        if part != "date" or given is None:
            return given
        try:
            return day_of(given)
        except Invalid:
            return None

    def render(self, field: "Field", look: Look) -> str:
        star = " *" if look.starred else ""
        offers = [Offer(value, name) for value, (_code, name) in TYPES.items()]
        kind = look.typed.get("-type", "")
        plain = Look(look.typed)
        legend = {"legend": {"text": _("Ngày cấp")}}
        inner = (
            select(f"{field.key}-type", kind, offers, look, {"label": {"text": _("Loại giấy tờ") + star}}),
            _box(field, look, "-number", _("Số giấy tờ") + star, "govuk-input--width-20"),
            _calendar.render(field, plain, _DATE, fieldset=legend),
            _box(field, look, "-issuer", _("Nơi cấp")),
        )
        return grouped(field, look, Markup("").join(inner))

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        number = str(dice.made.get("personal_id") or sampled_number(field, dice))
        return {"type": "citizen_card", "number": number, "issuer": "Bộ Công an"}

    def json_schema(self, field: "Field") -> dict[str, Any]:
        text = {"type": "string", "maxLength": 200}
        return {
            "type": "object",
            "properties": {
                "type": {"enum": list(TYPES)},
                "number": text,
                "date": {"type": "string", "format": "date"},
                "issuer": text,
            },
            "required": ["type", "number"],
            "additionalProperties": False,
        }


def _number(kind: str, number: str) -> str:
    if not number:
        raise Invalid(_("Hãy ghi số giấy tờ."), "-number")
    if kind == "citizen_card":
        try:
            return identity.PersonalId.parse(number).number
        except identity.Invalid as error:
            raise Invalid(from_kit(error), "-number") from error
    if kind == "identity_card" and not re.fullmatch(r"[0-9]{9}|[0-9]{12}", number):
        raise Invalid(_("Số chứng minh nhân dân có 9 hoặc 12 chữ số. Hãy xem lại."), "-number")
    if kind == "passport" and not re.fullmatch(r"[A-Z]{1,2}[0-9]{6,8}|[0-9A-Z]{6,9}", number):
        raise Invalid(_("Số hộ chiếu gồm chữ cái và chữ số, ví dụ C1234567. Hãy xem lại."), "-number")
    if not re.fullmatch(r"[0-9A-ZĐ/]{2,30}", number):
        raise Invalid(_("Số giấy tờ chỉ gồm chữ cái và chữ số. Hãy xem lại."), "-number")
    return number


def _issuer(kind: str, number: str, issuer: str) -> str:
    """A nine-digit identity card came from a province's police, never the ministry (DOMAIN §3.4, traps)."""
    nine_digits = kind == "identity_card" and len(number) == 9
    if nine_digits and re.search(r"\b(bo cong an|cuc canh sat)\b", fold(issuer)):
        message = _("Chứng minh nhân dân 9 số do công an tỉnh cấp. Hãy ghi nơi cấp như trên giấy.")
        raise Invalid(message, "-issuer")
    return issuer


def _box(field: "Field", look: Look, part: str, label: str, classes: str = "") -> str:
    name = field.key + part
    value = look.typed.get(part, "")
    return govuk("input", {"label": {"text": label}, "id": name, "name": name, "value": value, "classes": classes})
