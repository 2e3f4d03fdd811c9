"""What a rehearsal was of: the same digest for the same form and the same working parts of a procedure, anywhere."""

import hashlib
import json
from typing import Any

from motcua.catalogue.schema import ProcedureFile
from motcua.forms.schema import FormDefinition

WORKING = {
    "form", "legal_fields", "min_assurance", "supplement_effect", "delivery_methods", "limit", "fee", "route", "result",
}  # fmt: skip
"""What of a procedure decides how a dossier goes; words people read may change without a new rehearsal."""
PAPER = {"code", "duty", "must", "when"}


def of_form(form: FormDefinition) -> str:
    """The digest of a definition, equal to that of its published version."""
    return _sha256(form.model_dump(mode="json", exclude_defaults=True))


def of_procedure(form_digest: str, document: ProcedureFile) -> str:
    """The digest of a procedure with its form."""
    working: dict[str, Any] = document.model_dump(mode="json", include=WORKING, exclude_defaults=True)
    working["components"] = [paper.model_dump(mode="json", include=PAPER) for paper in document.components]
    return _sha256({"form": form_digest, "procedure": working})


def _sha256(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
