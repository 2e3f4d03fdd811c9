"""The one door of the journal: record a fact, read the facts of a subject, verify the chain."""

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from pydantic import BaseModel

from motcua.journal import jobs, kinds, subscribe
from motcua.journal.models import ChainHead, Entry
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.references import uuid7

READ_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Fact:
    """An entry as upper floors read it: who did what to which subject, when, with which details."""

    id: UUID
    subject: str
    kind: str
    at: datetime
    actor: UUID | None
    actor_name: str
    actor_kind: str
    on_behalf_of: UUID | None
    agency: UUID | None
    payload: dict[str, Any]


def record(kind: str, subject: str, *, actor: Actor, payload: BaseModel, at: datetime | None = None) -> Fact:
    """Write one fact and defer its reactions, in the caller's transaction.

    Two statements: the SQL function that locks the subject's chain head, inserts and advances; and one batch
    of jobs when anything follows this kind. What the caller rolls back was never recorded and never follows.
    """
    kinds.check(kind, payload)
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("journal.record needs the transaction of the act it records")
    fact = _made(kind, subject, actor, payload, at or clock.now())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT journal_record(%s, %s, %s, %s, %s, %s, %s)",
            [fact.id, subject, kind, fact.at, fact.actor, fact.agency, _body(fact)],
        )
    if following := subscribe.following(kind):
        jobs.react.defer_many([{"entry": str(fact.id), "reaction": name} for name in following])
    return fact


def record_unless_recent(
    kind: str, subject: str, *, actor: Actor, payload: BaseModel, same: Collection[str], seconds: int
) -> bool:
    """Write one fact unless this actor already left one on the subject within `seconds` that equals it in `same`.

    One statement, whether it writes or not; only the newest 50 of the subject are looked at. For kinds that nothing
    follows. Gives whether it wrote.
    """
    kinds.check(kind, payload)
    assert not subscribe.following(kind), kind
    fact = _made(kind, subject, actor, payload, clock.now())
    wanted = json.dumps({name: fact.payload[name] for name in same}, ensure_ascii=False)
    with connection.cursor() as cursor:
        cursor.execute(
            _UNLESS_RECENT,
            [fact.id, subject, kind, fact.at, fact.actor, fact.agency, _body(fact), subject, kind, fact.actor,
             fact.actor_name, fact.at - timedelta(seconds=seconds), wanted],
        )  # fmt: skip
        return cursor.fetchone() is not None


_UNLESS_RECENT = """
    SELECT journal_record(%s, %s, %s, %s, %s, %s, %s) WHERE NOT EXISTS (
        SELECT 1 FROM (SELECT * FROM journal_entry WHERE subject = %s ORDER BY seq DESC LIMIT 50) AS recent
        WHERE kind = %s AND actor IS NOT DISTINCT FROM %s::uuid AND body::jsonb ->> 'actor_name' = %s AND at > %s
        AND (body::jsonb -> 'payload') @> %s::jsonb)
"""


def newest(subjects: Collection[str], limit: int, *, before: UUID | None = None) -> list[Fact]:
    """The newest facts of several subjects together, newest first; `before` is the id of the last one seen.

    One statement; its cost grows with the number of subjects, not with the length of their chains.
    """
    if not subjects:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, [list(subjects), before, before, limit, limit])
        return [_told(body) for (body,) in cursor.fetchall()]


_NEWEST = """
    SELECT found.body FROM unnest(%s::text[]) AS wanted(subject) CROSS JOIN LATERAL (
        SELECT id, body FROM journal_entry
        WHERE subject = wanted.subject AND (%s::uuid IS NULL OR id < %s::uuid) ORDER BY seq DESC LIMIT %s) AS found
    ORDER BY found.id DESC LIMIT %s
"""


def entries(subject: str) -> list[Fact]:
    """The facts of a subject, oldest first (at most 1,000)."""
    return [_fact(entry) for entry in Entry.objects.filter(subject=subject).order_by("seq")[:READ_LIMIT]]


def entry(id: UUID) -> Fact:
    return _fact(Entry.objects.get(id=id))


def verify(subject: str) -> list[str]:
    """Recompute one chain; gives what is broken, nothing when all is as it was written."""
    previous, expected, broken = b"", 1, []
    for row in Entry.objects.filter(subject=subject).order_by("seq").iterator():
        previous = hashlib.sha256(previous + row.body.encode()).digest()
        if row.seq != expected:
            broken.append(f"{subject}: entry {expected} is missing")
        if bytes(row.hash) != previous or json.loads(row.body)["kind"] != row.kind:
            broken.append(f"{subject}: entry {row.seq} was changed")
            previous = bytes(row.hash)
        expected = row.seq + 1
    head = ChainHead.objects.filter(subject=subject).first()
    if head is None or bytes(head.hash) != previous or head.seq != expected - 1:
        broken.append(f"{subject}: the chain does not end where its head says")
    return broken


def verify_all() -> Iterator[str]:
    """Walk every chain, oldest subject first; yields what is broken as it is found."""
    for subject in ChainHead.objects.order_by("subject").values_list("subject", flat=True).iterator():
        yield from verify(subject)


def _made(kind: str, subject: str, actor: Actor, payload: BaseModel, at: datetime) -> Fact:
    return Fact(
        uuid7(), subject, kind, at, actor.account, actor.signature, actor.kind, actor.on_behalf_of, actor.agency,
        payload.model_dump(mode="json"),
    )  # fmt: skip


def _body(fact: Fact) -> str:
    """The canonical text: sorted keys, no blanks, so that the same fact always hashes the same."""
    document = {
        "id": str(fact.id), "subject": fact.subject, "kind": fact.kind, "at": fact.at.isoformat(),
        "actor": _text(fact.actor), "actor_name": fact.actor_name, "actor_kind": fact.actor_kind,
        "on_behalf_of": _text(fact.on_behalf_of), "agency": _text(fact.agency), "payload": fact.payload,
    }  # fmt: skip
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _fact(row: Entry) -> Fact:
    return _told(row.body)


def _told(body: str) -> Fact:
    """The fact of a canonical text: everything the row says beside it is a copy of what stands there."""
    told = json.loads(body)
    return Fact(
        UUID(told["id"]), told["subject"], told["kind"], datetime.fromisoformat(told["at"]).astimezone(clock.HANOI),
        _uuid(told["actor"]), told["actor_name"], told["actor_kind"], _uuid(told["on_behalf_of"]),
        _uuid(told["agency"]), told["payload"],
    )  # fmt: skip


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def _text(id: UUID | None) -> str | None:
    return str(id) if id else None
