"""kill -9 of the worker in the middle of a rehearsal: the next worker takes the run up and ends it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.db import connection

from motcua.rehearsal import runs
from motcua.rehearsal.models import Rehearsed, Run
from tests.apps.rehearsal.drafts import OFFICER, changed_form, drafted
from tests.support import rehearsals, world

pytestmark = pytest.mark.django_db(transaction=True)
WORKER = (
    "import django; django.setup(); from motcua.journal import jobs; from motcua.rehearsal import jobs as rehearsing;"
    " jobs.STALLED_AFTER = rehearsing.STALLED_AFTER = 2; jobs.run_worker()"
)
PATIENCE = 120


@pytest.fixture
def workers() -> Iterator[list[subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for process in started:
        process.kill()
        process.wait()


def worker(workers: list[subprocess.Popen[bytes]]) -> subprocess.Popen[bytes]:
    """A worker in a process of its own on the tests' database."""
    name = connection.settings_dict["NAME"]
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    workers.append(subprocess.Popen([sys.executable, "-c", WORKER], env={**os.environ, "DATABASE_URL": database}))
    return workers[-1]


def until(*states: str) -> Run:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        run = Run.objects.get()
        if run.state in states:
            return run
        time.sleep(0.02)
    pytest.fail(f"never {states}: {run.state}")


def test_a_killed_worker_s_rehearsal_is_taken_up_by_the_next(workers: list[subprocess.Popen[bytes]]) -> None:
    world.ensure()
    with rehearsals.doubt():
        draft = drafted(changed_form())
        assert runs.start(draft, OFFICER)
        first = worker(workers)
        until("running")
        first.kill()
        first.wait()
        assert not Rehearsed.objects.exists()
        second, third = worker(workers), worker(workers)
        done = until("done", "failed")
        now = runs.standing(draft)
        assert (done.state, done.attempt, now.state) == ("done", 1, "green"), now.outcome
        assert second.poll() is None and third.poll() is None
