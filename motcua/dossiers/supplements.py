"""Work on the answer to a supplement before it is sent: saved at once, in force only when all is sent."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.agencies.places import Places
from motcua.dossiers import completeness, policy
from motcua.dossiers.actions.base import Refused
from motcua.dossiers.models import Dossier, Paper, SupplementRequest
from motcua.dossiers.together import agreeing
from motcua.dossiers.together.proposed import patched
from motcua.files import api as files
from motcua.files.api import Upload
from motcua.files.models import StoredFile
from motcua.forms import engine
from motcua.kit.actor import Actor

MOST_AT_ONCE = 10
MOST_PAPERS = 20
ANSWERS = ("answer_supplement", "answer_intake_supplement")


def open_request(dossier: Dossier) -> SupplementRequest | None:
    """The request that waits for its answer."""
    return SupplementRequest.waiting.filter(dossier=dossier).first()


def may_answer(actor: Actor, dossier: Dossier) -> bool:
    return any(name in ANSWERS for name in policy.acts(actor, dossier))


def editable(request: SupplementRequest, section: str) -> set[tuple[str, str]]:
    """The answers of one page that were asked for: all that may change."""
    keys = (item["key"].split(".") for item in request.items if item["kind"] == "answer")
    return {(page, field) for page, field in keys if page == section}


def _locked(dossier: UUID, actor: Actor) -> tuple[Dossier, SupplementRequest]:
    found = Dossier.objects.select_for_update(no_key=True).get(pk=dossier)
    request = SupplementRequest.waiting.select_for_update().filter(dossier=found).first()
    if request is None or not may_answer(actor, found):
        raise policy.Forbidden("supplement")
    return found, request


def save_section(dossier: UUID, actor: Actor, section: str, data: engine.Posted) -> engine.Reading:
    """Keep the corrected answers of a page beside the request; only the asked ones can change."""
    with transaction.atomic():
        found, request = _locked(dossier, actor)
        asked = editable(request, section)
        reading = engine.read_section(
            completeness.form_of(found), section, data, patched(found.answers, request.answers),
            places=Places(), editable=asked,
        )  # fmt: skip
        if reading.done:
            corrected = {field: reading.values.get(field) for page, field in asked}
            request.answers = patched(request.answers, {section: corrected})
            request.save(update_fields=["answers"])
            agreeing.reopen(found, actor)
        return reading


def add_paper(dossier: Dossier, actor: Actor, component: str, upload: Upload) -> Paper:
    """Take a file for an asked component; raises `files.api.Refused` with what to do."""
    return attach(dossier, actor, component, files.take(upload, subject=dossier.subject, actor=actor))


def attach(dossier: Dossier, actor: Actor, component: str, stored: StoredFile) -> Paper:
    """Make a stored file of this dossier part of the answer; a file that is refused is taken away again."""
    try:
        with transaction.atomic():
            found, request = _locked(dossier.id, actor)
            if ("paper", component) not in {(item["kind"], item["key"]) for item in request.items}:
                raise policy.Forbidden("component")
            if request.papers.count() >= MOST_PAPERS:
                told = _("Bạn đã gửi %(most)s tệp. Hãy bỏ bớt, hoặc gộp nhiều trang vào một tệp PDF.")
                raise Refused(told % {"most": MOST_PAPERS})
            return Paper.objects.create(
                dossier=found, component=component, file=stored, supplement=request, pending=True
            )
    except (Refused, policy.Forbidden):
        files.remove(stored)
        raise


def remove_paper(dossier: UUID, actor: Actor, paper: UUID) -> None:
    """Take away a file that was not sent yet."""
    with transaction.atomic():
        _found, request = _locked(dossier, actor)
        given = request.papers.select_related("file").filter(pk=paper, pending=True).first()
        if given is None:  # a second click: the first one took it away
            return
        given.delete()
        files.remove(given.file)
