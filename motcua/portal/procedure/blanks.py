"""The forms of a procedure to download: made from the form definition, or files that the office keeps."""

from dataclasses import dataclass
from typing import Literal

from django.http import Http404
from django.urls import reverse

from motcua.catalogue.models import FormFile
from motcua.catalogue.values import DeclaredForm
from motcua.files import scanner
from motcua.files.models import StoredFile
from motcua.forms import api as forms
from motcua.forms.models import FormVersion
from motcua.kit.vietnamese import slug
from motcua.portal.procedure.gathering import Shown

LONGEST = 60
Kind = Literal["docx", "pdf"]


@dataclass(frozen=True, slots=True)
class Blank:
    """One form as the page offers it: two generated files, or the office's file, or neither."""

    name: str
    number: str
    slug: str = ""
    word: str = ""
    pdf: str = ""
    file: str = ""
    kind: str = ""
    size: int = 0


def servable(file: StoredFile) -> bool:
    """Whether strangers may have the file: found clean, or never looked at because no scanner is set up."""
    if file.scan == StoredFile.Scan.UNSCANNED:
        return scanner.configured() is None
    return file.scan == StoredFile.Scan.CLEAN


def declared(shown: Shown) -> list[DeclaredForm]:
    """The forms the law asks for; a form filled here and not declared counts as one."""
    listed = list(shown.content.forms)
    if shown.document.form and not any(form.definition == shown.document.form for form in listed):
        assert shown.version.form_id
        title = forms.definition(shown.version.form_id).title
        same = next((form for form in listed if form.name == title), None)
        if same:
            listed.remove(same)
        listed.insert(0, DeclaredForm(name=title, definition=shown.document.form))
    return listed


def printed_from(shown: Shown, form: DeclaredForm) -> FormVersion:
    """The definition a form is printed from: the version's own, else the newest of that key; Http404 without one."""
    if shown.version.form is not None and form.definition == shown.document.form:
        return shown.version.form
    try:
        return forms.current(form.definition)
    except FormVersion.DoesNotExist:
        raise Http404 from None


def blanks(shown: Shown) -> list[Blank]:
    """Every declared form with its downloads, then files that belong to no declared form."""
    kept = {one.name: one for one in shown.files if servable(one.file)}
    made = []
    for form, name in slugs(shown):
        if name:
            word, pdf = (reverse("procedure_blank", args=[shown.version.code, name, kind]) for kind in ("docx", "pdf"))
            made.append(Blank(form.name, form.number, name, word, pdf))
        else:
            made.append(_kept(form.name, form.number, kept.pop(form.name, None), shown.version.code))
    return [*made, *(_kept(name, "", one, shown.version.code) for name, one in kept.items())]


def slugs(shown: Shown) -> list[tuple[DeclaredForm, str]]:
    """Each declared form with the name of its generated files; "" where it cannot be generated."""
    taken: set[str] = set()
    made = []
    for form in declared(shown):
        name = ""
        if form.definition:
            base = name = slug(form.name)[:LONGEST].strip("-") or "mau"
            number = 1
            while name in taken:
                number += 1
                name = f"{base}-{number}"
            taken.add(name)
        made.append((form, name))
    return made


def _kept(name: str, number: str, found: FormFile | None, code: str) -> Blank:
    if found is None:
        return Blank(name, number)
    kind = found.file.name.rsplit(".", 1)[-1].upper() if "." in found.file.name else ""
    address = reverse("procedure_form_file", args=[code, found.id])
    return Blank(name, number, file=address, kind=kind[:5], size=found.file.size)
