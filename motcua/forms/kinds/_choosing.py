"""What kinds with a list of answers have in common: radios when short, a native select when long."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup
from pydantic import JsonValue

from motcua.forms.catalogues import catalogue
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
    text_of,
)
from motcua.kit.vietnamese import fold
from motcua.kit.words import N_
from motcua.ui.components import govuk

if TYPE_CHECKING:
    from motcua.forms.schema import Field

RADIOS_UP_TO = 8
LONGEST = 250
"""No choice is called longer."""
_OPTION = Markup('<option value="{}">{}</option>')
_OPENING = Markup('<option value="{}">')
C = TypeVar("C", bound=Options)


class Offer(NamedTuple):
    """One choice on the page."""

    value: str
    text: str
    hint: str = ""


class Choosing(Kind[C]):
    """The stored value is the choice's code; what is not on the list is refused."""

    refusal = N_("Hãy chọn một mục trong danh sách.")

    def offers(self, field: "Field") -> Sequence[Offer]:
        raise NotImplementedError

    def label_of(self, field: "Field", value: str) -> str | None:
        """The words of a stored value, also of one no longer offered."""
        return next((offer.text for offer in self.offers(field) if offer.value == value), None)

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        given = typed.get("", "")
        if len(given) > LONGEST:
            raise Invalid(_(self.refusal))
        if not given:
            return None
        if self.label_of(field, given) is not None:
            return given
        meant = self.meant(field, given)
        if meant is None:
            raise Invalid(self.refused(fold(given)))
        return meant

    def meant(self, field: "Field", words: str) -> str | None:
        """The one choice that is called so, marks and capitals aside."""
        wanted = fold(words)
        found = [offer.value for offer in self.offers(field) if wanted and wanted == fold(offer.text)]
        return found[0] if len(found) == 1 else None

    def refused(self, given: str) -> str:
        """What to say to something that is not on the list; `given` is folded."""
        return _(self.refusal)

    def typed(self, field: "Field", value: JsonValue) -> dict[str, str]:
        return {"": text_of(value)}

    def shown(self, field: "Field", value: JsonValue, places: Places | None = None) -> str:
        text = text_of(value)
        return _(self.label_of(field, text) or text)

    def facts(self, field: "Field", value: JsonValue) -> dict[str, str]:
        return {"": self.shown(field, value), "value": text_of(value)}

    def adopt(self, field: "Field", source: object, setting: Circumstances) -> JsonValue | None:
        """A code of the list, or the words of one choice however they are written."""
        if not isinstance(source, str) or not 0 < len(source) <= LONGEST:
            return None
        offered = any(source == offer.value for offer in self.offers(field))
        return source if offered else self.meant(field, source)

    def render(self, field: "Field", look: Look) -> str:
        offers = self.offers(field)
        if len(offers) <= RADIOS_UP_TO:
            return self._radios(field, look, offers)
        return select(field.key, look.typed.get("", ""), offers, look, params(field, look), field.autocomplete)

    def _radios(self, field: "Field", look: Look, offers: Sequence[Offer]) -> str:
        items: list[dict[str, Any]] = []
        for offer in offers:
            item: dict[str, Any] = {
                "value": offer.value,
                "text": _(offer.text),
                "attributes": dict(look.live),
            }
            items.append({**item, "hint": {"text": _(offer.hint)}} if offer.hint else item)
        return govuk(
            "radios",
            {
                **params(field, look, legend=True),
                "name": field.key,
                "idPrefix": field.key,
                "items": items,
                "value": look.typed.get("", ""),
            },
        )

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        return dice.random.choice(self.offers(field)).value

    def json_schema(self, field: "Field") -> dict[str, Any]:
        return {"enum": [offer.value for offer in self.offers(field)]}


def select(
    name: str,
    value: str,
    offers: Sequence[Offer],
    look: Look,
    heading: dict[str, Any],
    autocomplete: str = "",
) -> str:
    """A native select that begins with an empty choice.

    The component draws everything but the choices: through it 240 countries would take 12 ms, so they are
    written here in its own form.
    """
    attributes = {**look.live, **({"autocomplete": autocomplete} if autocomplete else {})}
    frame = govuk("select", {**heading, "id": name, "name": name, "items": [], "attributes": attributes})
    options = _options(tuple(offers), get_language() or "")
    if value:
        plain = _OPENING.format(value)
        options = options.replace(plain, plain[:-1] + Markup(" selected>"), 1)
    head, _end, tail = frame.rpartition("</select>")
    return Markup("{}{}</select>{}").format(head.rstrip(), options, tail)


@lru_cache(maxsize=256)
def _options(offers: tuple[Offer, ...], language: str) -> Markup:
    """The choices as HTML in the language at hand, drawn once in a process."""
    listed = [Offer("", _("-- Chọn --")), *offers]
    return Markup("").join(_OPTION.format(offer.value, _(offer.text)) for offer in listed)


@lru_cache(maxsize=32)
def _listed(name: str) -> tuple[Offer, ...]:
    return tuple(Offer(item.code, item.name) for item in catalogue(name).choices)


class FromCatalogue(Choosing[C]):
    """A choice from an official list of the library."""

    list_name = ""

    def offers(self, field: "Field") -> Sequence[Offer]:
        return _listed(self.list_name)

    def label_of(self, field: "Field", value: str) -> str | None:
        item = catalogue(self.list_name).by_code.get(value)
        return item.name if item else None

    def json_schema(self, field: "Field") -> dict[str, Any]:
        """Items no longer offered are still accepted: answers may have been given before."""
        return {"enum": [item.code for item in catalogue(self.list_name).items]}
