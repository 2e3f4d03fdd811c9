"""A paper that says who someone is: its type, number, day and place of issue, the day it ends."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from django.utils.translation import gettext as _
from markupsafe import Markup
from pydantic import JsonValue, field_validator, model_validator

from motcua.forms.kinds import _calendar
from motcua.forms.kinds._boxes import box
from motcua.forms.kinds._choosing import Offer, select
from motcua.forms.kinds._dates import boxes_of, rule_day
from motcua.forms.kinds.base import (
    STAR,
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
from motcua.kit import identity
from motcua.kit.dates import short_date
from motcua.kit.vietnamese import fold
from motcua.kit.words import N_

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
_ISSUED, _ENDS = "-date", "-expiry"
_SHAPES: Mapping[str, tuple[str, str]] = {
    "identity_card": (r"[0-9]{9}|[0-9]{12}", N_("Số chứng minh nhân dân có 9 hoặc 12 chữ số. Hãy xem lại.")),
    "passport": (
        r"[A-Z]{1,2}[0-9]{6,8}|(?=.*[0-9])[0-9A-Z]{6,9}",
        N_("Số hộ chiếu gồm chữ cái và chữ số, ví dụ C1234567. Hãy xem lại."),
    ),
    "residence_card": (r"(?=.*[0-9])[0-9A-Z]{5,15}", N_("Số thẻ thường trú gồm chữ cái và chữ số. Hãy xem lại.")),
}
_ANY = (r"(?=.*[0-9])[0-9A-ZĐ/]{2,30}", N_("Số giấy tờ chỉ gồm chữ cái và chữ số. Hãy xem lại."))


class IdPaperOptions(Options):
    """`only` keeps these types, in that order. `expiry` asks until when it is valid; `required` parts must be given."""

    only: tuple[str, ...] = ()
    expiry: bool = False
    required: tuple[Literal["date", "issuer", "expiry"], ...] = ()

    @field_validator("only")
    @classmethod
    def _known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := set(value) - TYPES.keys():
            raise ValueError(f"unknown papers {sorted(unknown)}")
        return value

    @model_validator(mode="after")
    def _asked(self) -> "IdPaperOptions":
        if "expiry" in self.required and not self.expiry:
            raise ValueError("expiry is required but not asked")
        return self

    @property
    def types(self) -> tuple[str, ...]:
        return self.only or tuple(TYPES)


class IdPaper(Kind[IdPaperOptions]):
    """Stored as {"type", "number", "date", "issuer", "expiry"}; what follows the number may be left out."""

    name = "id_paper"
    found = N_("Chọn loại giấy tờ, rồi gõ số in trên giấy.")
    options_model = IdPaperOptions
    rule_type = "record"
    parts = {"type": "text", "number": "text", "date": "date", "issuer": "text", "expiry": "date"}
    inputs = (
        "-type", "-number", *(_ISSUED + one for one in _calendar.BOXES), "-issuer",
        *(_ENDS + one for one in _calendar.BOXES),
    )  # fmt: skip

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        options = self.options(field)
        kind = typed.get("-type", "")[:40]
        number = re.sub(r"[\s.\-–]", "", cleaned(typed, "-number", 40)).upper()
        value = _dated(typed, options, setting)
        issuer = cleaned(typed, "-issuer")
        if not (kind or number or issuer or value):
            return None
        if kind not in options.types:
            raise Invalid(_("Hãy chọn loại giấy tờ."), "-type")
        value = {"type": kind, "number": _number(kind, number), **value}
        if issuer:
            value["issuer"] = _issuer(kind, number, issuer)
        _complete(value, options)
        return value

    def typed(self, field: "Field", value: JsonValue) -> dict[str, str]:
        if not isinstance(value, dict) or not value.keys() <= self.parts.keys():
            raise Invalid(_("Giấy tờ chưa đúng. Hãy ghi lại."), "-type")
        filled = {f"-{part}": text_of(value.get(part, "")) for part in ("type", "number", "issuer")}
        return {**filled, **boxes_of(value.get("date"), _ISSUED), **boxes_of(value.get("expiry"), _ENDS)}

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
        if filled.get("expiry"):
            text += _(", có giá trị đến ngày %(date)s") % {"date": short_date(day_of(filled["expiry"]))}
        return text

    def facts(self, field: "Field", value: JsonValue) -> dict[str, str]:
        filled = value if isinstance(value, dict) else {}
        type_code, type_name = TYPES.get(str(filled.get("type")), ("", ""))
        days = {part: short_date(day_of(filled[part])) if filled.get(part) else "" for part in ("date", "expiry")}
        return {
            "": self.shown(field, value),
            "type": _(type_name),
            "code": type_code,
            "number": str(filled.get("number", "")),
            "issuer": str(filled.get("issuer", "")),
            **days,
        }

    def veiled(self, field: "Field", value: JsonValue) -> str:
        filled = value if isinstance(value, dict) else {}
        name = _(TYPES.get(str(filled.get("type")), ("", ""))[1])
        return f"{name} ••••{str(filled.get('number', ''))[-3:]}"

    def adopt(self, field: "Field", source: object, setting: Circumstances) -> JsonValue | None:
        if not isinstance(source, dict):
            return None
        try:
            return self.parse(field, self.typed(field, source), setting)
        except Invalid:
            return None

    def part(self, value: JsonValue, part: str) -> object:
        given = super().part(value, part)
        return rule_day(given) if self.parts.get(part) == "date" else given

    def render(self, field: "Field", look: Look) -> str:
        options = self.options(field)
        star = STAR if look.starred else ""
        needed = {part: star if part in options.required else "" for part in ("date", "issuer", "expiry")}
        offers = [Offer(value, TYPES[value][1]) for value in options.types]
        plain = Look(look.typed)
        heading = {"label": {"text": _("Loại giấy tờ") + star}}
        issued = {"legend": {"text": _("Ngày cấp") + needed["date"]}}
        ends = {"legend": {"text": _("Có giá trị đến ngày") + needed["expiry"]}}
        inner = [
            select(f"{field.key}-type", look.typed.get("-type", ""), offers, look, heading),
            box(field, look, "-number", _("Số giấy tờ"), starred=True, classes="govuk-input--width-20"),
            _calendar.render(field, plain, _ISSUED, fieldset=issued),
            box(field, look, "-issuer", _("Nơi cấp") + needed["issuer"]),
        ]
        if options.expiry:
            inner.append(_calendar.render(field, plain, _ENDS, fieldset=ends))
        return grouped(field, look, Markup("").join(inner))

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        options = self.options(field)
        kind = options.types[0]
        number = str(dice.made.get("personal_id") or sampled_number(field, dice))
        value: dict[str, JsonValue] = {"type": kind, "number": number if kind == "citizen_card" else "B7654321"}
        if kind == "identity_card":
            value["number"] = "168765432"
        year = dice.setting.today.year
        if "date" in options.required:
            value["date"] = f"{year - 1}-03-27"
        value["issuer"] = "Bộ Công an" if kind != "identity_card" else "Công an tỉnh Trà Giang"
        if options.expiry:
            value["expiry"] = f"{year + 9}-03-27"
        return value

    def json_schema(self, field: "Field") -> dict[str, Any]:
        options = self.options(field)
        day = {"type": "string", "format": "date"}
        properties = {
            "type": {"enum": list(options.types)},
            "number": {"type": "string", "minLength": 2, "maxLength": 40},
            "date": day,
            "issuer": {"type": "string", "maxLength": 200},
            **({"expiry": day} if options.expiry else {}),
        }
        required = ["type", "number", *options.required]
        return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _dated(typed: Typed, options: IdPaperOptions, setting: Circumstances) -> dict[str, JsonValue]:
    """The days on the paper, each sensible and in their order."""
    days: dict[str, JsonValue] = {}
    issued = _calendar.read(typed, _ISSUED)
    if issued:
        days["date"] = whole(issued, _ISSUED)
        _calendar.sensible(issued, _calendar.DateOptions(), setting.today, _ISSUED)
    ends = _calendar.read(typed, _ENDS) if options.expiry else None
    if ends:
        days["expiry"] = whole(ends, _ENDS)
        _calendar.sensible(ends, _calendar.DateOptions(future=True), setting.today, _ENDS)
        if issued and ends <= issued:
            raise Invalid(_("Giấy tờ hết hạn phải sau ngày cấp. Hãy xem lại hai ngày này."), _ENDS + "-y")
    return days


def _number(kind: str, number: str) -> str:
    if not number:
        raise Invalid(_("Hãy ghi số giấy tờ."), "-number")
    if kind == "citizen_card":
        try:
            return identity.PersonalId.parse(number).number
        except identity.Invalid as error:
            raise Invalid(from_kit(error), "-number") from error
    for shape, message in (_SHAPES.get(kind, _ANY), _ANY):
        if not re.fullmatch(shape, number):
            raise Invalid(_(message), "-number")
    return number


def _issuer(kind: str, number: str, issuer: str) -> str:
    """A nine-digit identity card came from a province's police, never the ministry (DOMAIN §3.4, traps)."""
    nine_digits = kind == "identity_card" and len(number) == 9
    if nine_digits and re.search(r"\b(bo cong an|cuc canh sat)\b", fold(issuer)):
        message = _("Chứng minh nhân dân 9 số do công an tỉnh cấp. Hãy ghi nơi cấp như trên giấy.")
        raise Invalid(message, "-issuer")
    return issuer


def _complete(value: Mapping[str, JsonValue], options: IdPaperOptions) -> None:
    """Refuse a paper without a part that this form needs, or issued before its holder was born."""
    told = {
        "date": (_("Hãy ghi ngày cấp giấy tờ."), _ISSUED + "-d"),
        "issuer": (_("Hãy ghi nơi cấp giấy tờ."), "-issuer"),
        "expiry": (_("Hãy ghi ngày giấy tờ hết giá trị."), _ENDS + "-d"),
    }
    for part in options.required:
        if part not in value:
            raise Invalid(*told[part])
    issued, number = str(value.get("date", ""))[:4], str(value["number"])
    if issued and value["type"] == "citizen_card" and identity.PersonalId(number).birth_year > int(issued):
        raise Invalid(_("Ngày cấp trước năm sinh ghi trong số thẻ. Hãy xem lại hai mục này."), _ISSUED + "-d")
