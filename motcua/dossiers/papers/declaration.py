"""The declaration of a dossier as the legal papers it fills, with its answers: to print and sign, to keep, to scan."""

from dataclasses import dataclass
from datetime import date

from motcua.agencies import api as agencies
from motcua.agencies import police
from motcua.agencies.places import Places
from motcua.catalogue import api as catalogue
from motcua.catalogue.models import Component
from motcua.catalogue.values import DeclaredForm
from motcua.dossiers import completeness, roles
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import official
from motcua.dossiers.together import agreeing
from motcua.forms import engine, paper
from motcua.forms.models import FormVersion
from motcua.forms.schema import PaperForm
from motcua.kit import clock
from motcua.kit.dates import short_date
from motcua.kit.vietnamese import fold, slug

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Kind of file → its type."""
LONGEST = 60
TOLD = {
    "online": "Tờ khai điền trên mạng ngày %(day)s, chưa nộp",
    "paper": "Tờ khai điền trên mạng ngày %(day)s",
    "counter": "Tờ khai nhập tại quầy ngày %(day)s, chưa nộp",
}
"""What a declaration that was not handed in says it is, by channel."""
AGREED = "%(who)s: đã đồng ý điện tử, lúc %(when)s."
HANDED_IN = "Mã hồ sơ: %(code)s"


@dataclass(frozen=True, slots=True)
class Printed:
    """One file: its bytes, its type, its name."""

    content: bytes
    mime: str
    name: str


def papers(dossier: Dossier) -> list[PaperForm]:
    """The papers that this declaration calls for, in the order of its form."""
    form = completeness.form_of(dossier)
    return paper.called(form, engine.view(form, dossier.answers, _day(dossier)))


def printed(dossier: Dossier, key: str, kind: str) -> Printed | None:
    """One paper as PDF or Word; None when there is no such paper or kind."""
    one = next((one for one in papers(dossier) if one.key == key), None)
    if one is None or kind not in KINDS:
        return None
    sheet = sheet_of(dossier, one)
    content = paper.as_pdf(sheet, dossier.updated_at) if kind == "pdf" else paper.as_word(sheet)
    return Printed(content, KINDS[kind], f"{slug(one.title)[:LONGEST].strip('-') or 'to-khai'}.{kind}")


def sheet_of(dossier: Dossier, one: PaperForm) -> paper.Sheet:
    """The rows of one paper, with the codes that give back the answers on it."""
    version = catalogue.version(dossier.version_id)
    declared = _declared(dossier, one)
    heading = paper.Heading(
        declared.number if declared else "", version.code, version.name, official.address("procedure", version.code)
    )
    digest = FormVersion.objects.values_list("digest", flat=True).get(pk=dossier.form_id)
    about = paper.About(
        to=_office(dossier), told=_told(dossier), digest=digest, places=Places(), today=_day(dossier),
        agreed=_agreed(dossier),
    )  # fmt: skip
    return paper.filled(completeness.form_of(dossier), dossier.answers, heading, about, one)


def _agreed(dossier: Dossier) -> tuple[str, ...]:
    """Who agreed electronically, and when, each in a sentence."""
    return tuple(
        AGREED % {"who": who, "when": when.astimezone(clock.HANOI).strftime("%H giờ %M, ngày %d/%m/%Y")}
        for who, when in agreeing.lines(dossier)
    )


def _office(dossier: Dossier) -> str:
    """Whom the paper is written to; "" while no office is chosen."""
    if dossier.agency_id is None:
        return ""
    agency = agencies.agency(dossier.agency_id)
    return police.name(agency) if roles.is_police(catalogue.version(dossier.version_id).route) else agency.name


def _day(dossier: Dossier) -> date:
    """The day the rules of the form look at: when it was handed in, today before."""
    return (dossier.submitted_at or clock.now()).astimezone(clock.HANOI).date()


def _told(dossier: Dossier) -> str:
    if code := dossier.shown_code:
        return HANDED_IN % {"code": code}
    return TOLD[dossier.channel] % {"day": short_date(dossier.updated_at.astimezone(clock.HANOI).date())}


def wanted(dossier: Dossier, component: Component) -> PaperForm | None:
    """The paper of the declaration that a component is, signed by hand (R44); None when it is another paper."""
    if not component.form:
        return None
    form = completeness.form_of(dossier)
    declared = next((one for one in _forms(dossier) if fold(one.name) == fold(component.form)), None)
    if declared is None or declared.definition != form.key:
        return None
    found = papers(dossier)
    same = next((one for one in found if fold(one.title) == fold(component.form)), None)
    return same or (found[0] if len(found) == 1 else None)


def _declared(dossier: Dossier, one: PaperForm) -> DeclaredForm | None:
    """The form of the law that a paper is, which knows its official number."""
    form = completeness.form_of(dossier)
    mine = [declared for declared in _forms(dossier) if declared.definition == form.key]
    same = next((declared for declared in mine if fold(declared.name) == fold(one.title)), None)
    return same or (mine[0] if len(mine) == 1 and len(form.every_paper) == 1 else None)


def _forms(dossier: Dossier) -> list[DeclaredForm]:
    return catalogue.content(catalogue.version(dossier.version_id)).forms
