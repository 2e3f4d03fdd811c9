"""Loads `library/`: forms first, then procedures; an unchanged file makes no new version."""

import hashlib
from pathlib import Path

import yaml
from django.db import transaction
from django.db.models import Max

from motcua.catalogue import search
from motcua.catalogue.models import Component, Procedure, ProcedureVersion
from motcua.catalogue.schema import ProcedureFile
from motcua.forms import api as forms
from motcua.forms.models import FormVersion
from motcua.kit import clock


class FormMissing(LookupError):
    """A procedure file names a form that the library does not have."""


def read(path: Path) -> ProcedureFile:
    """One procedure file, checked; pydantic's ValidationError names the place of a mistake."""
    return ProcedureFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def load(library: Path) -> list[ProcedureVersion]:
    """Load forms, then every procedure of `library`; gives the versions in force, by code."""
    for path in sorted((library / "forms").glob("*.yaml")):
        forms.load(path)
    return [publish(read(path)) for path in sorted((library / "procedures").glob("*.yaml"))]


@transaction.atomic
def publish(file: ProcedureFile) -> ProcedureVersion:
    """Publish a new version unless file and form are those of the version in force."""
    try:
        form = forms.current(file.form)
    except FormVersion.DoesNotExist as error:
        raise FormMissing(f"{file.code}: no form {file.form!r} in the library") from error
    procedure, _ = Procedure.objects.select_for_update().get_or_create(
        code=file.code,
        defaults={"name": file.name, "field_code": file.field_code, "field_name": file.field_name},
    )
    digest = hashlib.sha256(f"{form.id}{file.model_dump_json()}".encode()).hexdigest()
    current = procedure.current
    if current is None or current.digest != digest:
        current = _publish(file, procedure, form, digest)
    return current


def _publish(file: ProcedureFile, procedure: Procedure, form: FormVersion, digest: str) -> ProcedureVersion:
    now = clock.now()
    latest = procedure.versions.aggregate(latest=Max("number"))["latest"] or 0
    made = ProcedureVersion.objects.create(
        procedure=procedure, number=latest + 1, decision=file.decision, digest=digest, form=form,
        content=file.content.model_dump(mode="json"), limit=file.limit.model_dump(mode="json"),
        fee=file.fee.model_dump(mode="json"), route=[step.model_dump(mode="json") for step in file.route],
        result=file.result.model_dump(mode="json"), min_assurance=file.min_assurance,
        supplement_effect=file.supplement_effect, delivery_methods=list(file.delivery_methods),
    )  # fmt: skip
    Component.objects.bulk_create(
        Component(version=made, position=position, **paper.model_dump())
        for position, paper in enumerate(file.components, start=1)
    )
    ProcedureVersion.objects.filter(id=made.id).update(published_at=now)
    if procedure.current_id:
        ProcedureVersion.objects.filter(id=procedure.current_id).update(withdrawn_at=now)
    Procedure.objects.filter(id=procedure.id).update(
        name=file.name, field_code=file.field_code, field_name=file.field_name, current=made
    )
    procedure.refresh_from_db()
    search.index(procedure, file.content.keywords, file.content.summary, file.content.life_events)
    made.refresh_from_db()
    return made
