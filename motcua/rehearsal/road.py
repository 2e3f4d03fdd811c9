"""The whole road of one dossier: filled page by page, papers attached, handed in, decided, signed, sealed, returned."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from motcua.agencies.models import Agency
from motcua.catalogue import api as catalogue
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers import completeness, drafting
from motcua.dossiers.actions import REGISTRY
from motcua.dossiers.actions.return_result import fee_due
from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import form01
from motcua.dossiers.together import agreeing
from motcua.files import api as files
from motcua.forms import engine, samples
from motcua.forms.answers import Answers
from motcua.journal import api as journal
from motcua.journal import subscribe
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.words import N_
from motcua.rehearsal import office, scratch, uploads
from motcua.rehearsal.office import Office
from motcua.rehearsal.report import Fault

ACTS = (
    ("receive", "receive"), ("start_processing", "process"), ("propose", "process"), ("sign", "sign"), ("seal", "seal"),
)  # fmt: skip
"""Act → step of the route whose role does it."""
TYPED = {"date": "21/11/2026", "personal_id": "036226000015", "text": "12"}
TITLES = {
    "fill": N_("điền tờ khai"), "papers": N_("gửi giấy tờ"), "agree": N_("cùng đồng ý"), "submit": N_("nộp hồ sơ"),
    "receive": N_("tiếp nhận"), "form01": N_("in giấy hẹn"), "start_processing": N_("nhận xử lý"),
    "propose": N_("trình kết quả"), "sign": N_("ký số"), "seal": N_("đóng dấu"), "return": N_("trả kết quả"),
    "notices": N_("báo tin"),
}  # fmt: skip
SIGNED, SIGNATURES = b"/ByteRange", 2
"""What each signature leaves in a PDF; the keys of a rehearsal are trusted by nobody, so they are not verified."""


@dataclass(slots=True)
class Road:
    """What was done and what broke."""

    steps: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class _Stopped(Exception):
    """A step found something wrong; the message says what."""


def take(version: ProcedureVersion, answers: Answers, like: Agency | None = None) -> Road:
    """Take these answers from the first page to the result in a scratch office; nothing of it stays."""
    road = Road()
    step = "fill"
    try:
        with scratch.world() as keys:
            walk = _Walk(version, answers, office.found(version, like, Path(keys)))
            for step, do in walk.steps():
                do()
                walk.react()
                road.steps.append(step)
    except Exception as error:  # a rehearsal tells of every kind of failure
        why = str(error) if isinstance(error, _Stopped) else f"{type(error).__name__}: {error}"
        said = _("Không làm được bước “%(step)s”: %(why)s") % {"step": _(TITLES[step]), "why": why[:400]}
        road.faults.append(Fault(step, said, answers))
    return road


class _Walk:
    def __init__(self, version: ProcedureVersion, answers: Answers, place: Office) -> None:
        self._version, self._answers, self._place = version, answers, place
        self._reacted: set[Any] = set()
        self._dossier: Dossier | None = None

    def steps(self) -> list[tuple[str, Callable[[], None]]]:
        acts: list[tuple[str, Callable[[], None]]] = [(act, self._act(act, step)) for act, step in ACTS]
        first: list[tuple[str, Callable[[], None]]] = [
            ("fill", self._fill), ("papers", self._papers), ("agree", self._agree), ("submit", self._submit),
        ]  # fmt: skip
        return [*first, acts[0], ("form01", self._form01), *acts[1:], ("return", self._return)]

    @property
    def _draft(self) -> Dossier:
        assert self._dossier is not None
        return Dossier.objects.get(pk=self._dossier.pk)

    def _fill(self) -> None:
        """As a citizen in a browser: page after page, each saved."""
        actor, applicant = self._place.citizen(), self._place.applicant
        self._dossier = drafting.start(
            self._version, actor, agency=self._place.agency, account=applicant, language="vi"
        )
        form = completeness.form_of(self._dossier)
        for section in engine.visible_sections(form, self._answers):
            posted = samples.posted(form, section.key, self._answers)
            reading = drafting.save_section(self._dossier.pk, actor, section.key, posted, seen="")
            if not reading.done:
                told = "; ".join(problem.message for problem in reading.problems) or _("còn mục mới hiện ra")
                raise _Stopped(_("trang “%(page)s”: %(told)s") % {"page": section.title, "told": told})
        if self._draft.answers != self._answers:
            raise _Stopped(_("câu trả lời được lưu khác với điều đã điền"))
        drafting.set_contact(self._dossier.pk, actor, name=applicant.full_name, phone="0900000000", email="")
        drafting.set_delivery(self._dossier.pk, actor, self._version.delivery_methods[0])

    def _papers(self) -> None:
        draft = self._draft
        needed = [one for one in completeness.components(draft) if one.must][: drafting.MOST_PAPERS]
        others = [one for one in completeness.components(draft) if not one.must][:1]
        for number, component in enumerate([*needed, *others][: drafting.MOST_PAPERS]):
            drafting.add_paper(draft, self._place.citizen(), component.code, uploads.upload(number))

    def _agree(self) -> None:
        """Everybody whom the form names reads the declaration and agrees to exactly these answers."""
        for one in agreeing.persons(self._draft):
            if not one.phone:
                raise _Stopped(_("thiếu số điện thoại của %(who)s") % {"who": one.label})
            asked = agreeing.ask(self._draft.pk, self._place.citizen(), one.place)
            agreeing.agree(asked.pk, Actor(None, one.name, "anonymous"), one.digest)

    def _submit(self) -> None:
        draft = self._draft
        if lacking := completeness.missing(draft, completeness.given(draft)):
            raise _Stopped("; ".join(f"{task.title}: {task.missing}" for task in lacking))
        REGISTRY["submit"](draft.pk, self._place.citizen()).perform()

    def _act(self, act: str, step: str) -> Callable[[], None]:
        def do() -> None:
            route = catalogue.route_for(self._version, self._place.agency.pk)
            role = next(one["role"] for one in route if one["key"] == step)
            given = {"data": self._result_data()} if act == "propose" else {}
            REGISTRY[act](self._draft.pk, self._place.actor(role), **given).perform()

        return do

    def _result_data(self) -> dict[str, str]:
        fields = (self._version.result or {}).get("fields", [])
        return {one["key"]: TYPED[one.get("kind", "text")] for one in fields}

    def _form01(self) -> None:
        if len(form01.render(self._draft)) < 1000:
            raise _Stopped(_("giấy hẹn in ra trống"))

    def _return(self) -> None:
        dossier = self._draft
        file = dossier.result.file
        if file is None or files.read_bytes(file).count(SIGNED) < SIGNATURES:
            raise _Stopped(_("kết quả thiếu chữ ký"))
        if dossier.state == State.RETURNED:  # published online already
            return
        due = fee_due(dossier)
        collected = due if due is not None else office.FEE
        route = catalogue.route_for(self._version, self._place.agency.pk)
        clerk = self._place.actor(next(one["role"] for one in route if one["key"] == "return"))
        given = {"identity_checked": True, "papers_checked": True, "fee_collected": collected}
        done = REGISTRY["return_result"](dossier.pk, clerk, **given).perform()
        if done.state != State.RETURNED or clock.now() < done.updated_at:
            raise _Stopped(_("hồ sơ không kết thúc"))

    def react(self) -> None:
        """What follows each fact, done here and now: messages are written, and undone with everything else."""
        if self._dossier is None:
            return
        for fact in journal.entries(self._dossier.subject):
            if fact.id not in self._reacted:
                self._reacted.add(fact.id)
                for name in subscribe.following(fact.kind):
                    subscribe.named(name)(fact.id)
