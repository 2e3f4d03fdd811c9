"""Outcomes remembered: the record that ships, the table, and in this process what was found there."""

import time
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.schema import ProcedureFile
from motcua.forms.models import FormVersion
from motcua.kit import clock
from motcua.rehearsal import digests, record
from motcua.rehearsal.models import Rehearsed
from motcua.rehearsal.report import Rehearsal

PATIENCE = 2.0
"""Seconds during which a digest is not asked for again that was not found, or not green: both may change elsewhere."""
MOST_KEPT = 2048
MOST_SAID = 8
Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether it was green, and in words what was found."""

    green: bool
    found: str

    @property
    def lines(self) -> list[str]:
        """What was found, thing by thing."""
        return self.found.splitlines()

    @property
    def said(self) -> str:
        """The same in one line."""
        return "; ".join(self.lines)


_green: dict[str, Outcome] = {}
_lately: dict[str, tuple[float, Outcome | None]] = {}
_forms: dict[UUID, str] = {}
_digests: dict[UUID, tuple[ProcedureFile, str]] = {}


def digest_of(version: ProcedureVersion, document: ProcedureFile) -> str:
    """The digest of a version, seen as `document`, with its form; "" without one. A published one is remembered."""
    if version.form_id is None:
        return ""
    known = _digests.get(version.id)
    if known and known[0] is document:
        return known[1]
    made = digests.of_procedure(_form_digest(version.form_id), document)
    if version.published_at:
        _keep(_digests, version.id, (document, made))
    return made


def _form_digest(form: UUID) -> str:
    if form not in _forms:
        _keep(_forms, form, FormVersion.objects.values_list("digest", flat=True).get(id=form))
    return _forms[form]


def outcome(digest: str) -> Outcome | None:
    """What is known of a digest; None when it was never rehearsed. At most one statement, seldom one at all."""
    if line := record.lines().get(digest):
        return Outcome(True, _("%(count)d/%(count)d nhánh") % {"count": line.branches})
    if digest in _green:
        return _green[digest]
    until, known = _lately.get(digest, (0.0, None))
    if time.monotonic() < until:
        return known
    row = Rehearsed.objects.filter(digest=digest).first()
    found = Outcome(row.green, row.said or _taken(row.taken, row.branches)) if row else None
    _remember(digest, found)
    return found


def look_again(digest: str) -> None:
    """Somebody waits for the outcome, which another process may just have kept: forget that it was not green."""
    _lately.pop(digest, None)


def _remember(digest: str, found: Outcome | None) -> None:
    if found is not None and found.green:
        _keep(_green, digest, found)
    else:
        _keep(_lately, digest, (time.monotonic() + PATIENCE, found))


def _taken(taken: int, count: int) -> str:
    return _("%(taken)d/%(count)d nhánh") % {"taken": taken, "count": count}


def keep(done: Rehearsal) -> Outcome:
    """Remember an outcome, in place of an earlier one for the same."""
    said = "" if done.green else summary(done)
    Rehearsed.objects.update_or_create(
        digest=done.digest,
        defaults={"code": done.code[:60], "green": done.green, "branches": done.total, "taken": len(done.taken),
                  "said": said, "at": clock.now()},
    )  # fmt: skip
    found = Outcome(done.green, said or _taken(len(done.taken), done.total))
    _remember(done.digest, found)
    return found


def summary(done: Rehearsal) -> str:
    """What keeps a rehearsal from being green, in a few sentences, each on a line."""
    broken = [" ".join(fault.what.split()) for fault in done.faults]
    missed = [_("chưa đi được nhánh: %(words)s") % {"words": way.words} for way in done.missed]
    told = list(dict.fromkeys([*broken, *missed]))
    rest = _("và %(count)d điều nữa") % {"count": len(told) - MOST_SAID} if len(told) > MOST_SAID else ""
    return "\n".join(filter(None, [*told[:MOST_SAID], rest]))[:4000]


def forget() -> None:
    """For tests that roll back what they kept."""
    _green.clear()
    _lately.clear()
    _digests.clear()
    _forms.clear()


def _keep(where: dict[Key, Value], key: Key, value: Value) -> None:
    if len(where) >= MOST_KEPT:
        where.clear()
    where[key] = value
