"""Several answers out of a list: boxes to tick."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any

from django.utils.translation import gettext as _
from pydantic import Field as Bound
from pydantic import JsonValue, model_validator

from motcua.forms.catalogues import catalogue
from motcua.forms.kinds._choosing import Offer
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
from motcua.forms.kinds.choice import Alternative
from motcua.kit.words import N_
from motcua.ui.components import govuk

if TYPE_CHECKING:
    from motcua.forms.schema import Field

MOST = 100
"""Boxes on a page; a longer list is not for ticking."""
_LONGEST = 50 * MOST
_VALUE = re.compile(r"[^\s,]{1,50}")
_REFUSAL = N_("Hãy đánh dấu vào các ô trong danh sách.")


class ManyOptions(Options):
    """`choices` as for a choice, or the name of an official list; how many may be ticked at least and at most.

    `minimum` counts once something is ticked: whether anything must be is for the field's `required`.
    """

    choices: Annotated[tuple[Alternative, ...], Bound(max_length=MOST)] = ()
    catalogue: Annotated[str, Bound(pattern=r"^[a-z_]{0,40}$")] = ""
    minimum: Annotated[int, Bound(ge=1, le=MOST)] = 1
    maximum: Annotated[int, Bound(ge=1, le=MOST)] = MOST

    @model_validator(mode="after")
    def _sound(self) -> "ManyOptions":
        if bool(self.choices) == bool(self.catalogue):
            raise ValueError("many needs choices or a catalogue, not both")
        try:
            offered = len(_listed(self.catalogue)) if self.catalogue else len(self.choices)
        except FileNotFoundError as error:
            raise ValueError(f"no catalogue {self.catalogue}") from error
        if offered > MOST:
            raise ValueError(f"{self.catalogue} has more than {MOST} items")
        if len({choice.value for choice in self.choices}) != len(self.choices):
            raise ValueError("two choices with the same value")
        if not self.minimum <= min(self.maximum, offered):
            raise ValueError("minimum is more than can be ticked")
        return self


@lru_cache(maxsize=32)
def _listed(name: str) -> tuple[Offer, ...]:
    return tuple(Offer(item.code, item.name) for item in catalogue(name).choices)


class Many(Kind[ManyOptions]):
    """Stored as the list of the ticked values, in the order of the definition; nothing ticked is absent."""

    name = "many"
    options_model = ManyOptions
    rule_type = "list"
    several = True

    def offers(self, field: "Field") -> Sequence[Offer]:
        """What can be ticked, in order."""
        options = self.options(field)
        if options.catalogue:
            return _listed(options.catalogue)
        return [Offer(choice.value, choice.label, choice.hint) for choice in options.choices]

    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None:
        raw = typed.get("", "")
        if len(raw) > _LONGEST:
            raise Invalid(_(_REFUSAL))
        given = set(raw.replace(",", " ").split())
        if not given:
            return None
        value: list[JsonValue] = [offer.value for offer in self.offers(field) if offer.value in given]
        if len(value) != len(given):
            raise Invalid(_(_REFUSAL))
        options = self.options(field)
        if len(value) < options.minimum:
            raise Invalid(_("Hãy chọn ít nhất %(count)d ô.") % {"count": options.minimum})
        if len(value) > options.maximum:
            message = _("Chỉ được chọn nhiều nhất %(count)d ô. Hãy bỏ bớt.") % {"count": options.maximum}
            raise Invalid(message)
        return value

    def typed(self, field: "Field", value: JsonValue) -> dict[str, str]:
        return {"": " ".join(_values(value))}

    def shown(self, field: "Field", value: JsonValue, places: Places | None = None) -> str:
        return "; ".join(self._labels(field, value))

    def facts(self, field: "Field", value: JsonValue) -> dict[str, str]:
        """`value` and `code` list the values and the codes of the shared software; `count` says how many."""
        values = _values(value)
        codes = {choice.value: choice.code for choice in self.options(field).choices if choice.code}
        told = {"": self.shown(field, value), "value": " ".join(values), "count": str(len(values))}
        return {**told, "code": " ".join(codes.get(one, one) for one in values)} if codes else told

    def _labels(self, field: "Field", value: JsonValue) -> list[str]:
        names: Mapping[str, str] = {offer.value: offer.text for offer in self.offers(field)}
        return [_(names.get(one, one)) for one in _values(value)]

    def adopt(self, field: "Field", source: object, setting: Circumstances) -> JsonValue | None:
        """Codes of the list, from an earlier answer of this kind or of a single choice."""
        try:
            text = source if isinstance(source, str) else " ".join(_values(source))  # type: ignore[arg-type]
            return self.parse(field, {"": text}, setting)
        except Invalid:
            return None

    def rule_value(self, value: JsonValue) -> object:
        return value if isinstance(value, list) and all(isinstance(one, str) for one in value) else None

    def render(self, field: "Field", look: Look) -> str:
        ticked = set(look.typed.get("", "")[:_LONGEST].replace(",", " ").split())
        items: list[dict[str, Any]] = []
        for offer in self.offers(field):
            item = {
                "value": offer.value,
                "text": _(offer.text),
                "checked": offer.value in ticked,
                "attributes": dict(look.live),
            }
            items.append({**item, "hint": {"text": _(offer.hint)}} if offer.hint else item)
        noted = replace(look, note=" ".join(filter(None, (self._how_many(field), look.note))))
        heading = params(field, noted, legend=True)
        return govuk("checkboxes", {**heading, "name": field.key, "idPrefix": field.key, "items": items})

    def _how_many(self, field: "Field") -> str:
        options = self.options(field)
        if options.maximum < len(self.offers(field)):
            return _("Chọn nhiều nhất %(count)d ô.") % {"count": options.maximum}
        return _("Có thể chọn nhiều ô.")

    def sample(self, field: "Field", dice: Sampling) -> JsonValue:
        options = self.options(field)
        offers = self.offers(field)
        most = min(options.maximum, len(offers), max(options.minimum, 3))
        chosen = set(dice.random.sample(range(len(offers)), dice.random.randint(options.minimum, most)))
        return [offer.value for number, offer in enumerate(offers) if number in chosen]

    def json_schema(self, field: "Field") -> dict[str, Any]:
        options = self.options(field)
        values = [offer.value for offer in self.offers(field)]
        return {
            "type": "array",
            "items": {"enum": values},
            "minItems": options.minimum,
            "maxItems": min(options.maximum, len(values)),
            "uniqueItems": True,
        }


def _values(value: JsonValue) -> list[str]:
    if not isinstance(value, list) or not 0 < len(value) <= MOST:
        raise Invalid(_(_REFUSAL))
    values = [one for one in value if isinstance(one, str) and _VALUE.fullmatch(one)]
    if len(values) != len(value):
        raise Invalid(_(_REFUSAL))
    return values
