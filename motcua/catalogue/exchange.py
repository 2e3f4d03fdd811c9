"""One procedure as one file to hand on: its document (papers, route, result inside), then its form, by natural keys.

    code: 1.001193        ← first YAML document: the procedure
    …
    ---
    key: khai-sinh        ← second: the definition of the form it names, if any

What is read was written by others: see `kit.readable_files`.
"""

from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext as _
from pydantic import ValidationError

from motcua.catalogue import versions
from motcua.catalogue.models import FormFile, ProcedureVersion
from motcua.catalogue.schema import ProcedureFile
from motcua.forms import api as forms
from motcua.forms.schema import FormDefinition
from motcua.kit import readable_files
from motcua.kit.readable_files import MOST_BYTES, BadFile
from motcua.ui.alphabet import alphabetical

__all__ = ["MOST_BYTES", "BadContent", "BadFile", "Bundle", "read", "write"]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A procedure and, when its file brought one, the form it names."""

    document: ProcedureFile
    form: FormDefinition | None


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
    text = readable_files.written(*parts)
    names = (
        FormFile.objects.filter(procedure=version.procedure_id)
        .order_by(alphabetical("name"))
        .values_list("name", flat=True)
    )
    head = _("Tệp mẫu đang giữ ở cơ quan, không nằm trong tệp này: %(name)s")
    return "".join(f"# {head % {'name': _one_line(name)}}\n" for name in names) + text


def _one_line(text: str) -> str:
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def read(data: bytes) -> Bundle:
    """The procedure in a file. Raises BadFile, BadContent."""
    parts = readable_files.documents(readable_files.text(data))
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
