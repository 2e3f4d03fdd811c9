"""One of a few answers written in the form itself."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated

from pydantic import Field as Bound
from pydantic import JsonValue, model_validator

from motcua.forms.kinds._choosing import Choosing, Offer
from motcua.forms.kinds.base import Options, text_of

if TYPE_CHECKING:
    from motcua.forms.schema import Field


class Alternative(Options):
    """`value` is what rules and results read; `code` is that of the shared national software, if any."""

    value: Annotated[str, Bound(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
    label: Annotated[str, Bound(min_length=1, max_length=200)]
    hint: Annotated[str, Bound(max_length=300)] = ""
    code: Annotated[str, Bound(max_length=20)] = ""


class ChoiceOptions(Options):
    """The alternatives, in the order shown."""

    choices: Annotated[tuple[Alternative, ...], Bound(min_length=1, max_length=100)]

    @model_validator(mode="after")
    def _distinct(self) -> "ChoiceOptions":
        if len({choice.value for choice in self.choices}) != len(self.choices):
            raise ValueError("two choices with the same value")
        return self


@lru_cache(maxsize=1024)
def _offers(choices: tuple[Alternative, ...]) -> tuple[Offer, ...]:
    return tuple(Offer(choice.value, choice.label, choice.hint) for choice in choices)


class Choice(Choosing[ChoiceOptions]):
    """Stored as the `value` of the alternative."""

    name = "choice"
    options_model = ChoiceOptions

    def offers(self, field: "Field") -> Sequence[Offer]:
        return _offers(self.options(field).choices)

    def facts(self, field: "Field", value: JsonValue) -> dict[str, str]:
        code = next((c.code for c in self.options(field).choices if c.value == value), "")
        return {"": self.shown(field, value), "value": text_of(value), **({"code": code} if code else {})}
