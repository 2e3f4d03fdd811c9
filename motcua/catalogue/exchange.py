"""One procedure as one file to hand on: its document (papers, route, result inside), then its form, by natural keys.

    code: 1.001193        ← first YAML document: the procedure
    …
    ---
    key: khai-sinh        ← second: the definition of the form it names, if any

What is read was written by others: bounded, without anchors and aliases (a small file could unfold into a huge one).
"""

import re
from dataclasses import dataclass
from typing import Any, Literal

import yaml
from django.utils.translation import gettext as _
from pydantic import ValidationError

from motcua.catalogue import versions
from motcua.catalogue.models import FormFile, ProcedureVersion
from motcua.catalogue.schema import ProcedureFile
from motcua.forms import api as forms
from motcua.forms.schema import FormDefinition

MOST_BYTES = 1024 * 1024
MOST_DEPTH = 30
MOST_NODES = 100_000
_ENDLESS = re.compile(r"[-+0-9:_.]{60,}")
"""A number so long that reading it would take hours (1:1:1:… is one in YAML)."""
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
Trouble = Literal["size", "encoding", "syntax", "aliases", "depth", "count", "shape", "other_form"]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A procedure and, when its file brought one, the form it names."""

    document: ProcedureFile
    form: FormDefinition | None


class BadFile(ValueError):
    """The file is no such bundle; `line` counts from 1 (0 = the whole file)."""

    def __init__(self, trouble: Trouble, line: int = 0) -> None:
        super().__init__(f"{trouble} in line {line}")
        self.trouble, self.line = trouble, line


class BadContent(ValueError):
    """The file is well formed but breaks a rule of the procedure or of its form."""

    def __init__(self, part: Literal["procedure", "form"], error: ValidationError) -> None:
        super().__init__(str(error))
        self.part, self.error = part, error


def write(version: ProcedureVersion) -> str:
    """The file of a version; a note at its head names the forms whose files the office keeps and which stay here."""
    document = versions.document(version)
    parts: list[dict[str, Any]] = [document.document()]
    if version.form:
        parts.append(forms.parsed(version.form).model_dump(mode="json", exclude_defaults=True))
    text: str = yaml.dump_all(
        parts, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000, default_flow_style=False
    )
    names = FormFile.objects.filter(procedure=version.procedure_id).order_by("name").values_list("name", flat=True)
    head = _("Tệp mẫu đang giữ ở cơ quan, không nằm trong tệp này: %(name)s")
    return "".join(f"# {head % {'name': _one_line(name)}}\n" for name in names) + text


def _one_line(text: str) -> str:
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def read(data: bytes) -> Bundle:
    """The procedure in a file. Raises BadFile, BadContent."""
    parts = _parts(_text(data))
    if not 1 <= len(parts) <= 2 or not all(isinstance(part, dict) for part in parts):
        raise BadFile("shape")
    try:
        document = ProcedureFile.model_validate(parts[0])
    except ValidationError as error:
        raise BadContent("procedure", error) from error
    return Bundle(document, _form(document, parts[1]) if len(parts) == 2 else None)


def _form(document: ProcedureFile, raw: Any) -> FormDefinition:
    try:
        form = FormDefinition.model_validate(raw)
    except ValidationError as error:
        raise BadContent("form", error) from error
    if form.key != document.form:
        raise BadFile("other_form")
    return form


def _text(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise BadFile("size")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile("encoding", data[: error.start].count(b"\n") + 1) from error
    if "\0" in text:
        raise BadFile("encoding")
    return text


def _parts(text: str) -> list[Any]:
    try:
        _examine(text)
        return list(yaml.load_all(text, Loader=_Loader))
    except BadFile:
        raise
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise BadFile("syntax", mark.line + 1 if mark else 0) from error
    except (ValueError, RecursionError) as error:  # a date that is in no calendar, a number without end
        raise BadFile("syntax") from error


def _examine(text: str) -> None:
    """Walk through the events before anything is built, so that nothing unfolds, is too deep or reckons for hours."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Loader)):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise BadFile("aliases", line)
        if isinstance(event, yaml.ScalarEvent) and _ENDLESS.fullmatch(event.value):
            raise BadFile("syntax", line)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_DEPTH:
            raise BadFile("depth", line)
        if count > MOST_NODES:
            raise BadFile("count", line)
