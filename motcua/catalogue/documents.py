"""Between a procedure as one document and its rows. The document is what people edit, compare, export."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from motcua.catalogue.models import Component, ProcedureVersion
from motcua.catalogue.schema import Content, Fee, Paper, ProcedureFile
from motcua.catalogue.values import Doubt
from motcua.forms.models import FormVersion

SCALARS = ("name", "field_code", "field_name", "tiers", "decision", "decision_date", "legal_fields", "min_assurance",
           "supplement_effect", "delivery_methods")  # fmt: skip
PAPER = ("code", "name", "note", "group", "duty", "originals", "copies", "electronic", "must", "when", "form",
         "database", "legal_source")  # fmt: skip


def columns(document: ProcedureFile, form: FormVersion | None) -> dict[str, Any]:
    """The values of a version's columns; papers stand in their own table."""
    made: dict[str, Any] = {name: getattr(document, name) for name in SCALARS}
    return made | {
        "content": document.content.model_dump(mode="json"),
        "limit": document.limit.model_dump(mode="json") if document.limit else None,
        "fee": document.fee.model_dump(mode="json") if document.fee else None,
        "route": [step.model_dump(mode="json") for step in document.route],
        "result": document.result.model_dump(mode="json") if document.result else None,
        "doubts": [doubt.model_dump(mode="json") for doubt in document.doubts],
        "source": document.source.model_dump(mode="json") if document.source else None,
        "form": form,
        "digest": digest_of(document, form.id if form else None),
    }


def papers(version: ProcedureVersion, document: ProcedureFile) -> list[Component]:
    """The rows of the papers, in order, not yet saved."""
    return [
        Component(version=version, position=position, **paper.model_dump())
        for position, paper in enumerate(document.components, start=1)
    ]


def document_of(version: ProcedureVersion, components: Iterable[Component] | None = None) -> ProcedureFile:
    """The whole version as a document, by natural keys; one statement more when papers or form are not at hand."""
    rows = version.components.all() if components is None else components
    procedure = version.procedure
    return ProcedureFile(
        code=procedure.code, kind=procedure.kind, origin=procedure.origin,
        form=version.form.key if version.form else "",
        content=content_of(version), limit=version.limit, fee=fee_of(version),
        route=version.route, result=version.result,
        components=[Paper(**{name: getattr(row, name) for name in PAPER}) for row in rows],
        doubts=[Doubt(**doubt) for doubt in version.doubts], source=version.source,
        **{name: getattr(version, name) for name in SCALARS},
    )  # fmt: skip


def content_of(version: ProcedureVersion) -> Content:
    """The eleven items, with today's empty values for what an older version did not know."""
    return Content.model_validate(version.content)


def fee_of(version: ProcedureVersion) -> Fee | None:
    """What the desk collects; None when the version says nothing of it."""
    return Fee.model_validate(version.fee) if version.fee else None


def digest_of(document: ProcedureFile, form: UUID | None) -> str:
    """The same for the same document and form, whatever the order of work."""
    text = json.dumps(document.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(f"{form}{text}".encode()).hexdigest()
