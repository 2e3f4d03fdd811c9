"""Drafts of a version: saved, replaced, thrown away. Nothing a citizen sees changes before `publishing`."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from motcua.catalogue import documents, search
from motcua.catalogue.audiences import audiences_of
from motcua.catalogue.models import Component, Confirmation, Procedure, ProcedureVersion
from motcua.catalogue.schema import ProcedureFile
from motcua.forms import api as forms
from motcua.forms.models import FormVersion
from motcua.kit import clock


class FormMissing(LookupError):
    """The document names a form that is not published here."""


class EditedMeanwhile(Exception):
    """Somebody saved the draft after it was read: `draft` is theirs, nothing was overwritten."""

    def __init__(self, draft: ProcedureVersion) -> None:
        super().__init__(
            _("%(name)s đã lưu bản nháp này trước bạn. Bản của bạn chưa được lưu. Hãy so sánh rồi lưu lại.")
            % {"name": draft.edited_by or _("Người khác")}
        )
        self.draft = draft


@transaction.atomic
def save(document: ProcedureFile, *, by: str, revision: int | None = None, findable: bool = True) -> ProcedureVersion:
    """Save `document` as the one draft of its procedure, which is made when it does not exist yet.

    `revision` is that of the draft the editor started from (0 = there was none): when another was saved since,
    `EditedMeanwhile` is raised and nothing changes. None replaces whatever draft there is (imports, library).
    Administrators find at once what was never in force; `findable` is false for many at once, then `search.reindex`.
    """
    form = form_of(document)
    procedure, made = Procedure.objects.select_for_update(no_key=True).get_or_create(
        code=document.code, defaults=described(document)
    )
    draft = draft_of(procedure)
    if revision is not None and (draft.revision if draft else 0) != revision:
        raise EditedMeanwhile(draft or ProcedureVersion(procedure=procedure))
    values = documents.columns(document, form) | {"edited_at": clock.now(), "edited_by": by}
    if draft is None:
        latest = procedure.versions.aggregate(latest=Max("number"))["latest"] or 0
        draft = ProcedureVersion.objects.create(procedure=procedure, number=latest + 1, **values)
        _keep_confirmed(procedure, draft)
    else:
        draft.revision += 1
        for name, value in values.items():
            setattr(draft, name, value)
        draft.save()
        Component.objects.filter(version=draft).delete()
        said = [doubt.item for doubt in document.doubts]
        Confirmation.objects.filter(version=draft).exclude(item__in=said).delete()
    Component.objects.bulk_create(documents.papers(draft, document))
    if procedure.current_id is None:
        if not made:
            Procedure.objects.filter(id=procedure.id).update(**described(document))
            procedure.name, procedure.field_name = document.name, document.field_name
        if findable:
            content = document.content
            search.index(procedure, list(content.keywords), content.summary, list(content.life_events))
    return draft


def _keep_confirmed(procedure: Procedure, draft: ProcedureVersion) -> None:
    """A doubt taken over word for word from the version in force stays confirmed by whom it was."""
    before = ProcedureVersion.objects.filter(current_of=procedure).first()
    same = [doubt["item"] for doubt in draft.doubts if before and doubt in before.doubts]
    for known in Confirmation.objects.filter(version=before, item__in=same) if same else ():
        Confirmation.objects.create(
            version=draft, item=known.item, account=known.account, name=known.name, on=known.on, source=known.source
        )


def draft_of(procedure: Procedure) -> ProcedureVersion | None:
    """The open draft, if there is one (one statement)."""
    return procedure.versions.filter(published_at=None, withdrawn_at=None).select_related("procedure", "form").first()


@transaction.atomic
def discard(procedure: Procedure) -> None:
    """Throw the open draft away; nothing happens without one."""
    Procedure.objects.select_for_update(no_key=True).get(id=procedure.id)
    if draft := draft_of(procedure):
        Component.objects.filter(version=draft).delete()
        Confirmation.objects.filter(version=draft).delete()
        draft.delete()


def form_of(document: ProcedureFile) -> FormVersion | None:
    """The published form a document names; `FormMissing` when it, or one to be printed, does not exist here."""
    for key in {declared.definition for declared in document.content.forms} - {document.form, ""}:
        _published(document, key)
    return _published(document, document.form) if document.form else None


def _published(document: ProcedureFile, key: str) -> FormVersion:
    try:
        return forms.current(key)
    except FormVersion.DoesNotExist as error:
        raise FormMissing(f"{document.code}: no form {key!r} is published here") from error


def described(document: ProcedureFile) -> dict[str, object]:
    """What the procedure itself copies from its document, for lists and search."""
    return {
        "kind": document.kind, "origin": document.origin, "name": document.name,
        "field_code": document.field_code, "field_name": document.field_name, "tiers": list(document.tiers),
        "audiences": audiences_of(document.content.subjects), "life_events": list(document.content.life_events),
    }  # fmt: skip
