"""Loads `library/`: forms first, then procedures; an unchanged file makes no new version.

    steps: ["=nop-giay", "Công chức địa chính đi kiểm tra thửa đất.", "=tra"]

A value "=key" stands for the text of that key in `texts.yaml`; what is stored and exported is always complete.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from motcua.catalogue import documents, drafts, publishing
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.schema import ProcedureFile
from motcua.forms import api as forms
from motcua.kit.actor import Actor

TEXTS = "texts.yaml"
MAX_FILE = 1024 * 1024
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BadText(ValueError):
    """A file speaks of a shared text that `texts.yaml` does not have."""


def read(path: Path) -> ProcedureFile:
    """One procedure file, checked; pydantic's ValidationError names the place of a mistake."""
    return parse(path.read_text(encoding="utf-8"), _texts(path.parents[1] / TEXTS))


def parse(text: str, texts: dict[str, str] | None = None) -> ProcedureFile:
    """A procedure document from YAML text; ValueError (also pydantic's) names what is wrong."""
    if len(text) > MAX_FILE:
        raise ValueError(f"longer than {MAX_FILE} characters")
    try:
        raw = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader, in C where there is one
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    return ProcedureFile.model_validate(_spelled_out(raw, texts or {}))


def load(library: Path) -> list[ProcedureVersion]:
    """Load forms, then every procedure of `library`; gives the versions in force, by code."""
    shipped = {form.key: form.id for form in map(forms.load, sorted((library / "forms").glob("*.yaml")))}
    current = ProcedureVersion.objects.exclude(current_of=None).select_related("procedure")
    known = {version.digest: version for version in current}
    found = []
    for path in sorted((library / "procedures").glob("*.yaml")):
        document = read(path)
        digest = documents.digest_of(document, shipped.get(document.form))
        found.append(known.get(digest) or publish(document))
    return found


@transaction.atomic
def publish(document: ProcedureFile, actor: Actor = Actor.SYSTEM) -> ProcedureVersion:
    """Publish a document of the library unless it is, form and all, the version in force."""
    form = drafts.form_of(document)
    digest = documents.digest_of(document, form.id if form else None)
    known = Procedure.objects.filter(code=document.code).select_related("current__procedure").first()
    if known and known.current and known.current.digest == digest:
        return known.current
    draft = drafts.save(document, by=actor.name)
    return publishing.enact(draft, draft.procedure, actor)


@lru_cache(maxsize=8)
def _texts(path: Path) -> dict[str, str]:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader) if path.exists() else {}  # noqa: S506


def _spelled_out(value: Any, texts: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _spelled_out(inner, texts) for key, inner in value.items()}
    if isinstance(value, list):
        return [_spelled_out(inner, texts) for inner in value]
    if isinstance(value, str) and value.startswith("="):
        if value[1:] not in texts:
            raise BadText(f"no shared text {value[1:]!r}")
        return texts[value[1:]]
    return value


