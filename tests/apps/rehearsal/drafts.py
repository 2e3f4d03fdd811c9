"""Drafts of a procedure with a form that no record knows, and the run of one done here and now."""

from datetime import date
from typing import Any

from motcua.catalogue import api as catalogue
from motcua.catalogue import drafts, publishing, versions
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.schema import ProcedureFile
from motcua.forms import api as forms
from motcua.forms import library
from motcua.forms.schema import FormDefinition
from motcua.kit.actor import Actor
from motcua.rehearsal import jobs, runs, store
from motcua.rehearsal.models import Run

DEATH = "1.000656"
OFFICER = Actor(None, "Tạ Diệu Linh", "officer")
WRONG = [{"rule": "copies.count > 100", "at": "copies.count", "message": "Hãy ghi hơn 100 bản.", "source": "thử"}]
"""A check that no answers pass."""


def changed_form(**more: Any) -> FormDefinition:
    """The shipped declaration of a death with another title, so that no record knows it."""
    known = library.definition("khai-tu").model_dump(mode="json", exclude_defaults=True)
    return FormDefinition.model_validate({**known, "title": "Tờ khai của tỉnh", **more})


def drafted(form: FormDefinition, **more: Any) -> ProcedureVersion:
    forms.publish(form)
    document = catalogue.document(catalogue.published(DEATH)).model_copy(update=more)
    return drafts.save(ProcedureFile.model_validate(document.model_dump()), by=OFFICER.name)


def publish(draft: ProcedureVersion) -> ProcedureVersion:
    return publishing.publish(draft, OFFICER, decision="9/QĐ-UBND", decision_date=date(2026, 11, 20))


def digest(draft: ProcedureVersion) -> str:
    return store.digest_of(draft, versions.document(draft))


def rehearsed(draft: ProcedureVersion) -> ProcedureVersion:
    """The same draft, when somebody asked for its rehearsal and the job is done."""
    assert runs.start(draft, OFFICER)
    run = Run.objects.get(digest=digest(draft))
    jobs.perform.run(digest=run.digest, attempt=str(run.attempt))
    return draft
