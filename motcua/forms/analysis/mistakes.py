"""Everything wrong with what should be a form definition, each mistake with its place and how to put it right.

Loading stops at the first broken rule; here all of them are told at once, so that an author mends them in one go.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from motcua.forms.analysis.cycles import cycles
from motcua.forms.analysis.refusals import structural, told
from motcua.forms.analysis.report import Finding, ordered
from motcua.forms.analysis.walk import Index
from motcua.forms.naming import Names
from motcua.forms.proof import Proof
from motcua.forms.schema import Check, Field, FormDefinition, Guidance, LegalField, PaperForm, Section

MOST = 100
"""Mistakes told at once."""
LATER = " comes later in the form"


def mistakes(raw: Mapping[str, Any]) -> tuple[Finding, ...]:
    """All mistakes in plain values whose shared parts are filled in (`library.complete`); none when they load."""
    try:
        FormDefinition.model_validate(raw)
    except ValidationError as error:
        return ordered([*_found(raw, error)])[:MOST]
    except RecursionError:
        return (Finding("error", "too_deep", "", _("Cả tờ khai"), _("Có quá nhiều tầng lồng nhau.")),)
    return ()


def _found(raw: Mapping[str, Any], error: ValidationError) -> Iterator[Finding]:
    shape = [one for one in error.errors() if one["loc"] and "options of an unknown kind" not in one["msg"]]
    for one in shape:
        yield structural(raw, one)
    rough, broken = _rough(raw)
    if rough is None:
        return
    index = Index(rough)
    circles = list(cycles(index))
    yield from (circle.finding for circle in circles)
    circling = {key for circle in circles for key in circle.keys}
    reading = _Reading(rough)
    reading.run()
    for message in reading.messages:
        where, _colon, why = message.partition(": ")
        if why.split(" in '")[0].endswith(LATER) and where.split(":")[0] in circling:
            continue
        unknown = _unknown(why).split(".")
        if unknown[0] in broken or ".".join(unknown[:2]) in broken:
            continue  # it is there, only not well written: that is told already
        yield told(index, where, why)
    if not shape and not reading.messages and not circles:  # a bound of the whole form
        for one in error.errors():
            yield told(index, "", str(one.get("ctx", {}).get("error", one["msg"])))


def _unknown(why: str) -> str:
    return why.split("unknown name ", 1)[1].split(" ")[0] if "unknown name " in why else ""


def _rough(raw: Mapping[str, Any]) -> tuple[FormDefinition | None, set[str]]:
    """As much of the form as can be read, and the addresses of what cannot."""
    broken: set[str] = set()
    sections = [one for given in _list(raw, "sections") if (one := _section(given, broken))]
    if not sections:
        return None, broken
    form = FormDefinition.model_construct(
        key=str(raw.get("key", "")), title=str(raw.get("title", "")), legal_source="", sections=sections,
        checks=_read(Check, _list(raw, "checks")), legal=_read(LegalField, _list(raw, "legal")),
        papers=_read(PaperForm, _list(raw, "papers")),
    )  # fmt: skip
    return form, broken


def _list(raw: Any, name: str) -> list[Any]:
    given = raw.get(name) if isinstance(raw, Mapping) else None
    return given[:1000] if isinstance(given, list) else []


def _section(raw: Any, broken: set[str]) -> Section | None:
    if not isinstance(raw, Mapping) or not isinstance(raw.get("key"), str):
        return None
    key, show_when = raw["key"], raw.get("show_when", "")
    fields = []
    for given in _list(raw, "fields"):
        try:
            fields.append(Field.model_validate(given))
        except ValidationError:
            if isinstance(given, Mapping):
                broken |= {f"{key}.{given.get('key')}", str(given.get("key"))}
    return Section.model_construct(
        key=key, title=str(raw.get("title", key)), show_when=show_when if isinstance(show_when, str) else "",
        guidance=_read(Guidance, _list(raw, "guidance")), fields=fields,
    )  # fmt: skip


def _read(model: Any, given: list[Any]) -> list[Any]:
    found = []
    for one in given:
        try:
            found.append(model.model_validate(one))
        except ValidationError:
            continue
    return found


class _Reading(Proof):
    """The proof of loading, which goes on after a mistake."""

    def __init__(self, form: FormDefinition) -> None:
        super().__init__(form)
        self.messages: list[str] = []

    def run(self) -> None:
        self._keys()
        try:
            super().run()
        except ValueError as error:
            self._note(error)

    def _note(self, error: ValueError) -> None:
        if len(self.messages) < MOST:
            self.messages.append(str(error))

    def _keys(self) -> None:
        """Keys used twice; loading refuses them before it reads any rule."""
        seen: set[str] = set()
        for section in self._form.sections:
            own: set[str] = set()
            if section.key in seen:
                self._note(ValueError(f"{section.key}: a section key is used twice or reserved"))
            for field in section.fields:
                if field.key in own:
                    self._note(ValueError(f"{section.key}.{field.key}: a field key is used twice or reserved"))
                own.add(field.key)
            seen.add(section.key)

    def _top(self, section: Section, field: Field) -> None:
        try:
            super()._top(section, field)
        except ValueError as error:
            self._note(error)

    def _inner(self, section: Section, outer: Field, field: Field, where: str) -> None:
        try:
            super()._inner(section, outer, field, where)
        except ValueError as error:
            self._note(error)
            self._seen_in_row.add(field.key)

    def _field(self, field: Field, names: Names, where: str) -> None:
        try:
            super()._field(field, names, where)
        except ValueError as error:
            self._note(error)

    def _rule(self, text: str, names: Names, where: str, **more: Any) -> None:
        try:
            super()._rule(text, names, where, **more)
        except ValueError as error:
            self._note(error)

    def _checks(self) -> None:
        self._one_by_one("checks", super()._checks)

    def _legal(self) -> None:
        self._one_by_one("legal", super()._legal)

    def _cosign(self) -> None:
        self._one_by_one("cosign", super()._cosign)

    def _one_by_one(self, name: str, judge: Any) -> None:
        """Judge each entry of a list alone, so that one mistake does not hide the next."""
        whole = self._form
        for one in getattr(whole, name):
            alone: dict[str, Any] = {"checks": [], "legal": [], "cosign": [], "papers": whole.papers, name: [one]}
            self._form = whole.model_copy(update=alone)
            try:
                judge()
            except ValueError as error:
                self._note(error)
        self._form = whole
