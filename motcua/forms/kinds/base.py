"""What every kind of field can do, and the few values passed to it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar, cast, runtime_checkable

from django.utils.translation import gettext as _
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, JsonValue

from motcua.forms.rules.typing import Type
from motcua.kit import words as kit
from motcua.kit.vietnamese import clean
from motcua.ui.components import govuk

if TYPE_CHECKING:
    from motcua.forms.schema import Field

Typed = Mapping[str, str]
"""What was typed into the inputs of one field, by input suffix: "" or "-d", "-m", "-y"…"""


class Invalid(ValueError):
    """What was given cannot be used; `message` says in Vietnamese how to fix it, `part` is the input."""

    def __init__(self, message: str, part: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.part = part


class Named(Protocol):
    """A province or a commune as a choice."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...


class Places(Protocol):
    """Where addresses get their choices and names, in Vietnamese order; `agencies.places.Places` is one."""

    def provinces(self) -> Sequence[Named]: ...
    def communes(self, province: str, /) -> Sequence[Named]: ...
    def name(self, code: str, /) -> str: ...


class Heir(Protocol):
    """A commune of today that an old place belongs to; `same` when the place is this commune itself."""

    @property
    def commune(self) -> str: ...
    @property
    def province(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def same(self) -> bool: ...


@runtime_checkable
class PlacesOfBefore(Places, Protocol):
    """Places that also know the communes of before 7/2025; `agencies.places.Places` is one."""

    def today_of(self, text: str, /) -> Sequence[Heir]: ...


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The day and the places an answer is judged by; without places, codes are only checked for form."""

    today: date
    places: Places | None = None


class Options(BaseModel):
    """Settings one kind accepts in a definition."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Look:
    """How one field stands on the page: what was typed, what is wrong, and the attributes of live parts."""

    typed: Typed
    message: str = ""
    starred: bool = False
    note: str = ""
    places: Places | None = None
    live: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Sampling:
    """The dice of a sample: repeatable, and aware of what the same person already answered."""

    random: Random
    setting: Circumstances
    made: dict[str, Any]


O = TypeVar("O", bound=Options)  # noqa: E741


class Kind(ABC, Generic[O]):
    """One kind of answer: from typed text to a canonical JSON value, and back to screen and paper.

    `parse` gives None when nothing was typed and raises Invalid when it cannot be used. `typed` is its
    inverse and raises Invalid for a value of the wrong shape: `check` trusts no document it has not seen.
    """

    name: ClassVar[str]
    options_model: ClassVar[type[Options]] = Options
    rule_type: ClassVar[Type] = "text"
    parts: ClassVar[Mapping[str, Type]] = {}
    inputs: ClassVar[tuple[str, ...]] = ("",)
    found: ClassVar[str] = ""
    """What to write and where to find it, said when a mandatory answer is missing; "" when the label is enough."""
    several: ClassVar[bool] = False
    """Whether its input may be posted many times: boxes to tick. `typed` parts them by blanks."""

    def options(self, field: "Field") -> O:
        return cast(O, field.options)

    @abstractmethod
    def parse(self, field: "Field", typed: Typed, setting: Circumstances) -> JsonValue | None: ...

    @abstractmethod
    def typed(self, field: "Field", value: JsonValue) -> dict[str, str]: ...

    @abstractmethod
    def render(self, field: "Field", look: Look) -> str: ...

    @abstractmethod
    def sample(self, field: "Field", dice: Sampling) -> JsonValue: ...

    def shown(self, field: "Field", value: JsonValue, places: Places | None = None) -> str:
        """The answer as a person reads it, on screen and on paper."""
        return str(value)

    def facts(self, field: "Field", value: JsonValue) -> dict[str, str]:
        """The answer for messages and papers: "" is the shown text, other suffixes are its parts."""
        return {"": self.shown(field, value)}

    def veiled(self, field: "Field", value: JsonValue) -> str:
        """A sensitive answer where others may look on: that there is one, never what it says."""
        return _("Đã ghi, không hiện ở đây")

    def check(self, field: "Field", value: JsonValue, setting: Circumstances) -> None:
        """Refuse a stored value that its own inputs could not have produced."""
        if self.parse(field, self.typed(field, value), setting) != value:
            raise Invalid(_("Mục này chưa đúng cách ghi. Hãy mở lại và ghi lại."))

    def adopt(self, field: "Field", source: object, setting: Circumstances) -> JsonValue | None:
        """A value offered by an account or an earlier answer, or None when it does not fit."""
        if not isinstance(source, str):
            return None
        try:
            return self.parse(field, {self.inputs[0]: source}, setting)
        except Invalid:
            return None

    def rule_value(self, value: JsonValue) -> object:
        """The value as rules compare it."""
        return value

    def reading(self, field: "Field") -> Callable[[Any], object] | None:
        """How rules read its answers; None when they take them as they stand."""
        return None if type(self).rule_value is Kind.rule_value else self.rule_value

    def of_rule(self, field: "Field", value: object) -> JsonValue | None:
        """What a rule worked out, as it is stored; a date that is not known to the day is no result."""
        if isinstance(value, date):
            return value.isoformat()
        return value if isinstance(value, bool | int | str) and value != "" else None

    def part(self, value: JsonValue, part: str) -> object:
        """One part of a composite value, as rules compare it."""
        return value.get(part) if isinstance(value, dict) else None

    def anchor(self, field: "Field", part: str = "") -> str:
        """The id of the input an error message leads to."""
        return field.key + (part or self.inputs[0])

    def json_schema(self, field: "Field") -> dict[str, Any]:
        return {"type": "string"}


STAR = "\u00a0*"
"""Ends the label of what is mandatory; never alone on a line."""


def params(field: "Field", look: Look, *, legend: bool = False) -> dict[str, Any]:
    """Label or legend, hint and error message, as the design system's components take them."""
    text = _(field.label) + (STAR if look.starred else "")
    heading: dict[str, Any] = {"text": text, "classes": "govuk-label--s"}
    if legend:
        heading = {"fieldset": {"legend": {"text": text, "classes": "govuk-fieldset__legend--s"}}}
    else:
        heading = {"label": heading}
    hint = " ".join(part for part in (field.hint and _(field.hint), look.note) if part)
    if hint:
        heading["hint"] = {"text": hint}
    if look.message:
        heading["errorMessage"] = {"text": look.message, "visuallyHiddenText": _("Lỗi")}
    return heading


def text_of(value: JsonValue) -> str:
    """The value as text, or Invalid when the document holds something else here."""
    if not isinstance(value, str):
        raise Invalid(_("Mục này phải là chữ."))
    return value


def cleaned(typed: Typed, suffix: str = "", limit: int = 200) -> str:
    """One input, stripped of invisible characters; Invalid beyond its length."""
    raw = typed.get(suffix, "")
    if len(raw) > 4 * limit + 100:
        raise Invalid(_("Nội dung dài quá. Hãy ghi ngắn hơn %(limit)d ký tự.") % {"limit": limit}, suffix)
    text = clean(raw)
    if len(text) > limit:
        raise Invalid(_("Nội dung dài quá. Hãy ghi ngắn hơn %(limit)d ký tự.") % {"limit": limit}, suffix)
    return text


def from_kit(error: kit.Invalid) -> str:
    """The sentence of a number refused by the kit, in the reader's language."""
    return _(error.message) % error.params if error.params else _(error.message)


def grouped(field: "Field", look: Look, inner: str) -> str:
    """Several inputs for one question: a fieldset with the question, the hint and the error on top."""
    heading = params(field, look, legend=True)
    above, described = [], []
    for part, component in (("hint", "hint"), ("errorMessage", "error-message")):
        if part in heading:
            name = f"{field.key}-{'hint' if part == 'hint' else 'error'}"
            above.append(govuk(component, {**heading[part], "id": name}))
            described.append(name)
    body = govuk(
        "fieldset",
        {
            "legend": heading["fieldset"]["legend"],
            "describedBy": " ".join(described) or None,
            "role": "group",
            "html": Markup("").join((*above, inner)),
        },
    )
    state = " govuk-form-group--error" if look.message else ""
    return Markup('<div class="govuk-form-group{}">{}</div>').format(state, body)
