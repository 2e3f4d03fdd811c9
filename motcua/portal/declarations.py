"""Where the filled papers of a declaration are fetched."""

from dataclasses import dataclass

from django.urls import reverse

from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import declaration
from motcua.forms.schema import PaperForm


@dataclass(frozen=True, slots=True)
class Files:
    """One legal paper with its two files, as `ui.declarations` lists them."""

    title: str
    pdf: str
    word: str


def of(dossier: Dossier) -> list[Files]:
    """Every paper on which something of this declaration stands."""
    return [files(dossier, one) for one in declaration.papers(dossier)]


def files(dossier: Dossier, one: PaperForm) -> Files:
    pdf, word = (reverse("declaration_file", args=[dossier.id, one.key, kind]) for kind in ("pdf", "docx"))
    return Files(one.title, pdf, word)
