"""Everything we hold about a person as one ZIP, made by a job; the journal says how far it is, for its owner alone.

The archive is written to a file and one paper after the other is copied into it: memory does not grow with the papers.
"""

import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import BaseModel

from motcua.files import api as files
from motcua.files.models import StoredFile
from motcua.journal import api as journal
from motcua.journal import kinds
from motcua.journal.jobs import task
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.references import uuid7
from motcua.people import throttle
from motcua.people.errors import TooMany
from motcua.people.models import Account
from motcua.portal.account import data_pack_parts as parts

HOURS = 24
"""How long the file can be fetched."""
A_DAY = 5
STUCK = timedelta(hours=2)
"""After so long without an end, another one may be asked for."""
MIME = "application/zip"


class Pack(BaseModel):
    """Which archive; `file`, `size` (bytes) and `left_out` (papers that could not be put in) once it is made."""

    pack: UUID
    file: UUID | None = None
    size: int = 0
    left_out: int = 0


ASKED = kinds.kind("export.asked", Pack)
MADE = kinds.kind("export.made", Pack)
FETCHED = kinds.kind("export.fetched", Pack)
GONE = kinds.kind("export.gone", Pack)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the newest archive is: "" (none), "working", "ready"."""

    state: str
    pack: Pack | None = None
    at: datetime | None = None

    @property
    def until(self) -> datetime | None:
        return self.at + timedelta(hours=HOURS) if self.at else None


def subject(account: UUID) -> str:
    return f"export:{account}"


def standing(account: UUID) -> Standing:
    """Where it is now (one statement)."""
    facts = [fact for fact in journal.newest([subject(account)], 20) if fact.kind != FETCHED]
    if not facts or facts[0].kind == GONE:
        return Standing("")
    last, pack = facts[0], Pack.model_validate(facts[0].payload)
    age = clock.now() - last.at
    if last.kind == ASKED:
        return Standing("working", pack, last.at) if age < STUCK else Standing("")
    return Standing("ready", pack, last.at) if age < timedelta(hours=HOURS) else Standing("")


def ask(account: Account, actor: Actor) -> None:
    """Have an archive made; one at a time, the older file goes. Raises `TooMany` after five a day."""
    with transaction.atomic():
        Account.objects.select_for_update(no_key=True).get(pk=account.pk)
        if standing(account.pk).state == "working":
            return
        if wait := throttle.hit(f"pack:{account.pk}", A_DAY, 24 * 3600):
            raise TooMany(wait)
        drop(account.pk)
        asked = Pack(pack=uuid7())
        journal.record(ASKED, subject(account.pk), actor=actor, payload=asked)
        make.defer(account=str(account.pk), pack=str(asked.pack))


@task("portal.pack", queue="files", retries=3)
def make(account: str, pack: str) -> None:
    """Write the archive and say so; an order that was answered or replaced meanwhile does nothing."""
    id = UUID(account)
    if not _wanted(id, pack):
        return
    owner = Account.objects.get(pk=id)
    with tempfile.TemporaryFile(suffix=".zip") as content:
        left_out = parts.write(content, owner)
        name = _("du-lieu-cua-toi-%(day)s.zip") % {"day": f"{clock.now():%Y%m%d}"}
        with transaction.atomic():
            Account.objects.select_for_update(no_key=True).get(pk=id)
            if not _wanted(id, pack):
                return
            file = files.store_stream(content, name, MIME, subject=subject(id), actor=Actor.SYSTEM)
            made = Pack(pack=UUID(pack), file=file.pk, size=file.size, left_out=left_out)
            journal.record(MADE, subject(id), actor=Actor.SYSTEM, payload=made)
            end.defer_later(HOURS * 3600, account=account, pack=pack)


def _wanted(account: UUID, pack: str) -> bool:
    now = standing(account)
    return now.state == "working" and now.pack is not None and str(now.pack.pack) == pack


@task("portal.unpack", queue="files")
def end(account: str, pack: str) -> None:
    """The day is over: delete the archive, unless a newer one took its place."""
    with transaction.atomic():
        facts = [fact for fact in journal.newest([subject(UUID(account))], 20) if fact.kind != FETCHED]
        if facts and facts[0].kind == MADE and facts[0].payload["pack"] == pack:
            drop(UUID(account))


def drop(account: UUID) -> None:
    """Delete the archive of an account, if there is one."""
    rows = files.of(subject(account))
    for row in rows:
        files.remove(row)
    if rows:
        journal.record(GONE, subject(account), actor=Actor.SYSTEM, payload=Pack(pack=uuid7(), file=rows[0].pk))


def fetched(account: UUID, actor: Actor) -> StoredFile | None:
    """The file for its owner, who fetches it now; None when there is none, or its day is over."""
    now = standing(account)
    if now.state != "ready" or now.pack is None or now.pack.file is None:
        return None
    file = StoredFile.objects.filter(pk=now.pack.file, subject=subject(account)).first()
    if file is not None:
        with transaction.atomic():
            journal.record(FETCHED, subject(account), actor=actor, payload=now.pack)
    return file
