"""An amount of Vietnamese đồng, in figures; papers say it in words too (Decree 254/2026, Article 23: receipts)."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, cast

from django.utils.translation import gettext as _
from pydantic import Field as Bound
from pydantic import JsonValue, model_validator

from motcua.forms.kinds.base import Circumstances, Invalid, Options, Places, Sampling, Typed, cleaned
from motcua.forms.kinds.text import Line
from motcua.forms.rules import numbers
from motcua.kit.money import dong, in_words
from motcua.kit.vietnamese import fold
from motcua.kit.words import N_

if TYPE_CHECKING:
    from motcua.forms.schema import Field

MOST = 10**15
_UNIT = re.compile(r"\s*(?:đồng|dong|đ|vnđ|vnd)\.?$", re.IGNORECASE)
_PLAIN = re.compile(r"[0-9]{1,16}|[0-9]{1,3}(?:[. ][0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3}){2,}")
"""1500000, 1.500.000, 1 500 000 and 1,500,000; a single comma would be read as a fraction."""
_SPOKEN = re.compile(r"([0-9]{1,9}(?:[.,][0-9]{1,9})?)\s*(nghin|ngan|k|trieu|tr|ty|ti)\b\.?")
_SIZES = {"nghin": 3, "ngan": 3, "k": 3, "trieu": 6, "tr": 6, "ty": 9, "ti": 9}
_HOW = N_("Hãy ghi đủ các chữ số của số tiền, ví dụ 1.500.000.")


class MoneyOptions(Options):
    """Bounds in đồng, both included."""

    minimum: Annotated[int, Bound(ge=0, le=MOST)] = 0
    maximum: Annotated[int, Bound(ge=0, le=MOST)] = 10**12

    @model_validator(mode="after")
    def _ordered(self) -> "MoneyOptions":
        if self.minimum > self.maximum:
            raise ValueError("minimum is more than maximum")
        return self


class Money(Line[MoneyOptions]):
    """Stored as whole đồng, shown as "1.500.000 đồng"."""

    name = "money"
    options_model = MoneyOptions
    rule_type = "number"
    inputmode = "numeric"
    width = 10

    def unit(self, field: "Field") -> str:
        return _("đồng")

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        text = cleaned(typed, limit=60)
        if not text:
            return None
        figures = _UNIT.sub("", text)
        if not _PLAIN.fullmatch(figures):
            raise Invalid(_refusal(text))
        amount = int(re.sub(r"[., ]", "", figures))
        options = self.options(field)
        if not options.minimum <= amount <= options.maximum:
            limits = {"low": dong(options.minimum), "high": dong(options.maximum)}
            raise Invalid(_("Hãy ghi số tiền từ %(low)s đến %(high)s.") % limits)
        return amount

    def typed(self, field: "Field", value: JsonValue) -> dict[str, str]:
        return {"": _figures(_amount(value))}

    def shown(self, field: "Field", value: JsonValue, places: Places | None = None) -> str:
        return dong(_amount(value))

    def facts(self, field: "Field", value: JsonValue) -> dict[str, str]:
        amount = _amount(value)
        words = in_words(amount)
        return {"": dong(amount), "figures": _figures(amount), "words": words, "value": str(amount)}

    def adopt(self, field: "Field", source: object, setting: Circumstances) -> JsonValue | None:
        text = str(source) if isinstance(source, int) and not isinstance(source, bool) else source
        return super().adopt(field, text, setting)

    def rule_value(self, value: JsonValue) -> object:
        return numbers.bounded(value)

    def of_rule(self, field: "Field", value: object) -> JsonValue | None:
        """Rounded to whole đồng, half a đồng up (away from zero): there is no smaller coin."""
        return cast(int | None, numbers.rounded(value, 0))

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        options = self.options(field)
        steps = min((options.maximum - options.minimum) // 50_000, 100)
        return options.minimum + 50_000 * dice.random.randint(0, steps)

    def json_schema(self, field: "Field") -> dict[str, Any]:
        options = self.options(field)
        return {"type": "integer", "minimum": options.minimum, "maximum": options.maximum}


def _amount(value: JsonValue) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > MOST:
        raise Invalid(_(_HOW))
    return value


def _figures(amount: int) -> str:
    return dong(amount).removesuffix(" đồng")


def _refusal(text: str) -> str:
    """How to write what was meant: "1,5 triệu" is read, but only the citizen may say that it is 1.500.000."""
    spoken = _SPOKEN.fullmatch(_UNIT.sub("", fold(text)))
    meant = Decimal(spoken[1].replace(",", ".")).scaleb(_SIZES[spoken[2]]) if spoken else None
    if meant is not None and meant == int(meant):
        return _("Hãy ghi đủ các chữ số: %(figures)s.") % {"figures": _figures(int(meant))}
    return _(_HOW)
