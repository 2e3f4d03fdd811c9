"""What a dossier still lacks: the task list of step 3 and the gate of submission are the same answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from motcua.catalogue import api as catalogue
from motcua.catalogue.models import Component
from motcua.dossiers.models import Dossier, Paper
from motcua.dossiers.together import agreeing
from motcua.forms import api as forms
from motcua.forms import engine
from motcua.forms.answers import View, begun, visible_fields
from motcua.forms.schema import Field, FormDefinition, Section

Kind = Literal["agency", "section", "paper", "contact", "delivery", "cosign"]


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the task list. `missing` says in Vietnamese what is still to do; empty when done."""

    kind: Kind
    key: str
    title: str
    missing: str = ""
    optional: bool = False
    started: bool = False

    @property
    def done(self) -> bool:
        return not self.missing


def form_of(dossier: Dossier) -> FormDefinition:
    return forms.definition(dossier.form_id)


def asked(dossier: Dossier) -> list[tuple[Section, Field]]:
    """Every question this dossier's applicant was asked, page by page."""
    definition = form_of(dossier)
    view = engine.view(definition, dossier.answers)
    return [
        (section, field)
        for section in view.sections()
        for field in visible_fields(section, view)
        if not field.worked_out
    ]


def components(dossier: Dossier, view: View | None = None) -> list[Component]:
    """The papers this dossier needs, given its answers (`view`: those answers, settled already)."""
    view = view or engine.view(form_of(dossier), dossier.answers)
    return [one for one in catalogue.components(dossier.version_id) if view.holds(one.when)]


def current_papers(dossier: Dossier) -> list[Paper]:
    """Papers in force: not replaced, and not waiting inside an unanswered supplement."""
    return list(Paper.objects.filter(dossier=dossier, replaced_at=None, pending=False).select_related("file"))


class Given(NamedTuple):
    """What the task list and the gate need to know of a paper in force, and nothing more."""

    component: str
    name: str
    sha256: str
    scan: str


_GIVEN = """
    SELECT p.component, f.name, f.sha256, f.scan
    FROM dossiers_paper p JOIN files_storedfile f ON f.id = p.file_id
    WHERE p.dossier_id = %s AND p.replaced_at IS NULL AND NOT p.pending
    ORDER BY p.id
"""


def given(dossier: Dossier) -> list[Given]:
    """The papers in force in a few columns; on the way of every submission, so without the work of the ORM."""
    with connection.cursor() as cursor:
        cursor.execute(_GIVEN, [dossier.pk])
        return [Given(*row) for row in cursor.fetchall()]


def tasks(dossier: Dossier, papers: Sequence[Given]) -> list[Task]:
    """Every task of the dossier in the order the citizen meets it."""
    view = engine.view(form_of(dossier), dossier.answers)
    if dossier.channel == "paper":  # filled to be printed: nothing but the declaration is asked here
        return _sections(dossier, view)
    return [
        _agency(dossier),
        *_sections(dossier, view),
        *_papers(dossier, papers, view),
        _contact(dossier),
        _delivery(dossier),
        *_cosign(dossier),
    ]


def missing(dossier: Dossier, papers: Sequence[Given]) -> list[Task]:
    return [task for task in tasks(dossier, papers) if not task.done]


def _agency(dossier: Dossier) -> Task:
    gap = "" if dossier.agency_id else _("Hãy chọn nơi giải quyết hồ sơ.")
    return Task("agency", "", _("Cơ quan giải quyết hồ sơ"), gap, started=bool(dossier.agency_id))


def _sections(dossier: Dossier, view: View) -> list[Task]:
    faulty: dict[str, int] = {}
    for problem in engine.problems(form_of(dossier), dossier.answers, seen=view):
        faulty[problem.section] = faulty.get(problem.section, 0) + 1
    found = []
    for section in view.sections():
        started = begun(section, dossier.answers.get(section.key)) or bool(dossier.typed.get(section.key))
        count = faulty.get(section.key, 0)
        gap = _("Còn %(count)s mục cần điền hoặc sửa.") % {"count": count} if count else ""
        if dossier.typed.get(section.key) and not count:
            gap = _("Còn điều đã gõ mà chưa bấm “Tiếp tục”.")
        found.append(Task("section", section.key, _(section.title), gap, not (gap or started), started))
    return found


def _papers(dossier: Dossier, papers: Sequence[Given], view: View) -> list[Task]:
    scans: dict[str, list[str]] = {}
    for paper in papers:
        scans.setdefault(paper.component, []).append(paper.scan)
    found = []
    for component in components(dossier, view):
        files = scans.get(component.code, [])
        gap = ""
        if component.must and not files:
            gap = _("Hãy chụp ảnh hoặc chọn tệp giấy tờ này.")
        elif "infected" in files:
            gap = _("Tệp có mã độc. Hãy bỏ tệp này và chọn tệp khác.")
        found.append(Task("paper", component.code, component.name, gap, not component.must, started=bool(files)))
    return found


def _contact(dossier: Dossier) -> Task:
    complete = dossier.contact_name and (dossier.phone or dossier.channel == "counter")
    gap = "" if complete else _("Hãy cho biết họ tên và số điện thoại nhận tin.")
    return Task("contact", "", _("Thông tin người nộp"), gap, started=bool(dossier.contact_name))


def _cosign(dossier: Dossier) -> list[Task]:
    gap = agreeing.gap(dossier)
    return [] if gap is None else [Task("cosign", "", _("Mọi người cùng đồng ý với tờ khai"), gap)]


def _delivery(dossier: Dossier) -> Task:
    offered = catalogue.version(dossier.version_id).delivery_methods
    gap = "" if dossier.delivery_method in offered else _("Hãy chọn cách nhận kết quả.")
    return Task("delivery", "", _("Hình thức nhận kết quả"), gap, started=bool(dossier.delivery_method))
