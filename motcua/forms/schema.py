"""The shape of a form definition: what library/forms/*.yaml may say, and every mistake refused at load."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, JsonValue, SerializeAsAny, StringConstraints, model_validator
from pydantic import Field as Bound
from pydantic.functional_validators import field_validator
from pydantic_core.core_schema import ValidationInfo

from motcua.forms import rules
from motcua.forms.kinds import kind_named
from motcua.forms.kinds.base import Kind, Options
from motcua.forms.kinds.rows import RowsOptions
from motcua.forms.naming import Names, Reference
from motcua.forms.proof import Proof

MAX_FIELDS = 200
MAX_PROGRAMS = 4000
"""Rules of one form kept ready, those of fees and components included."""
RESERVED = {"today", "item", "account", "form"}

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Rule = Annotated[str, StringConstraints(max_length=rules.grammar.MAX_LENGTH)]
Line = Annotated[str, StringConstraints(max_length=300, strip_whitespace=True)]
Text = Annotated[str, StringConstraints(max_length=2000, strip_whitespace=True)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Prefill(_Model):
    """Where a first answer comes from: `account.<attribute>`, an earlier `section.field`, or a `value`."""

    source: Line = ""
    value: JsonValue = None
    when: Rule = ""

    @model_validator(mode="after")
    def _one(self) -> "Prefill":
        if bool(self.source) == (self.value is not None):
            raise ValueError("prefill needs a source or a value, not both")
        return self


class Derived(_Model):
    """One case of an answer that the form works out itself: the first case that holds gives the value."""

    value: JsonValue
    when: Rule = ""


class Sample(_Model):
    """How sample answers stay lifelike: fixed values, an age in years or days, a person's sex."""

    values: list[JsonValue] = []
    years: tuple[int, int] | None = None
    days: tuple[int, int] | None = None
    sex: str = ""
    skip: bool = False


class Field(_Model):
    """One question. `source` is the legal form or rule that makes us ask it.

    `compute` is an expression that works the answer out, `derive` does it by cases; either way nobody types it.
    Rows and groups have `fields` of their own; `item` is the word for one row ("Người"), as in "Thêm người".
    """

    key: Key
    kind: str
    label: Annotated[Line, Bound(min_length=1)]
    hint: Text = ""
    required: bool | Rule = False
    show_when: Rule = ""
    source: Annotated[Line, Bound(min_length=1)]
    autocomplete: Annotated[str, StringConstraints(max_length=40)] = ""
    sensitive: bool = False
    prefill: Prefill | None = None
    derive: Annotated[list[Derived], Bound(max_length=200)] = []
    compute: Rule = ""
    item: Annotated[Line, Bound(max_length=40)] = ""
    fields: list["Field"] = []
    sample: Sample = Sample()
    options: SerializeAsAny[Options] = Bound(default_factory=Options, validate_default=True)

    @field_validator("kind")
    @classmethod
    def _known_kind(cls, value: str) -> str:
        return kind_named(value).name

    @field_validator("prefill", mode="before")
    @classmethod
    def _short_prefill(cls, value: Any) -> Any:
        return {"source": value} if isinstance(value, str) else value

    @field_validator("options", mode="before")
    @classmethod
    def _options_of_kind(cls, value: Any, info: ValidationInfo) -> Options:
        if "kind" not in info.data:
            raise ValueError("options of an unknown kind")
        given = {} if type(value) is Options else value
        return kind_named(info.data["kind"]).options_model.model_validate(given)

    @cached_property
    def of_kind(self) -> Kind[Any]:
        return kind_named(self.kind)

    @cached_property
    def by_key(self) -> dict[str, "Field"]:
        """The questions of one row."""
        return {field.key: field for field in self.fields}

    @property
    def worked_out(self) -> bool:
        """Whether the form answers it by itself: shown, never typed, never trusted from outside."""
        return bool(self.derive or self.compute)

    @property
    def most(self) -> int:
        """How many rows it may have."""
        return self.options.maximum if isinstance(self.options, RowsOptions) else 1

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of its HTML inputs."""
        return tuple(self.key + suffix for suffix in self.of_kind.inputs)

    def at(self, row: int) -> tuple["Field", ...]:
        """The questions of one row, each under the name of its inputs: "members-0-full_name"."""
        return tuple(self._row(row).values())

    def placed(self, row: int, sub: str) -> "Field":
        """One question of a row under the name of its inputs. Raises KeyError."""
        return self._row(row)[sub]

    def _row(self, row: int) -> dict[str, "Field"]:
        if row not in self._placed:
            self._placed[row] = {field.key: _placed(field, f"{self.key}-{row}-{field.key}") for field in self.fields}
        return self._placed[row]

    @cached_property
    def _placed(self) -> dict[int, dict[str, "Field"]]:
        return {}


def _placed(field: Field, name: str) -> Field:
    """The same question under another name; the name is ours, so it needs no validation."""
    return field.model_copy(update={"key": name})


class Guidance(_Model):
    """A few lines of help at the top of a page."""

    text: Annotated[Text, Bound(min_length=1)]
    show_when: Rule = ""


class Section(_Model):
    """One page: one topic."""

    key: Key
    title: Annotated[Line, Bound(min_length=1)]
    show_when: Rule = ""
    guidance: Annotated[list[Guidance], Bound(max_length=40)] = []
    fields: Annotated[list[Field], Bound(min_length=1)]

    @cached_property
    def by_key(self) -> dict[str, Field]:
        return {field.key: field for field in self.fields}


class Check(_Model):
    """A rule that must not be broken; its message stands at `at` (`section.field`) and says how to fix it."""

    rule: Annotated[Rule, Bound(min_length=1)]
    message: Annotated[Text, Bound(min_length=1)]
    at: Line
    source: Line = ""

    @cached_property
    def place(self) -> tuple[str, str, str]:
        """Section, field, and the field of every row ("" when the check stands at no rows)."""
        section, field, sub = (*self.at.split(".", 2), "", "")[:3]
        return section, field, sub


class LegalField(_Model):
    """One thing the legal form asks, in its words and under its number, and where this form asks it.

    What is no question (the place and day of signing) says `elsewhere` how it is done instead.
    """

    asks: Annotated[Line, Bound(min_length=1, max_length=120)]
    number: Annotated[Line, Bound(max_length=20)] = ""
    at: Annotated[list[Line], Bound(max_length=20)] = []
    elsewhere: Annotated[Line, Bound(max_length=120)] = ""
    source: Annotated[Line, Bound(min_length=1)]

    @model_validator(mode="after")
    def _one(self) -> "LegalField":
        if bool(self.at) == bool(self.elsewhere):
            raise ValueError(f"legal {self.asks!r}: say where it is asked (at), or what happens instead (elsewhere)")
        return self


class PaperForm(_Model):
    """One legal paper that this form fills, with the sections printed on it; wanted only when `show_when` holds."""

    key: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,59}$")]
    title: Annotated[Line, Bound(min_length=1)]
    number: Annotated[Line, Bound(max_length=40)] = ""
    legal_source: Text = ""
    show_when: Rule = ""
    sections: Annotated[list[Key], Bound(min_length=1, max_length=40)]


class Cosign(_Model):
    """A person who must agree to the whole declaration: who it is, and the questions that tell name and telephone."""

    label: Annotated[Line, Bound(min_length=1, max_length=80)]
    name: Annotated[Line, Bound(min_length=3)]
    phone: Annotated[Line, Bound(min_length=3)]
    show_when: Rule = ""
    source: Annotated[Line, Bound(min_length=1)]


class FormDefinition(_Model):
    """A whole form. Loading proves its rules: names exist, types fit, nothing depends on what comes later.

    `subject` is the section about the person whom the form is for, when that is another than who declares (a child).
    `cosign` are the persons who must all agree before the declaration is handed in.
    """

    key: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,59}$")]
    title: Annotated[Line, Bound(min_length=1)]
    legal_source: Annotated[Text, Bound(min_length=1)]
    sections: Annotated[list[Section], Bound(min_length=1, max_length=40)]
    checks: Annotated[list[Check], Bound(max_length=200)] = []
    legal: Annotated[list[LegalField], Bound(max_length=200)] = []
    papers: Annotated[list[PaperForm], Bound(max_length=12)] = []
    subject: Annotated[str, StringConstraints(max_length=40)] = ""
    cosign: Annotated[list[Cosign], Bound(max_length=4)] = []

    @cached_property
    def by_key(self) -> dict[str, Section]:
        return {section.key: section for section in self.sections}

    @cached_property
    def paths(self) -> frozenset[str]:
        """ "section.field" and "section.rows.sub" of everything it asks or works out."""
        found = {f"{section.key}.{field.key}": field for section, field in self.every_field()}
        return frozenset(found) | {f"{path}.{sub}" for path, field in found.items() for sub in field.by_key}

    @cached_property
    def every_paper(self) -> tuple[PaperForm, ...]:
        """The papers it fills; without a list of them, one paper with everything."""
        whole = PaperForm(key=self.key, title=self.title, legal_source=self.legal_source, sections=list(self.by_key))
        return tuple(self.papers) or (whole,)

    def field(self, section: str, field: str) -> Field | None:
        found = self.by_key.get(section)
        return found.by_key.get(field) if found else None

    def every_field(self) -> Iterator[tuple[Section, Field]]:
        return ((section, field) for section in self.sections for field in section.fields)

    def resolve(self, path: tuple[str, ...], section: str = "", rows: str = "") -> Reference | None:
        """What a rule's name stands for, seen from a section and from a row of `rows`; None when there is none."""
        return Names(self, section, rows).resolve(path)

    def type_of(self, path: tuple[str, ...], section: str = "", rows: str = "") -> rules.Type | None:
        return Names(self, section, rows).type_of(path)

    def program(self, rule: str, section: str = "", rows: str = "") -> rules.Program:
        """A rule ready to be run; taken apart once for a definition. Raises RuleError for what is no rule."""
        at = (rule, section, rows)
        if at not in self._programs:
            if len(self._programs) >= MAX_PROGRAMS:
                self._programs.clear()
            self._programs[at] = rules.compiled(rules.parse(rule), Names(self, section, rows))
        return self._programs[at]

    def reads(self, rule: str, section: str = "", rows: str = "") -> frozenset[Reference]:
        """The answers a rule depends on."""
        at = (rule, section, rows)
        if at not in self._reads:
            names = Names(self, section, rows)
            found = (names.resolve(path) for path in rules.names(rules.parse(rule)))
            self._reads[at] = frozenset(filter(None, found))
        return self._reads[at]

    @cached_property
    def _programs(self) -> dict[tuple[str, str, str], rules.Program]:
        return {}

    @cached_property
    def _reads(self) -> dict[tuple[str, str, str], frozenset[Reference]]:
        return {}

    @model_validator(mode="after")
    def _sound(self) -> "FormDefinition":
        if sum(1 + len(field.fields) for _section, field in self.every_field()) > MAX_FIELDS:
            raise ValueError(f"more than {MAX_FIELDS} fields")
        if len(self.by_key) != len(self.sections) or RESERVED & self.by_key.keys():
            raise ValueError("a section key is used twice or reserved")
        for section in self.sections:
            if len(section.by_key) != len(section.fields) or RESERVED & section.by_key.keys():
                raise ValueError(f"{section.key}: a field key is used twice or reserved")
            if any(RESERVED & field.by_key.keys() for field in section.fields):
                raise ValueError(f"{section.key}: a field key is reserved")
        Proof(self).run()
        return self
