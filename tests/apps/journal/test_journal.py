"""The journal keeps every fact, in order, for ever; and what follows a fact is done once."""

import threading
import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from pydantic import BaseModel

from motcua.journal import api, jobs, kinds, subscribe
from motcua.journal.models import ReactionRun
from motcua.kit.actor import Actor


class Noted(BaseModel):
    text: str


KIND = kinds.kind("test.noted", Noted)
KIND_FOLLOWED = kinds.kind("test.followed", Noted)
KIND_FAILING = kinds.kind("test.failing", Noted)
seen: list[uuid.UUID] = []
subscribe.subscribe([KIND_FOLLOWED], "test.see", seen.append)


def _fail(entry: uuid.UUID) -> None:
    raise jobs.Permanent("no such number")


subscribe.subscribe([KIND_FAILING], "test.fail", _fail)


def note(subject: str, text: str, kind: str = KIND) -> api.Fact:
    with transaction.atomic():
        return api.record(kind, subject, actor=Actor.SYSTEM, payload=Noted(text=text))


def deferred() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'journal.react'")
        return cursor.fetchone()[0]


@pytest.mark.django_db
class TestChain:
    def test_facts_come_back_in_order_with_their_words(self) -> None:
        for text in ("một", "hai", "ba"):
            note("dossier:1", text)
        assert [fact.payload["text"] for fact in api.entries("dossier:1")] == ["một", "hai", "ba"]
        assert api.verify("dossier:1") == []

    def test_a_changed_word_is_noticed(self) -> None:
        note("dossier:1", "một")
        note("dossier:1", "hai")
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER journal_append_only")
            cursor.execute("UPDATE journal_entry SET body = replace(body, 'một', 'mười') WHERE seq = 1")
        assert api.verify("dossier:1")

    def test_a_removed_fact_is_noticed(self) -> None:
        for text in ("một", "hai", "ba"):
            note("dossier:1", text)
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER journal_append_only")
            cursor.execute("DELETE FROM journal_entry WHERE seq = 2")
        assert "dossier:1: entry 2 is missing" in api.verify("dossier:1")
        assert list(api.verify_all())

    @pytest.mark.parametrize(
        "statement",
        ["UPDATE journal_entry SET kind = 'x'", "DELETE FROM journal_entry", "TRUNCATE journal_entry CASCADE"],
    )
    def test_the_database_refuses_to_forget(self, statement: str) -> None:
        note("dossier:1", "một")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    def test_an_undeclared_kind_is_refused(self) -> None:
        with pytest.raises(kinds.UnknownKind), transaction.atomic():
            api.record("test.unknown", "s", actor=Actor.SYSTEM, payload=Noted(text=""))


@pytest.mark.django_db(transaction=True)
class TestOutsideTransactions:
    def test_a_fact_needs_the_transaction_of_its_act(self) -> None:
        with pytest.raises(transaction.TransactionManagementError):
            api.record(KIND, "s", actor=Actor.SYSTEM, payload=Noted(text=""))

    def test_writers_of_one_subject_take_turns(self) -> None:
        def write() -> None:
            for _ in range(10):
                note("dossier:busy", "x")
            connection.close()

        threads = [threading.Thread(target=write) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(api.entries("dossier:busy")) == 40
        assert api.verify("dossier:busy") == []

    def test_what_rolled_back_never_follows(self) -> None:
        class Change(Exception):
            pass

        before = deferred()
        with pytest.raises(Change), transaction.atomic():
            note("dossier:2", "never", KIND_FOLLOWED)
            raise Change
        assert deferred() == before
        assert api.entries("dossier:2") == []


@pytest.mark.django_db
class TestReactions:
    def test_a_reaction_is_done_once_however_often_its_job_runs(self) -> None:
        fact = note("dossier:3", "x", KIND_FOLLOWED)
        assert deferred() == 1
        for _ in range(3):
            jobs.react.run(str(fact.id), "test.see")
        assert seen.count(fact.id) == 1

    def test_a_permanent_failure_stops_and_shows_until_run_again(self) -> None:
        fact = note("dossier:4", "x", KIND_FAILING)
        with pytest.raises(jobs.Permanent):
            jobs.react.run(str(fact.id), "test.fail")
        shown = jobs.trouble()
        assert [(run.entry, run.state, run.error) for run in shown] == [
            (fact.id, ReactionRun.State.STOPPED, "Permanent: no such number")
        ]
        before = deferred()
        jobs.run_again(fact.id, "test.fail")
        assert deferred() == before + 1
