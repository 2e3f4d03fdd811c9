"""Saving one page of a draft beside others who edit the same procedure.

A page remembers what its section said when it was opened (`base`). When that still stands, what was typed is put on
top of the newest draft, whatever else changed meanwhile; when it does not, nothing is saved and both are shown.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from motcua.backstage.catalogue import doubts, reach
from motcua.backstage.catalogue.fields import Raw, put_at, value_at
from motcua.backstage.catalogue.sections import SECTIONS, Section
from motcua.catalogue import drafts, versions
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.schema import Content, ProcedureFile
from motcua.kit.actor import Actor

TRIES = 3


@dataclass(frozen=True, slots=True)
class Start:
    """What an editor starts from: the open draft, else the version in force, or the last that was.

    `revision` 0 = no draft yet; `version` is where the document comes from, None for a bare name.
    """

    document: ProcedureFile
    draft: ProcedureVersion | None
    version: ProcedureVersion | None = None

    @property
    def revision(self) -> int:
        return self.draft.revision if self.draft else 0

    @property
    def by(self) -> str:
        """Who saved the draft last."""
        return (self.draft.edited_by if self.draft else "") or _("Người khác")

    @property
    def raw(self) -> Raw:
        return self.document.model_dump(mode="json")


@dataclass(frozen=True, slots=True)
class Saved:
    """`others`: titles of the sections that somebody else changed meanwhile and that were kept; `by` whom."""

    changed: bool
    others: list[str]
    by: str = ""


class Clash(Exception):
    """Somebody changed the same section: `start` is theirs, `value` what it says now (None = taken out)."""

    def __init__(self, start: Start, value: Any) -> None:
        super().__init__()
        self.start, self.value = start, value


class DoubtDropped(Exception):
    """A doubt that nobody confirmed would be gone."""


class Unsound(Exception):
    """What was typed breaks a rule of the document; `index`: the item of the list it was put at."""

    def __init__(self, error: ValidationError, index: int | None) -> None:
        super().__init__()
        self.error, self.index = error, index


def start(of: Procedure) -> Start:
    """Where editing begins."""
    draft = drafts.draft_of(of)
    version = draft or reach.latest(of)
    return Start(versions.document(version), draft, version) if version else _nothing(of)


def digest(value: Any) -> str:
    """The same for the same value."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:24]


def fingerprints(raw: Raw) -> dict[str, str]:
    """What every section says, so that a page can tell later which of them others changed."""
    return {section.key: digest(section.value(raw))[:8] for section in SECTIONS}


def part(section: Section, raw: Raw, number: int) -> Any:
    """What a page edits: the values of a section, or one item (from 1; 0 = a new one, {}). IndexError."""
    if not section.items:
        return section.value(raw)
    return dict(section.value(raw)[number - 1]) if number else {}


def put(section: Section, raw: Raw, number: int, base: str, value: Raw | None) -> int | None:
    """Put what was typed into a document; gives the item's index. LookupError when `base` no longer stands there.

    `value` None takes an item out. An item that others moved is found again by what it said.
    """
    if not section.items:
        if digest(section.value(raw)) != base:
            raise LookupError(section.key)
        for path, inner in (value or {}).items():
            put_at(raw, path, inner)
        return None
    items = list(section.value(raw))
    if number == 0:
        index = len(items)
        items.append(value)
    else:
        index = _found(items, number - 1, base)
        items[index : index + 1] = [] if value is None else [value]
    put_at(raw, section.items, items)
    return index


def _found(items: list[Raw], usual: int, base: str) -> int:
    index: int
    for index in (usual, *range(len(items))):
        if index < len(items) and digest(items[index]) == base:
            return index
    raise LookupError(usual)


def save(
    of: Procedure, actor: Actor, section: Section, number: int, base: str, value: Raw | None, seen: dict[str, str]
) -> Saved:
    """Save one page. Raises Clash, Unsound, DoubtDropped, `drafts.FormMissing`; then nothing is saved."""
    for _try in range(TRIES):
        now = start(of)
        raw = now.raw
        before = fingerprints(raw)
        try:
            index = put(section, raw, number, base, value)
        except LookupError:
            raise Clash(now, _theirs(section, now.raw, number)) from None
        try:
            document = ProcedureFile.model_validate(raw)
        except ValidationError as error:
            raise Unsound(error, index) from error
        if document == now.document:
            return Saved(False, [])
        if doubts.dropped(now.document, document, now.version):
            raise DoubtDropped
        try:
            drafts.save(document, by=actor.name, revision=now.revision)
        except drafts.EditedMeanwhile:
            continue
        rest = [one for one in SECTIONS if one.key != section.key and seen.get(one.key, "") != before[one.key]]
        return Saved(True, [_(one.title) for one in rest] if seen else [], now.by)
    latest = start(of)
    raise Clash(latest, _theirs(section, latest.raw, number))


def _nothing(of: Procedure) -> Start:
    """For a name that nobody described yet: a document with nothing but what lists know of it."""
    tiers: Any = of.tiers
    kind: Any = of.kind
    origin: Any = of.origin
    document = ProcedureFile(
        code=of.code, name=of.name[:500], field_name=of.field_name or "–", field_code=of.field_code,
        tiers=tiers, kind=kind, origin=origin, content=Content(),
    )  # fmt: skip
    return Start(document, None)


def _theirs(section: Section, raw: Raw, number: int) -> Any:
    try:
        return part(section, raw, number)
    except IndexError:
        return None


def count(section: Section, raw: Raw) -> int:
    """How many items, or how many of a section's values say something."""
    found = section.value(raw)
    return len(found) if section.items else sum(bool(value_at(raw, one.path)) for one in section.fields)
