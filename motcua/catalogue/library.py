"""Loads `library/`: forms first, then procedures; an unchanged file makes no new version.

    steps: ["=nop-giay", "Công chức địa chính đi kiểm tra thửa đất.", "=tra"]

A value "=key" stands for the text of that key in `texts.yaml`; what is stored and exported is always complete.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from motcua.catalogue import documents, shipping, successors
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.schema import ProcedureFile
from motcua.forms import api as forms
from motcua.forms.library import load_yaml
from motcua.kit.actor import Actor

TEXTS = "texts.yaml"
MAX_FILE = 1024 * 1024


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
        raw = load_yaml(text)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    return ProcedureFile.model_validate(_spelled_out(raw, texts or {}))


def load(library: Path) -> list[ProcedureVersion]:
    """Load forms, then every procedure of `library`; gives the versions in force, by code.

    What people published or withdrew by a decision stays as they left it: the library never takes it back. What the
    library shipped before and a decision has replaced since is withdrawn (`successors`).
    """
    shipped = {form.key: form.id for form in map(forms.load, sorted((library / "forms").glob("*.yaml")))}
    current = ProcedureVersion.objects.exclude(current_of=None).select_related("procedure")
    known = {version.digest: version for version in current}
    by_people = {version.code: version for version in current if version.published_by != Actor.SYSTEM.name}
    withdrawn = set(
        ProcedureVersion.objects.filter(procedure__current=None).exclude(withdrawal=None)
        .values_list("procedure__code", flat=True)
    )  # fmt: skip
    found: dict[str, ProcedureVersion] = {}
    changed = []
    for path in sorted((library / "procedures").glob("*.yaml")):
        document = read(path)
        if document.code in withdrawn:
            continue
        if document.code in by_people:
            found[document.code] = by_people[document.code]
            continue
        digest = documents.digest_of(document, shipped.get(document.form))
        if digest in known:
            found[document.code] = known[digest]
        else:
            changed.append(document)
    found |= {version.code: version for version in shipping.ship(changed)}
    successors.withdraw(successors.read(library))
    return [found[code] for code in sorted(found)]


@lru_cache(maxsize=8)
def _texts(path: Path) -> dict[str, str]:
    return load_yaml(path.read_text(encoding="utf-8")) if path.exists() else {}


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
