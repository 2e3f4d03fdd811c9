"""Jobs: work that commits with the data and is done after it. The one place that names the job library."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

import procrastinate
from django.db import connections, transaction
from procrastinate import jobs as library_jobs
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from motcua.journal import subscribe
from motcua.journal.models import ReactionRun

STALLED_AFTER = 30
"""Seconds without a heartbeat after which a worker counts as dead and its jobs are taken up again."""


class Permanent(Exception):
    """Trying again cannot help: the job stops and shows in administration with a "run again" button."""


class _BackOff(BaseRetryStrategy):
    """2, 4, 8 … seconds up to ten minutes, `retries` times; a `Permanent` error stops at once."""

    def __init__(self, retries: int) -> None:
        self.retries = retries

    def get_retry_decision(self, *, exception: BaseException, job: library_jobs.Job) -> RetryDecision | None:
        if isinstance(exception, Permanent) or job.attempts >= self.retries:
            return None
        return RetryDecision(retry_in={"seconds": min(2 ** (job.attempts + 1), 600)})


class Job:
    """A function that runs later. Arguments are identifiers only, never content."""

    def __init__(self, task: Any, function: Callable[..., None]) -> None:
        self._task = task
        self.run = function

    def defer(self, **ids: str) -> None:
        """Queue it in the current transaction: rolled back together, committed together."""
        self._task.defer(**ids)

    def defer_later(self, seconds: int, **ids: str) -> None:
        """Queue it in the current transaction, to run in `seconds` from now."""
        self._task.configure(schedule_in={"seconds": seconds}).defer(**ids)

    def defer_once(self, key: str, **ids: str) -> bool:
        """Queue it in the current transaction unless a job with this key waits already; gives whether it was queued."""
        try:
            with transaction.atomic():  # what the database refuses may not spoil the caller's transaction
                self._task.configure(queueing_lock=key).defer(**ids)
        except AlreadyEnqueued:
            return False
        return True

    def defer_many(self, ids: Iterable[dict[str, str]]) -> None:
        """Queue many in one statement."""
        self._task.batch_defer(*ids)


def task(
    name: str, *, queue: str = "default", retries: int = 12, alone: bool = False
) -> Callable[[Callable[..., None]], Job]:
    """Make a function a job named `name`. `alone`: one of them at a time in the whole installation, in their order."""

    def wrap(function: Callable[..., None]) -> Job:
        lock = name if alone else None
        return Job(app.task(name=name, queue=queue, lock=lock, retry=_BackOff(retries))(function), function)

    return wrap


def periodic(name: str, cron: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Run a function by the clock (`cron` with minutes first)."""

    def wrap(function: Callable[[], None]) -> Callable[[], None]:
        def run(timestamp: int) -> None:
            function()

        app.periodic(cron=cron)(app.task(name=name, queue="clock", queueing_lock=name)(run))
        return function

    return wrap


@task("journal.react")
def react(entry: str, reaction: str) -> None:
    """Do one reaction once: its run row and its effects commit together."""
    try:
        with transaction.atomic():
            ReactionRun.objects.bulk_create([ReactionRun(entry=entry, reaction=reaction)], ignore_conflicts=True)
            run = ReactionRun.objects.select_for_update().get(entry=entry, reaction=reaction)
            if run.state == ReactionRun.State.DONE:
                return
            subscribe.named(reaction)(UUID(entry))
            run.state, run.error, run.attempts = ReactionRun.State.DONE, "", run.attempts + 1
            run.save()
    except Exception as error:
        _note_failure(entry, reaction, error)
        raise


def _note_failure(entry: str, reaction: str, error: Exception) -> None:
    state = ReactionRun.State.STOPPED if isinstance(error, Permanent) else ReactionRun.State.FAILED
    with transaction.atomic():
        run, _ = ReactionRun.objects.get_or_create(entry=entry, reaction=reaction)
        if run.state != ReactionRun.State.DONE:
            run.state, run.error, run.attempts = state, f"{type(error).__name__}: {error}"[:500], run.attempts + 1
            run.save()


def trouble(limit: int = 50) -> list[ReactionRun]:
    """Reactions that failed or stopped, newest first."""
    return list(ReactionRun.objects.filter(state__in=["failed", "stopped"]).order_by("-updated_at")[:limit])


def run_again(entry: UUID, reaction: str) -> None:
    react.defer(entry=str(entry), reaction=reaction)


@app.periodic(cron="* * * * * */10")
@app.task(name="journal.rescue", queue="clock", queueing_lock="journal.rescue", pass_context=True)
async def rescue(context: procrastinate.JobContext, timestamp: int) -> None:
    """Take up the jobs of workers that died (kill -9, power cut): the library prunes workers, not jobs."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        await manager.retry_job(job)


def waiting() -> int:
    """How many jobs wait or run, counted up to 1,000."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT 1 FROM procrastinate_jobs WHERE status IN ('todo', 'doing') LIMIT 1000) j"
        )
        return int(cursor.fetchone()[0])


def run_worker(concurrency: int = 4, queues: list[str] | None = None) -> None:
    """Work until told to stop; a finished job is deleted, a failed one stays to be seen."""
    worker = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]

    async def work() -> None:
        async with worker.open_async():
            await worker.run_worker_async(
                queues=queues,  # type: ignore[arg-type]  # None is every queue
                concurrency=concurrency, delete_jobs="successful",
                fetch_job_polling_interval=1.0, update_heartbeat_interval=5.0,
                stalled_worker_timeout=float(STALLED_AFTER), shutdown_graceful_timeout=5.0,
            )  # fmt: skip

    asyncio.run(work())
