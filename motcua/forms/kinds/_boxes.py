"""One labelled input of a question with several of them."""

from typing import TYPE_CHECKING, Any

from motcua.forms.kinds.base import STAR, Look
from motcua.ui.components import govuk

if TYPE_CHECKING:
    from motcua.forms.schema import Field


def box(field: "Field", look: Look, part: str, label: str, *, starred: bool = False, **more: Any) -> str:
    """A line of text named after the field and the part. `more` are parameters of the component."""
    name = field.key + part
    given = {
        "label": {"text": label + (STAR if starred and look.starred else "")},
        "id": name,
        "name": name,
        "value": look.typed.get(part, ""),
        **discreet(field),
        **more,
    }
    return govuk("input", given)


def discreet(field: "Field") -> dict[str, Any]:
    """What keeps a sensitive answer out of spelling services and out of the memory of a shared computer."""
    if not field.sensitive:
        return {}
    return {"spellcheck": False, "autocomplete": field.autocomplete or "off"}
