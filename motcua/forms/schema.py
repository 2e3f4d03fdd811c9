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

MAX_FIELDS = 200
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
    """One question. `source` is the legal form or rule that makes us ask it."""

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
    derive: list[Derived] = []
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

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of its HTML inputs."""
        return tuple(self.key + suffix for suffix in self.of_kind.inputs)


class Guidance(_Model):
    """A few lines of help at the top of a page."""

    text: Annotated[Text, Bound(min_length=1)]
    show_when: Rule = ""


class Section(_Model):
    """One page: one topic."""

    key: Key
    title: Annotated[Line, Bound(min_length=1)]
    show_when: Rule = ""
    guidance: list[Guidance] = []
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


class FormDefinition(_Model):
    """A whole form. Loading proves its rules: names exist, types fit, nothing depends on what comes later."""

    key: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,59}$")]
    title: Annotated[Line, Bound(min_length=1)]
    legal_source: Annotated[Text, Bound(min_length=1)]
    sections: Annotated[list[Section], Bound(min_length=1, max_length=40)]
    checks: Annotated[list[Check], Bound(max_length=200)] = []

    @cached_property
    def by_key(self) -> dict[str, Section]:
        return {section.key: section for section in self.sections}

    def field(self, section: str, field: str) -> Field | None:
        found = self.by_key.get(section)
        return found.by_key.get(field) if found else None

    def every_field(self) -> Iterator[tuple[Section, Field]]:
        return ((section, field) for section in self.sections for field in section.fields)

    def resolve(self, path: tuple[str, ...], section: str = "") -> tuple[str, str, str] | None:
        """A rule's name as (section, field, part), or None when it does not exist."""
        if len(path) == 1 or path[0] not in self.by_key:
            path = (section, *path)
        if not 2 <= len(path) <= 3:
            return None
        field, part = self.field(path[0], path[1]), "".join(path[2:])
        if field is None or (part and part not in field.of_kind.parts):
            return None
        return path[0], path[1], part

    def type_of(self, path: tuple[str, ...], section: str = "") -> rules.Type | None:
        found = self.resolve(path, section)
        field = self.field(*found[:2]) if found else None
        if found is None or field is None:
            return None
        return field.of_kind.parts[found[2]] if found[2] else field.of_kind.rule_type

    @model_validator(mode="after")
    def _sound(self) -> "FormDefinition":
        fields = list(self.every_field())
        if len(fields) > MAX_FIELDS:
            raise ValueError(f"more than {MAX_FIELDS} fields")
        if len(self.by_key) != len(self.sections) or RESERVED & self.by_key.keys():
            raise ValueError("a section key is used twice or reserved")
        for section in self.sections:
            if len(section.by_key) != len(section.fields) or RESERVED & section.by_key.keys():
                raise ValueError(f"{section.key}: a field key is used twice or reserved")
        _Proof(self).run()
        return self


class _Proof:
    """Reads every rule once, in the order of the form."""

    def __init__(self, form: FormDefinition) -> None:
        self._form = form
        self._seen: set[tuple[str, str]] = set()

    def run(self) -> None:
        for section in self._form.sections:
            self._rule(section.show_when, section.key, f"{section.key}: show_when", earlier=True)
            for guidance in section.guidance:
                self._rule(guidance.show_when, section.key, f"{section.key}: guidance")
            for field in section.fields:
                self._field(section, field)
                self._seen.add((section.key, field.key))
        for check in self._form.checks:
            place = check.at.split(".")
            if len(place) != 2 or self._form.field(*place) is None:
                raise ValueError(f"check at {check.at}: no such field")
            self._rule(check.rule, place[0], f"check at {check.at}")

    def _field(self, section: Section, field: Field) -> None:
        where = f"{section.key}.{field.key}"
        self._rule(field.show_when, section.key, where, earlier=True)
        if isinstance(field.required, str):
            self._rule(field.required, section.key, where)
        for case in field.derive:
            self._rule(case.when, section.key, where, earlier=True)
            try:
                field.of_kind.typed(field, case.value)
            except ValueError as error:
                raise ValueError(f"{where}: derived value {case.value!r}: {error}") from error
        if field.prefill:
            self._rule(field.prefill.when, section.key, where, earlier=True)
            parts = tuple(field.prefill.source.split("."))
            if field.prefill.source and parts[0] != "account" and parts not in self._seen:
                raise ValueError(f"{where}: prefill source {field.prefill.source} is not an earlier field")

    def _rule(self, text: str, section: str, where: str, *, earlier: bool = False) -> None:
        if not text:
            return
        form = self._form
        try:
            node = rules.parse(text)
            if rules.check(node, lambda path: form.type_of(path, section)) != "boolean":
                raise rules.RuleError("a rule must be true or false")
        except rules.RuleError as error:
            raise ValueError(f"{where}: {error} in {text!r}") from error
        for path in rules.names(node) if earlier else ():
            found = form.resolve(path, section)
            if found is None or found[:2] not in self._seen:
                raise ValueError(f"{where}: {'.'.join(path)} comes later in the form")
