"""An official paper that is told, not attached: an earlier registration, a judgement, a land certificate."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from django.utils.translation import gettext as _
from markupsafe import Markup
from pydantic import Field as Bound
from pydantic import JsonValue, model_validator

from motcua.forms.kinds import _calendar
from motcua.forms.kinds._boxes import box
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
    grouped,
    text_of,
)
from motcua.forms.kinds.date import day_of, whole
from motcua.forms.kinds.partial_date import SCHEMA as PARTIAL_SCHEMA
from motcua.forms.kinds.partial_date import in_figures, in_words, moment_of, stored
from motcua.forms.rules import PartialDate
from motcua.kit.words import N_

if TYPE_CHECKING:
    from motcua.forms.schema import Field

Part = Literal["name", "number", "book", "date", "issuer"]
PARTS: tuple[Part, ...] = get_args(Part)
LABELS: Mapping[Part, str] = {
    "name": N_("Tên giấy tờ"),
    "number": N_("Số"),
    "book": N_("Quyển số"),
    "date": N_("Ngày cấp"),
    "issuer": N_("Cơ quan cấp"),
}
LONGEST: Mapping[str, int] = {"name": 150, "number": 60, "book": 50, "issuer": 200}
_DATE = "-date"


class PaperOptions(Options):
    """Which parts are asked and, once the paper is given at all, which must be; `labels` call them as the form does.

    `partial`: the day may be known to the month or the year only, as on old papers. `future` and `earliest` as
    for a date.
    """

    asks: Annotated[tuple[Part, ...], Bound(min_length=1)] = ("number", "date", "issuer")
    required: tuple[Part, ...] = ()
    labels: dict[Part, Annotated[str, Bound(min_length=1, max_length=120)]] = {}
    partial: bool = False
    future: bool = False
    earliest: Annotated[int, Bound(ge=1800, le=2100)] = 1900

    @model_validator(mode="after")
    def _asked(self) -> "PaperOptions":
        if len(set(self.asks)) != len(self.asks):
            raise ValueError("a part is asked twice")
        if unasked := (set(self.required) | self.labels.keys()) - set(self.asks):
            raise ValueError(f"parts that are not asked: {sorted(unasked)}")
        return self

    def label(self, part: Part) -> str:
        """How a part is called here, in the reader's language."""
        return _(self.labels.get(part, LABELS[part]))


class Paper(Kind[PaperOptions]):
    """Stored as {"name", "number", "book", "date", "issuer"}, what was given of it.

    `date` is ISO text, or {"y", "m", "d"} where it may be partial.
    """

    name = "paper"
    options_model = PaperOptions
    rule_type = "record"
    parts = {"name": "text", "number": "text", "book": "text", "date": "date", "issuer": "text"}
    inputs = ("-name", "-number", "-book", *(_DATE + one for one in _calendar.BOXES), "-issuer")

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        options = self.options(field)
        value: dict[str, JsonValue] = {}
        for part in options.asks:
            given = _day(typed, options, setting) if part == "date" else _text(typed, part)
            if given:
                value[part] = given
        if not value:
            return None
        for part in options.required:
            if part not in value:
                message = _("Hãy ghi thêm mục “%(label)s” của giấy tờ này.") % {"label": options.label(part)}
                raise Invalid(message, _DATE + "-d" if part == "date" else f"-{part}")
        return value

    def typed(self, field: "Field", value: JsonValue) -> dict[str, str]:
        options = self.options(field)
        if not isinstance(value, dict) or not value or not value.keys() <= set(options.asks):
            raise Invalid(_("Giấy tờ chưa đúng. Hãy ghi lại."), self.anchor(field).removeprefix(field.key))
        filled = {f"-{part}": text_of(value.get(part, "")) for part in PARTS if part != "date"}
        if options.partial and "date" in value:
            return {**filled, **_calendar.boxes(moment_of(value["date"]), _DATE)}
        return {**filled, **boxes_of(value.get("date"), _DATE)}

    def shown(self, field: "Field", value: JsonValue, places: Places | None = None) -> str:
        return self.facts(field, value)[""]

    def facts(self, field: "Field", value: JsonValue) -> dict[str, str]:
        """The parts apart, and the whole: "Bản án số 12/2023, ngày 05/06/2023, Tòa án nhân dân …"."""
        filled = value if isinstance(value, dict) else {}
        told: dict[str, str] = {part: str(filled.get(part, "")) for part in PARTS if part != "date"}
        day = _moment(filled.get("date"))
        told["date"] = in_figures(day) if day else ""
        told["date_words"] = in_words(day) if day else ""
        number = _("số %(number)s") % told if told["number"] else ""
        pieces = (
            " ".join(filter(None, (told["name"], number))),
            _("quyển số %(book)s") % told if told["book"] else "",
            _("ngày %(date)s") % told if day and day.day else _("năm %(date)s") % told if day else "",
            told["issuer"],
        )
        whole = ", ".join(filter(None, pieces))
        return {"": whole[:1].upper() + whole[1:], **told}

    def part(self, value: JsonValue, part: str) -> object:
        given = super().part(value, part)
        if part != "date" or not isinstance(given, dict):
            return rule_day(given) if part == "date" else given
        return _moment(given)

    def adopt(self, field: "Field", source: object, setting: Circumstances) -> JsonValue | None:
        if not isinstance(source, dict):
            return None
        try:
            return self.parse(field, self.typed(field, source), setting)
        except Invalid:
            return None

    def anchor(self, field: "Field", part: str = "") -> str:
        first = self.options(field).asks[0]
        return field.key + (part or (_DATE + "-d" if first == "date" else f"-{first}"))

    def render(self, field: "Field", look: Look) -> str:
        options = self.options(field)
        drawn: list[str] = []
        for part in options.asks:
            needed = part in options.required
            if part == "date":
                star = STAR if needed and look.starred else ""
                legend = {"legend": {"text": options.label(part) + star}}
                drawn.append(_calendar.render(field, Look(look.typed), _DATE, fieldset=legend))
            else:
                classes = {"classes": "govuk-input--width-20"} if part in ("number", "book") else {}
                drawn.append(box(field, look, f"-{part}", options.label(part), starred=needed, **classes))
        return grouped(field, look, Markup("").join(drawn))

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        options = self.options(field)
        year = max(dice.setting.today.year - dice.random.randint(1, 9), options.earliest)
        lifelike: dict[str, JsonValue] = {
            "name": "Giấy chứng nhận",
            "number": str(dice.random.randint(1, 250)),
            "book": f"01/{year}",
            "date": {"y": year} if options.partial else f"{year}-03-27",
            "issuer": "Ủy ban nhân dân xã Bến Đò",
        }
        return {part: lifelike[part] for part in options.asks}

    def json_schema(self, field: "Field") -> dict[str, Any]:
        options = self.options(field)
        day = PARTIAL_SCHEMA if options.partial else {"type": "string", "format": "date"}
        properties = {
            part: day if part == "date" else {"type": "string", "maxLength": LONGEST[part]} for part in options.asks
        }
        return {
            "type": "object",
            "properties": properties,
            **({"required": list(options.required)} if options.required else {}),
            "minProperties": 1,
            "additionalProperties": False,
        }


def _text(typed: Typed, part: Part) -> str:
    text = cleaned(typed, f"-{part}", LONGEST[part])
    if text and not any(char.isalnum() for char in text):
        raise Invalid(_("Mục này chỉ có dấu. Hãy ghi như trên giấy, hoặc để trống."), f"-{part}")
    return text


def _day(typed: Typed, options: PaperOptions, setting: Circumstances) -> JsonValue:
    moment = _calendar.read(typed, _DATE)
    if moment is None:
        return None
    sensible = _calendar.DateOptions(future=options.future, earliest=options.earliest)
    day: JsonValue = stored(moment) if options.partial else whole(moment, _DATE)
    _calendar.sensible(moment, sensible, setting.today, _DATE)
    return day


def _moment(value: JsonValue | None) -> PartialDate | None:
    """A stored day, whole or partial; None when it is none."""
    try:
        if isinstance(value, str):
            day = day_of(value)
            return PartialDate(day.year, day.month, day.day)
        return moment_of(value) if value else None
    except Invalid:
        return None
