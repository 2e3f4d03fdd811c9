"""A statement the citizen makes by ticking a box: lời cam đoan."""

from typing import TYPE_CHECKING, Annotated, Any

from django.utils.translation import gettext as _
from pydantic import Field as Bound
from pydantic import JsonValue

from motcua.forms.kinds.base import (
    Circumstances,
    Invalid,
    Kind,
    Look,
    Options,
    Places,
    Sampling,
    Typed,
    params,
)
from motcua.kit.words import N_
from motcua.ui.components import govuk

if TYPE_CHECKING:
    from motcua.forms.schema import Field


class StatementOptions(Options):
    """`text` is what the ticked box says, as it will stand above the signature."""

    text: Annotated[str, Bound(min_length=1, max_length=900)] = N_("Tôi cam đoan những điều khai trên là đúng sự thật.")


class Statement(Kind[StatementOptions]):
    """Stored as true or absent: a statement is made or it is not."""

    name = "statement"
    options_model = StatementOptions
    rule_type = "boolean"

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        given = typed.get("", "")
        if given not in ("", "yes"):
            raise Invalid(_("Hãy đánh dấu vào ô cam đoan."))
        return True if given else None

    def typed(self, field: "Field", value: JsonValue) -> dict[str, str]:
        if value is not True:
            raise Invalid(_("Hãy đánh dấu vào ô cam đoan."))
        return {"": "yes"}

    def render(self, field: "Field", look: Look) -> str:
        item = {
            "value": "yes",
            "text": _(self.options(field).text),
            "checked": look.typed.get("", "") == "yes",
            "attributes": dict(look.live),
        }
        return govuk(
            "checkboxes",
            {**params(field, look, legend=True), "name": field.key, "idPrefix": field.key, "items": [item]},
        )

    def shown(self, field: "Field", value: JsonValue, places: Places | None = None) -> str:
        return _(self.options(field).text)

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        return True

    def json_schema(self, field: "Field") -> dict[str, Any]:
        return {"const": True}
