"""A number, whole or with some decimals."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from django.utils.translation import gettext as _
from pydantic import Field as Bound
from pydantic import JsonValue

from motcua.forms.kinds.base import Circumstances, Invalid, Options, Places, Sampling, Typed, cleaned
from motcua.forms.kinds.text import Line
from motcua.forms.rules import numbers
from motcua.kit.numerals import reading

if TYPE_CHECKING:
    from motcua.forms.schema import Field

LARGEST = numbers.LARGEST
FIGURES = 15
"""What a JSON number with decimals keeps exactly."""
GROUPED_FROM = 10_000
"""Below, figures are read at a glance, and a year stays a year: 2026, 12.500."""


class NumberOptions(Options):
    """Bounds, both included; the word after the number ("bản"); figures behind the comma; dots between thousands."""

    minimum: Annotated[int, Bound(ge=-LARGEST, le=LARGEST)] = 0
    maximum: Annotated[int, Bound(ge=-LARGEST, le=LARGEST)] = 1_000_000
    unit: Annotated[str, Bound(max_length=20)] = ""
    decimals: Annotated[int, Bound(ge=0, le=6)] = 0
    grouping: bool = True


class Number(Line[NumberOptions]):
    """Stored as a JSON number, whole where it is whole. Dots and blanks between thousands are accepted.

    With decimals it has 15 figures at most: so many a JSON number keeps exactly. Rules read it as a decimal.
    """

    name = "number"
    options_model = NumberOptions
    rule_type = "number"
    width = 5

    def unit(self, field: "Field") -> str:
        unit = self.options(field).unit
        return _(unit) if unit else ""

    def keypad(self, field: "Field") -> str:
        options = self.options(field)
        if options.minimum < 0:
            return "text"  # the keypads of some telephones have no minus
        return "decimal" if options.decimals else "numeric"

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        options = self.options(field)
        text = re.sub(r"(?<=[0-9])[.\s](?=[0-9]{3}([^0-9]|$))", "", cleaned(typed, limit=30))
        if not text:
            return None
        number = _read(text, options)
        if number is None or not options.minimum <= number <= options.maximum:
            raise Invalid(_refusal(options))
        stored = _stored(number)
        if stored is None:
            raise Invalid(_("Số này dài quá %(count)d chữ số. Hãy bớt chữ số sau dấu phẩy.") % {"count": FIGURES})
        return stored

    def typed(self, field: "Field", value: JsonValue) -> dict[str, str]:
        number = _number(value, self.options(field))
        return {"": f"{number:f}".replace(".", ",")}

    def shown(self, field: "Field", value: JsonValue, places: Places | None = None) -> str:
        options = self.options(field)
        number = _number(value, options)
        grouped = options.grouping and abs(number) >= GROUPED_FROM
        text = (f"{number:,f}" if grouped else f"{number:f}").translate(_VIETNAMESE)
        return f"{text} {_(options.unit)}" if options.unit else text

    def facts(self, field: "Field", value: JsonValue) -> dict[str, str]:
        facts = {"": self.shown(field, value), "value": str(value)}
        return {**facts, "words": reading(value)} if isinstance(value, int) else facts

    def adopt(self, field: "Field", source: object, setting: Circumstances) -> JsonValue | None:
        number = numbers.exact(source)
        text = source if number is None else numbers.written(number)
        return super().adopt(field, text, setting)

    def rule_value(self, value: JsonValue) -> object:
        return numbers.bounded(value)

    def reading(self, field: "Field") -> Callable[[Any], object] | None:
        return numbers.exact if self.options(field).decimals else self.rule_value

    def of_rule(self, field: "Field", value: object) -> JsonValue | None:
        """Rounded to the decimals of the question, half away from zero."""
        number = numbers.rounded(value, self.options(field).decimals)
        return None if number is None else _stored(number)

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        options = self.options(field)
        whole = dice.random.randint(options.minimum, min(options.maximum, options.minimum + 5))
        return whole + 0.5 if options.decimals and whole < options.maximum else whole

    def json_schema(self, field: "Field") -> dict[str, Any]:
        options = self.options(field)
        kind = "number" if options.decimals else "integer"
        return {"type": kind, "minimum": options.minimum, "maximum": options.maximum}


_VIETNAMESE = str.maketrans(",.", ".,")


def _read(text: str, options: NumberOptions) -> Decimal | None:
    """The number typed; after the thousands are joined, a dot can only be a decimal comma typed the foreign way."""
    match = re.fullmatch(r"(-?[0-9]{1,15})(?:[.,]([0-9]{1,6}))?", text)
    if match is None or len((match[2] or "").rstrip("0")) > options.decimals:
        return None
    return Decimal(f"{match[1]}.{match[2] or '0'}")


def _stored(number: numbers.Number) -> int | float | None:
    """The number as JSON has it; None when that would change its figures."""
    if number == int(number):
        return int(number)
    return float(number) if len(Decimal(number).normalize().as_tuple().digits) <= FIGURES else None


def _number(value: JsonValue, options: NumberOptions) -> Decimal:
    allowed = int | float if options.decimals else int
    if not isinstance(value, allowed) or isinstance(value, bool) or not abs(value) <= LARGEST:
        raise Invalid(_("Mục này phải là số."))
    number = Decimal(repr(value)).normalize()
    return number.quantize(Decimal(1)) if number == int(number) else number


def _refusal(options: NumberOptions) -> str:
    limits = {"low": options.minimum, "high": options.maximum, "count": options.decimals}
    if options.decimals:
        return _("Hãy ghi một số từ %(low)d đến %(high)d, nhiều nhất %(count)d chữ số sau dấu phẩy.") % limits
    return _("Hãy ghi một số từ %(low)d đến %(high)d.") % limits
