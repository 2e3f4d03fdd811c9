"""Several lines of text."""

from typing import TYPE_CHECKING, Annotated, Any

from django.utils.translation import gettext as _
from pydantic import Field as Bound
from pydantic import JsonValue

from motcua.forms.kinds._boxes import discreet
from motcua.forms.kinds.base import (
    Circumstances,
    Invalid,
    Kind,
    Look,
    Options,
    Sampling,
    Typed,
    params,
    text_of,
)
from motcua.kit.vietnamese import clean
from motcua.ui.components import govuk

if TYPE_CHECKING:
    from motcua.forms.schema import Field


class LongTextOptions(Options):
    """`max_length` in characters, `rows` of the box."""

    max_length: Annotated[int, Bound(ge=1, le=5000)] = 1000
    rows: Annotated[int, Bound(ge=2, le=20)] = 4


class LongText(Kind[LongTextOptions]):
    """Line breaks are kept; each line is cleaned like a short text."""

    name = "long_text"
    options_model = LongTextOptions

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        limit = self.options(field).max_length
        raw = typed.get("", "")
        text = clean(raw, lines=True) if len(raw) <= 4 * limit + 100 else raw
        if len(text) > limit:
            raise Invalid(_("Nội dung dài quá. Hãy ghi ngắn hơn %(limit)d ký tự.") % {"limit": limit})
        return text or None

    def typed(self, field: "Field", value: JsonValue) -> dict[str, str]:
        return {"": text_of(value)}

    def render(self, field: "Field", look: Look) -> str:
        options = self.options(field)
        return govuk(
            "textarea",
            {
                **params(field, look),
                "id": field.key,
                "name": field.key,
                "rows": options.rows,
                "value": look.typed.get("", ""),
                "attributes": dict(look.live),
                **discreet(field),
            },
        )

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        return f"{field.label[:60].strip()}: nội dung ví dụ {dice.random.randint(1, 99)}."

    def json_schema(self, field: "Field") -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.options(field).max_length}
