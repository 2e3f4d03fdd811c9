"""What a dossier still lacks: the task list of step 3 and the gate of submission are the same answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from motcua.catalogue import api as catalogue
from motcua.catalogue.models import Component
from motcua.dossiers.models import Dossier, Paper
from motcua.forms import api as forms
from motcua.forms import engine
from motcua.forms.answers import View, visible_fields
from motcua.forms.schema import Field, FormDefinition, Section
from motcua.kit import clock

Kind = Literal["agency", "section", "paper", "contact", "delivery"]


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
    view = View(definition, engine.settled(definition, dossier.answers), clock.now().date())
    return [
        (section, field)
        for section in engine.visible_sections(definition, dossier.answers)
        for field in visible_fields(section, view)
        if not field.derive
    ]


def components(dossier: Dossier) -> list[Component]:
    """The papers this dossier needs, given its answers."""
    version = catalogue.version(dossier.version_id)
    definition = form_of(dossier)
    return [
        component
        for component in catalogue.components(version.id)
        if not component.when or engine.holds(definition, component.when, dossier.answers)
    ]


def current_papers(dossier: Dossier) -> list[Paper]:
    """Papers in force: not replaced, and not waiting inside an unanswered supplement."""
    return list(
        Paper.objects.filter(dossier=dossier, replaced_at=None, pending=False).select_related("file")
    )


def tasks(dossier: Dossier, papers: Sequence[Paper]) -> list[Task]:
    """Every task of the dossier in the order the citizen meets it."""
    return [
        _agency(dossier),
        *_sections(dossier),
        *_papers(dossier, papers),
        _contact(dossier),
        _delivery(dossier),
    ]


def missing(dossier: Dossier, papers: Sequence[Paper]) -> list[Task]:
    return [task for task in tasks(dossier, papers) if not task.done]


def _agency(dossier: Dossier) -> Task:
    gap = "" if dossier.agency_id else _("Hãy chọn nơi giải quyết hồ sơ.")
    return Task("agency", "", _("Cơ quan giải quyết hồ sơ"), gap, started=bool(dossier.agency_id))


def _sections(dossier: Dossier) -> list[Task]:
    definition = form_of(dossier)
    faulty: dict[str, int] = {}
    for problem in engine.problems(definition, dossier.answers):
        faulty[problem.section] = faulty.get(problem.section, 0) + 1
    found = []
    for section in engine.visible_sections(definition, dossier.answers):
        started = bool(dossier.answers.get(section.key) or dossier.typed.get(section.key))
        count = faulty.get(section.key, 0)
        gap = _("Còn %(count)s mục cần điền hoặc sửa.") % {"count": count} if count else ""
        if dossier.typed.get(section.key) and not count:
            gap = _("Còn điều đã gõ mà chưa bấm “Tiếp tục”.")
        found.append(Task("section", section.key, section.title, gap, started=started))
    return found


def _papers(dossier: Dossier, papers: Sequence[Paper]) -> list[Task]:
    given = {paper.component: paper for paper in papers}
    found = []
    for component in components(dossier):
        paper = given.get(component.code)
        gap = ""
        if component.must and paper is None:
            gap = _("Hãy chụp ảnh hoặc chọn tệp giấy tờ này.")
        elif paper is not None and paper.file.scan == "infected":
            gap = _("Tệp có mã độc. Hãy bỏ tệp này và chọn tệp khác.")
        found.append(
            Task("paper", component.code, component.name, gap, not component.must, started=paper is not None)
        )
    return found


def _contact(dossier: Dossier) -> Task:
    complete = dossier.contact_name and dossier.phone
    gap = "" if complete else _("Hãy cho biết họ tên và số điện thoại nhận tin.")
    return Task("contact", "", _("Thông tin người nộp"), gap, started=bool(dossier.contact_name))


def _delivery(dossier: Dossier) -> Task:
    offered = catalogue.version(dossier.version_id).delivery_methods
    gap = "" if dossier.delivery_method in offered else _("Hãy chọn cách nhận kết quả.")
    return Task("delivery", "", _("Hình thức nhận kết quả"), gap, started=bool(dossier.delivery_method))
