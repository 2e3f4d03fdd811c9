"""Reads form definitions from files. A file may use shared parts, so that a person is asked alike everywhere.

    fields:
      - part: person
        without: [sex]
        with: {birth_date: {kind: partial_date}}

A part lists fields and checks written with bare names; what is stored and exported is always complete.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from motcua.forms.catalogues import LIBRARY
from motcua.forms.rules import with_prefix
from motcua.forms.schema import FormDefinition

FORMS = LIBRARY / "forms"
MAX_FILE = 512 * 1024
_KEY = re.compile(r"[a-z][a-z0-9_-]{0,59}")
Raw = dict[str, Any]


class BadForm(ValueError):
    """A file that is no form definition; the message says what is wrong, for its author."""


def read(path: Path) -> FormDefinition:
    """The definition in a file. Raises BadForm when it is no form, ValidationError on a mistake in it."""
    return from_raw(_yaml(path), path.parent / "parts", path.name)


def from_raw(raw: Any, parts: Path = FORMS / "parts", name: str = "tờ khai") -> FormDefinition:
    """The definition in plain values, its shared parts filled in. Raises BadForm, ValidationError."""
    return FormDefinition.model_validate(complete(raw, parts, name))


def complete(raw: Any, parts: Path = FORMS / "parts", name: str = "tờ khai") -> Raw:
    """The plain values with the shared parts filled in, not yet checked. Raises BadForm."""
    if not isinstance(raw, dict) or not isinstance(raw.get("sections"), list):
        raise BadForm(f"{name}: not a form definition")
    checks = raw.get("checks", [])
    sections = []
    for section in raw["sections"]:
        if not isinstance(section, dict) or not isinstance(checks, list):
            raise BadForm(f"{name}: not a form definition")
        fields, more = _expanded(section, parts)
        sections.append({**section, "fields": fields})
        checks = [*checks, *more]
    return {**raw, "sections": sections, "checks": checks}


def is_key(text: str) -> bool:
    """Whether a text may name a form: small letters without marks, figures, hyphens."""
    return _KEY.fullmatch(text) is not None


def shipped() -> list[Path]:
    """The files of the forms that come with the product."""
    return sorted(FORMS.glob("*.yaml"))


@lru_cache(maxsize=64)
def definition(key: str) -> FormDefinition:
    """A shipped form by its key. Raises FileNotFoundError."""
    return read(FORMS / f"{key}.yaml")


def _yaml(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    if len(text) > MAX_FILE:
        raise BadForm(f"{path.name}: longer than {MAX_FILE} characters")
    return load_yaml(text)


def load_yaml(text: str) -> Any:
    """Plain values from YAML, by the parser in C where there is one; raises yaml.YAMLError."""
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe


def _expanded(section: Raw, parts: Path) -> tuple[list[Raw], list[Raw]]:
    """The fields of a section and the checks of the parts they come from, also inside rows and groups."""
    fields: list[Raw] = []
    checks: list[Raw] = []
    if not isinstance(section.get("fields", []), list):
        return section["fields"], []  # the schema says what is wrong with it
    for entry in section.get("fields", []):
        if not isinstance(entry, dict):
            fields.append(entry)
            continue
        if "part" in entry:
            found, more = _part(entry, parts, str(section.get("key")))
            fields += found
        elif isinstance(entry.get("fields"), list):
            inner, more = _inside(entry, parts, f"{section.get('key')}.{entry.get('key')}")
            fields.append({**entry, "fields": inner})
        else:
            fields.append(entry)
            continue
        checks += more
    return fields, checks


def _inside(outer: Raw, parts: Path, where: str) -> tuple[list[Raw], list[Raw]]:
    fields: list[Raw] = []
    checks: list[Raw] = []
    for entry in outer["fields"]:
        if not isinstance(entry, dict) or "part" not in entry:
            fields.append(entry)
            continue
        found, more = _part(entry, parts, where, in_row=True)
        fields += found
        checks += more
    return fields, checks


def _part(entry: Raw, parts: Path, where: str, *, in_row: bool = False) -> tuple[list[Raw], list[Raw]]:
    """One shared part. In a row, the bare names of its rules become `item.name`."""
    name, changed, without = str(entry["part"]), entry.get("with") or {}, entry.get("without") or []
    if not is_key(name) or not (parts / f"{name}.yaml").is_file():
        raise BadForm(f"{where}: there is no part {name[:60]}")
    if not isinstance(changed, dict) or not all(isinstance(one, dict) for one in changed.values()):
        raise BadForm(f"{where}: with: must give each field its own changes")
    if not isinstance(without, list) or not all(isinstance(one, str) for one in without):
        raise BadForm(f"{where}: without: must be a list of fields")
    part = _yaml(parts / f"{name}.yaml")
    own = frozenset(field["key"] for field in part["fields"]) if in_row else frozenset()
    changes: dict[str, Raw] = dict(changed)
    left_out = set(without)
    fields = [
        {**_in_row(field, own), **changes.pop(field["key"], {})}
        for field in part["fields"]
        if field["key"] not in left_out
    ]
    if changes:
        raise BadForm(f"{where}: part {entry['part']} has no field {', '.join(map(str, changes))}")
    checks = [
        {**_in_row(check, own), "at": f"{where}.{check['at']}"}
        for check in part.get("checks", [])
        if check["at"] not in left_out and not left_out & set(check.get("needs", []))
    ]
    return fields, [{name: value for name, value in check.items() if name != "needs"} for check in checks]


def _in_row(raw: Raw, own: frozenset[str]) -> Raw:
    if not own:
        return raw
    rules = {name: raw[name] for name in ("required", "show_when", "compute", "rule") if isinstance(raw.get(name), str)}
    changed: Raw = {name: with_prefix(text, own, "item") for name, text in rules.items()}
    if "derive" in raw:
        changed["derive"] = [
            {**case, **({"when": with_prefix(case["when"], own, "item")} if case.get("when") else {})}
            for case in raw["derive"]
        ]
    return {**raw, **changed}
