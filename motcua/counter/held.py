"""What the applicant handed in, as the desk shows it: the declaration in words, each paper with its files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.agencies.places import Places
from motcua.catalogue import api as catalogue
from motcua.dossiers import completeness, policy, storing
from motcua.dossiers.models import Dossier, Paper
from motcua.dossiers.papers import declaration as declared
from motcua.files.models import StoredFile
from motcua.forms import engine


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file of a paper. Without `href` it cannot be opened; `scan` says why. `fresh`: it came with a supplement.

    `source` says whether an office issued it or somebody sent a picture: the one is no certified copy of the other.
    """

    name: str
    size: int
    scan: str
    tone: str
    href: str
    picture: str
    fresh: bool
    source: str


@dataclass(frozen=True, slots=True)
class Given:
    """One component of the dossier with what was given for it; `must` without sheets is a gap."""

    name: str
    must: bool
    sheets: list[Sheet]


def declaration(dossier: Dossier) -> list[tuple[str, list[tuple[str, str]]]]:
    return engine.printed(completeness.form_of(dossier), dossier.answers, Places())


@dataclass(frozen=True, slots=True)
class Printed:
    """One legal paper of the declaration with its files, as `ui.declarations` lists them."""

    title: str
    pdf: str
    word: str


def sheets_of(dossier: Dossier, address: str = "desk_declaration") -> list[Printed]:
    """The declaration as the papers of the law, with the answers on them; `address` names the URL of one file."""
    found = []
    for one in declared.papers(dossier):
        pdf, word = (reverse(address, args=[dossier.id, one.key, kind]) for kind in ("pdf", "docx"))
        found.append(Printed(one.title, pdf, word))
    return found


def papers(dossier: Dossier) -> list[Given]:
    """Every paper the dossier needs, then what was given beyond that."""
    given: dict[str, list[Paper]] = {}
    current = completeness.current_papers(dossier)
    for paper in current:
        given.setdefault(paper.component, []).append(paper)
    stored = _sources(dossier, current)
    components = completeness.components(dossier)
    found = [Given(one.name, one.must, _sheets(given.pop(one.code, ()), stored)) for one in components]
    names = {one.code: one.name for one in catalogue.components(dossier.version_id)}
    return found + [Given(names.get(code, code), False, _sheets(more, stored)) for code, more in given.items()]


@dataclass(frozen=True, slots=True)
class Asked:
    """One supplement request; each item with what its answer says now, once it came."""

    items: list[dict[str, str]]
    basis: str
    requested_at: datetime
    deadline: datetime
    answered_at: datetime | None


def supplements(dossier: Dossier) -> list[Asked]:
    """The requests of a dossier, newest first."""
    found = list(dossier.supplements.order_by("-requested_at"))
    now = _answers(dossier) if found else {}
    return [
        Asked(
            [{**item, "now": now.get(item["key"], "") if one.answered_at else ""} for item in one.items],
            one.basis,
            one.requested_at,
            one.deadline,
            one.answered_at,
        )
        for one in found
    ]


def _answers(dossier: Dossier) -> dict[str, str]:
    told: dict[str, list[str]] = {}
    for page in engine.review(completeness.form_of(dossier), dossier.answers, Places()):
        for row in page.rows:  # several of one key: the answers inside rows
            told.setdefault(f"{page.key}.{row.key}", []).append(row.text)
    return {key: ", ".join(texts) for key, texts in told.items()}


def replaced(dossier: Dossier) -> list[Sheet]:
    """Files that a supplement put others in the place of; the office keeps what it once judged."""
    former = Paper.objects.filter(dossier=dossier, pending=False).exclude(replaced_at=None)
    found = list(former.select_related("file"))
    return _sheets(found, _sources(dossier, found))


def paper(dossier: Dossier, id: UUID) -> Paper | None:
    """A file the office may see: not one that still waits inside an unfinished supplement."""
    return Paper.objects.filter(dossier=dossier, pending=False, pk=id).select_related("file").first()


def _sources(dossier: Dossier, given: list[Paper]) -> Mapping[UUID, str]:
    """File → where it came from: out of a store, by a clerk's scanner, or sent by the applicant as it is."""
    known = storing.sources(given) if given else {}
    usual = _("Quét tại quầy") if dossier.channel == policy.COUNTER else _("Tự gửi, chưa chứng thực")
    return {paper.file_id: known.get(paper.file_id, usual) for paper in given}


def _sheets(given: Iterable[Paper], sources: Mapping[UUID, str]) -> list[Sheet]:
    return [_sheet(paper, sources[paper.file_id]) for paper in given]


def _sheet(paper: Paper, source: str) -> Sheet:
    file, scan = paper.file, StoredFile.Scan(paper.file.scan)
    href = reverse("desk_paper", args=[paper.dossier_id, paper.id]) if scan != "infected" else ""
    picture = f"{href}?nho=1" if href and file.is_image else ""
    tone = {"clean": "good", "waiting": "warn", "infected": "bad", "unscanned": "mute"}[scan.value]
    fresh = paper.supplement_id is not None and paper.replaced_at is None
    return Sheet(file.name, file.size, _(str(scan.label)), tone, href, picture, fresh, source)
