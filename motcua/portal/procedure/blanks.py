"""The forms of a procedure to download: made from the form definition, or files that the office keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from motcua.agencies.memory import Remembered
from motcua.catalogue.models import FormFile
from motcua.catalogue.values import DeclaredForm
from motcua.files import scanner
from motcua.files.models import StoredFile
from motcua.forms import api as forms
from motcua.forms.models import FormVersion
from motcua.forms.schema import PaperForm
from motcua.kit.vietnamese import fold, slug
from motcua.portal.procedure.gathering import Shown

LONGEST = 60
Kind = Literal["docx", "pdf"]
KINDS: tuple[Kind, ...] = ("docx", "pdf")


@dataclass(frozen=True, slots=True)
class Blank:
    """One form as the page offers it: two generated files, or the office's file, or neither.

    `fill` is where it is filled on the screen to be printed, when it cannot be handed in here.
    """

    name: str
    number: str
    slug: str = ""
    word: str = ""
    pdf: str = ""
    fill: str = ""
    file: str = ""
    kind: str = ""
    size: int = 0


def servable(file: StoredFile) -> bool:
    """Whether strangers may have the file: found clean, or never looked at because no scanner is set up."""
    if file.scan == StoredFile.Scan.UNSCANNED:
        return scanner.configured() is None
    return file.scan == StoredFile.Scan.CLEAN


@dataclass(frozen=True, slots=True)
class Printed:
    """One paper that is generated: the declared form it belongs to, its title and number, the name of its files, and
    the key of the paper in the definition ("" = the definition fills one paper only).
    """

    form: DeclaredForm
    title: str
    number: str
    slug: str
    paper: str = ""


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
    generated = printed(shown)
    for form in declared(shown):
        if not form.definition:
            made.append(_kept(form.name, form.number, kept.pop(form.name, None), shown.version.code))
        for one in generated:
            if one.form is form:
                word, pdf = (reverse("procedure_blank", args=[shown.version.code, one.slug, kind]) for kind in KINDS)
                made.append(Blank(one.title, one.number, one.slug, word, pdf, _fill(shown, form)))
    return [*made, *(_kept(name, "", one, shown.version.code) for name, one in kept.items())]


def _fill(shown: Shown, form: DeclaredForm) -> str:
    if shown.offices.taking or shown.version.procedure.current_id != shown.version.id:
        return ""
    chosen = shown.offices.chosen
    query = {"mau": form.definition, **({"co-quan": chosen.agency.code} if chosen else {})}
    return f"{reverse('print_start', args=[shown.version.code])}?{urlencode(query)}"


def printed(shown: Shown) -> list[Printed]:
    """Every paper that can be generated, each once."""
    taken: set[str] = set()
    made: dict[tuple[str, str], Printed] = {}
    for form in declared(shown):
        for paper in _papers(shown, form) if form.definition else ():
            key, title = (paper.key, paper.title) if paper else ("", form.name)
            if not key or (form.definition, key) not in made:
                number = form.number or (paper.number if paper else "")
                made[form.definition, key or title] = Printed(form, title, number, _name(title, taken), key)
    return list(made.values())


def _papers(shown: Shown, form: DeclaredForm) -> Sequence[PaperForm | None]:
    """Which papers of its definition a declared form is: the one of the same title, else all of them.

    A definition that fills one paper is that form, whatever either is called (None).
    """
    if form.definition == shown.document.form and shown.version.form_id:
        known = forms.definition(shown.version.form_id).every_paper
    else:
        known = _known.get(form.definition)
    if len(known) < 2:
        return (None,)
    return tuple(paper for paper in known if fold(paper.title) == fold(form.name)) or known


def _current_papers(key: str) -> tuple[PaperForm, ...]:
    try:
        return forms.parsed(forms.current(key)).every_paper
    except FormVersion.DoesNotExist:
        return ()


_known: Remembered[str, tuple[PaperForm, ...]] = Remembered(_current_papers)
"""Key of a definition → the papers of its newest version."""


def _name(title: str, taken: set[str]) -> str:
    """The title as the name of a file, one that is not taken yet."""
    base = name = slug(title)[:LONGEST].strip("-") or "mau"
    number = 1
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    taken.add(name)
    return name


def _kept(name: str, number: str, found: FormFile | None, code: str) -> Blank:
    if found is None:
        return Blank(name, number)
    kind = found.file.name.rsplit(".", 1)[-1].upper() if "." in found.file.name else ""
    address = reverse("procedure_form_file", args=[code, found.id])
    return Blank(name, number, file=address, kind=kind[:5], size=found.file.size)
