"""Yes or no."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
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
from motcua.ui.components import govuk

if TYPE_CHECKING:
    from motcua.forms.schema import Field


class YesNo(Kind[Options]):
    """Stored as true or false; nothing chosen is absent, never "no"."""

    name = "yes_no"
    rule_type = "boolean"

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        given = typed.get("", "")
        if given not in ("", "yes", "no"):
            raise Invalid(_("Hãy chọn Có hoặc Không."))
        return None if not given else given == "yes"

    def typed(self, field: "Field", value: JsonValue) -> dict[str, str]:
        if not isinstance(value, bool):
            raise Invalid(_("Hãy chọn Có hoặc Không."))
        return {"": "yes" if value else "no"}

    def render(self, field: "Field", look: Look) -> str:
        items = [
            {"value": value, "text": text, "attributes": dict(look.live)}
            for value, text in (("yes", _("Có")), ("no", _("Không")))
        ]
        heading = params(field, look, legend=True)
        return govuk(
            "radios",
            {
                **heading,
                "name": field.key,
                "idPrefix": field.key,
                "classes": "govuk-radios--inline",
                "items": items,
                "value": look.typed.get("", ""),
            },
        )

    def shown(self, field: "Field", value: JsonValue, places: Places | None = None) -> str:
        return _("Có") if value is True else _("Không")

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        return dice.random.random() < 0.5

    def json_schema(self, field: "Field") -> dict[str, Any]:
        return {"type": "boolean"}
