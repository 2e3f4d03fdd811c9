"""The references: what PostgreSQL does with the same statements when nothing else is in the way.

The statements are not written here but overheard: the real act runs in a transaction that is rolled back,
and what it asked is then asked again, with its own parameters, by psycopg and prepared.
"""

import os
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import psycopg
from django.db import transaction
from django.test import Client
from django.utils import translation

from bench import people
from bench.counting import Recorder
from bench.figures import Figure, Sample
from bench.visitor import proof
from motcua.dossiers.actions.submit import Submit
from motcua.dossiers.models import Dossier
from motcua.dossiers.papers import form01

Statements = list[tuple[str, Any]]

ACT = "the submitting transaction, in process"
ACT_RAW = "its statements by raw psycopg, prepared"
BESIDE = "its statements by raw psycopg, between the requests"
LOOK_UP_RAW = "the look-up's statements, raw"
INBOX_RAW = "the inbox's statements, raw"
RECEIPT = "the receipt (Form 01) as PDF, seconds of one core"
WARM = 10


def overheard(work: Callable[[], object]) -> Statements:
    """What `work` asks of the database; nothing of it stays."""
    recorder = Recorder()
    with transaction.atomic():
        with recorder.here():
            work()
        transaction.set_rollback(True)
    return recorder.seen


def submitting(desk: people.Desk, count: int) -> tuple[Figure, Figure]:
    """The act and its raw reference, turn by turn so that both meet the same noise."""
    acts: list[Sample] = []
    raw: list[Sample] = []
    with prepared() as link:
        for number in range(count + WARM):
            act, other = Submit(desk.draft(), desk.actor), Submit(desk.draft(), desk.actor)
            heard = overheard(other.perform)
            began = time.perf_counter()
            act.perform()
            middle = time.perf_counter()
            replay_together(link, heard)
            ended = time.perf_counter()
            if number >= WARM:
                acts.append(Sample(middle - began, len(heard)))
                raw.append(Sample(ended - middle, len(heard)))
    return Figure.of(ACT, acts), Figure.of(ACT_RAW, raw)


class Beside:
    """The raw submitting transaction, one at a time, between other measurements."""

    def __init__(self, desk: people.Desk) -> None:
        self._desk = desk
        self._link = prepared()
        self._samples: list[Sample] = []

    def turn(self) -> None:
        heard = overheard(Submit(self._desk.draft(), self._desk.actor).perform)
        began = time.perf_counter()
        replay_together(self._link, heard)
        self._samples.append(Sample(time.perf_counter() - began, len(heard)))

    def figure(self) -> Figure:
        self._link.close()
        return Figure.of(BESIDE, self._samples[WARM:])


def looking_up(code: str, count: int) -> Figure:
    """The statements of a look-up, each its own transaction as in the product."""

    def visit(number: int) -> None:
        client = Client(headers={"X-Forwarded-For": f"10.250.{number // 250}.{number % 250}"})
        answer = client.post("/tra-cuu/", {"ma": code, "altcha": proof("track")})
        assert answer.status_code == 200, answer.content

    visit(10_000)
    return _each(LOOK_UP_RAW, [overheard(partial(visit, number)) for number in range(count)])


def reading_inbox(count: int) -> Figure:
    client = Client()
    client.cookies["motcua"] = people.session(people.clerk())
    client.get("/mot-cua/")
    heard = overheard(lambda: client.get("/mot-cua/"))
    return _each(INBOX_RAW, [heard] * count)


def receipts(received: Dossier, count: int) -> Figure:
    """Processor time of one receipt, all threads together."""
    samples = []
    with translation.override("vi"):
        for number in range(count + WARM):
            began = time.process_time()
            form01.render(received)
            if number >= WARM:
                samples.append(Sample(time.process_time() - began))
    return Figure.of(RECEIPT, samples)


def prepared() -> "psycopg.Connection[Any]":
    """A connection with nothing around it; it prepares every statement it meets."""
    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True, prepare_threshold=0)


def _each(name: str, turns: list[Statements]) -> Figure:
    samples = []
    with prepared() as link:
        for number, heard in enumerate(turns):
            began = time.perf_counter()
            for sql, parameters in heard:
                _ask(link, sql, parameters)
            if number >= WARM:
                samples.append(Sample(time.perf_counter() - began, len(heard)))
    return Figure.of(name, samples)


def replay_together(link: "psycopg.Connection[Any]", heard: Statements) -> None:
    with link.transaction():
        for sql, parameters in heard:
            _ask(link, sql, parameters)


def _ask(link: "psycopg.Connection[Any]", sql: str, parameters: Any) -> None:
    cursor = link.execute(sql, parameters or None, prepare=True)
    if cursor.description:
        cursor.fetchall()
