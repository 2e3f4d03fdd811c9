"""A rehearsal asked for on a page: made once whoever asks, taken up again when its worker dies, told in few writes."""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.catalogue import api as catalogue
from motcua.catalogue import drafts
from motcua.catalogue.models import ProcedureVersion
from motcua.journal.jobs import STALLED_AFTER, Permanent
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.rehearsal import api, jobs, runs, store, watching
from motcua.rehearsal.models import Rehearsed, Run
from motcua.rehearsal.report import Fault, Rehearsal, Way
from motcua.rehearsal.watching import Watch
from tests.apps.rehearsal.drafts import OFFICER, changed_form, digest, drafted
from tests.support import rehearsals, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("doubting")]
OTHER = Actor(None, "Kiều Thị Mận", "officer")
Made = list[ProcedureVersion]


@pytest.fixture
def draft() -> ProcedureVersion:
    return drafted(changed_form())


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Made:
    """What was rehearsed; it takes no time here, and is green."""
    return pretend(monkeypatch, lambda watch: None)


def pretend(
    monkeypatch: pytest.MonkeyPatch, while_at_it: Callable[[Watch], None], *, faults: list[Fault] | None = None
) -> Made:
    seen: Made = []

    def rehearse(version: ProcedureVersion, *, watch: Watch) -> Rehearsal:
        seen.append(version)
        watch.expect(3)
        watch.say()
        while_at_it(watch)
        ways = [Way(f"way:{number}", "nhánh") for number in range(3)]
        return Rehearsal(version.code, "khai-tu", digest(version), taken=ways, faults=list(faults or []))

    monkeypatch.setattr(api, "rehearse", rehearse)
    return seen


def queued() -> list[Any]:
    return list(ProcrastinateJob.objects.filter(task_name="rehearsal.run", status="todo").order_by("id"))


def work(draft: ProcedureVersion, attempt: int = 1) -> None:
    jobs.perform.run(digest=digest(draft), attempt=str(attempt))


def state(draft: ProcedureVersion) -> str:
    return runs.standing(draft).state


def test_two_clicks_make_one_run_and_anybody_may_use_its_outcome(draft: ProcedureVersion, made: Made) -> None:
    assert runs.start(draft, OFFICER) and not runs.start(draft, OTHER)
    (job,) = queued()
    assert job.args == {"digest": digest(draft), "attempt": "1"} and job.lock == "rehearsal.run"
    assert (state(draft), Run.objects.get().asked_by) == ("waiting", OFFICER.name)
    jobs.perform.run(**job.args)
    assert (state(draft), len(made)) == ("green", 1)
    run = Run.objects.get()
    assert (run.state, run.settled, run.count) == ("done", 3, 3) and run.ended_at is not None
    assert not runs.start(draft, OTHER) and len(queued()) == 1, "what is green is not rehearsed again"


def test_a_job_waits_once_whatever_asks_for_it(draft: ProcedureVersion) -> None:
    runs.start(draft, OFFICER)
    run = Run.objects.get()
    again = jobs.perform.defer_once(f"rehearsal:{run.digest}:1", digest=run.digest, attempt="1")
    assert not again and len(queued()) == 1


def test_a_changed_draft_needs_a_run_of_its_own(draft: ProcedureVersion, made: Made) -> None:
    runs.start(draft, OFFICER)
    work(draft)
    changed = drafted(changed_form(title="Tờ khai đã sửa"))
    assert changed.pk == draft.pk and state(changed) == "none"
    assert runs.start(changed, OFFICER) and len(queued()) == 2


def test_what_changes_while_it_is_rehearsed_gives_no_outcome(
    draft: ProcedureVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(draft)
    pretend(monkeypatch, lambda watch: drafted(changed_form(title="Sửa giữa chừng")) and None)
    runs.start(draft, OFFICER)
    jobs.perform.run(digest=before, attempt="1")
    assert not Rehearsed.objects.exists() and not Run.objects.exists()


def test_a_draft_thrown_away_takes_its_run_along(draft: ProcedureVersion, made: Made) -> None:
    before = digest(draft)
    runs.start(draft, OFFICER)
    drafts.discard(draft.procedure)
    jobs.perform.run(digest=before, attempt="1")
    assert not made and not Run.objects.exists() and not Rehearsed.objects.exists()


def test_a_run_left_behind_by_a_dead_worker_is_taken_up_by_the_next(
    draft: ProcedureVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs.start(draft, OFFICER)
    assert jobs._taken(digest(draft), 1)  # and then kill -9
    made = pretend(monkeypatch, lambda watch: None)
    with pytest.raises(jobs.StillWorkedOn):
        work(draft)
    assert not made and state(draft) == "running"
    with clock.travel(clock.now() + timedelta(seconds=STALLED_AFTER + 1)):
        work(draft)
        assert (state(draft), len(made)) == ("green", 1)
        work(draft)
    assert len(made) == 1, "what is done is done once"


def test_people_may_start_again_what_gives_no_sign_of_life(draft: ProcedureVersion, made: Made) -> None:
    runs.start(draft, OFFICER)
    jobs._taken(digest(draft), 1)
    with clock.travel(clock.now() + timedelta(seconds=61)):
        assert state(draft) == "stopped"
        assert runs.start(draft, OTHER) and not runs.start(draft, OFFICER)
        assert (state(draft), Run.objects.get().asked_by) == ("waiting", OTHER.name)
        work(draft, 1)
        assert not made, "the job of the dead worker does nothing any more"
        work(draft, 2)
        assert (state(draft), len(made)) == ("green", 1)


def test_who_was_taken_for_dead_stops_when_another_began(
    draft: ProcedureVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asleep(watch: Watch) -> None:
        with clock.travel(clock.now() + timedelta(minutes=2)):
            assert runs.start(draft, OTHER)
        watch.say()
        pytest.fail("it went on")

    pretend(monkeypatch, asleep)
    runs.start(draft, OFFICER)
    work(draft)
    assert not Rehearsed.objects.exists() and Run.objects.get().attempt == 2


def test_a_job_that_got_lost_may_be_asked_for_anew(draft: ProcedureVersion) -> None:
    runs.start(draft, OFFICER)
    with clock.travel(clock.now() + timedelta(minutes=6)):
        assert state(draft) == "stopped" and runs.start(draft, OFFICER)
    assert [job.args["attempt"] for job in queued()] == ["1", "2"]


def test_what_the_system_could_not_do_says_so_and_can_be_started_again(
    draft: ProcedureVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(watch: Watch) -> None:
        raise OSError("disk")

    pretend(monkeypatch, broken)
    runs.start(draft, OFFICER)
    with pytest.raises(Permanent):
        work(draft)
    assert state(draft) == "failed" and not Rehearsed.objects.exists()
    assert runs.start(draft, OFFICER) and state(draft) == "waiting"


def test_red_may_be_tried_again_and_the_newer_outcome_counts(
    draft: ProcedureVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, lambda watch: None, faults=[Fault("sign", "Không ký\nđược."), Fault("x", "Thiếu con dấu.")])
    runs.start(draft, OFFICER)
    work(draft)
    now = runs.standing(draft)
    assert now.state == "red" and now.outcome is not None
    assert now.outcome.lines == ["Không ký được.", "Thiếu con dấu."]
    assert now.outcome.said == "Không ký được.; Thiếu con dấu."
    assert runs.start(draft, OFFICER) and state(draft) == "waiting"
    pretend(monkeypatch, lambda watch: None)
    work(draft, 2)
    assert state(draft) == "green"


def test_what_broke_over_midnight_is_rehearsed_once_more(
    draft: ProcedureVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ExitStack() as night:
        faults = [Fault("fill", "Ngày của hôm qua.")]

        def pass_midnight(watch: Watch) -> None:
            if len(made) == 1:
                night.enter_context(clock.travel(clock.now() + timedelta(days=1)))
            else:
                faults.clear()

        made = pretend(monkeypatch, pass_midnight, faults=faults)
        runs.start(draft, OFFICER)
        work(draft)
        assert len(made) == 2 and state(draft) == "green"


def test_a_green_outcome_of_the_command_line_counts_and_the_job_does_nothing(draft: ProcedureVersion) -> None:
    runs.start(draft, OFFICER)
    store.keep(Rehearsal(draft.code, "khai-tu", digest(draft), taken=[Way("a", "nhánh")]))
    assert state(draft) == "green"
    work(draft)
    assert Run.objects.get().state == "done"


def test_an_outcome_of_another_process_is_seen_at_once(draft: ProcedureVersion, made: Made) -> None:
    assert state(draft) == "none"
    Rehearsed.objects.create(digest=digest(draft), code=draft.code, green=True, branches=3, taken=3, at=clock.now())
    assert state(draft) == "green"


def test_a_draft_without_a_form_has_nothing_to_rehearse() -> None:
    document = catalogue.document(catalogue.published("1.001193")).model_copy(update={"form": ""})
    bare = drafts.save(document, by=OFFICER.name)
    assert bare.form_id is None and not runs.start(bare, OFFICER) and not queued()


def test_writes_of_progress_are_bounded_by_time_not_by_branches(
    draft: ProcedureVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []
    watch = Watch(lambda settled, count: told.append((settled, count)))
    now = 100.0
    monkeypatch.setattr(watching.time, "monotonic", lambda: now)
    watch.expect(5_000)
    for _number in range(5_000):
        watch.settle()
        watch.late()
        now += 0.01
    assert len(told) == 25 and told == sorted(told)


def test_a_whole_run_writes_little_and_counts_up_to_what_it_expected(
    draft: ProcedureVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One real rehearsal: progress only grows, and ends with every branch settled."""
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(watching, "PAUSE", 0.0)
    done = api.rehearse(draft, watch=Watch(lambda settled, count: told.append((settled, count))))
    assert done.green and told == sorted(told)
    (count,) = {count for settled, count in told if settled}
    assert told[-1] == (count, count) and count == done.total + len(done.impossible)


def test_asking_where_it_stands_takes_few_statements(draft: ProcedureVersion) -> None:
    runs.start(draft, OFFICER)
    with CaptureQueriesContext(connection) as seen:
        runs.standing(draft)
    assert len(seen) <= 4


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_make_one_run() -> None:
    world.ensure()
    with rehearsals.doubt():
        draft = drafted(changed_form())
        ready, answers = threading.Barrier(4), []

        def click() -> None:
            try:
                ready.wait()
                answers.append(runs.start(draft, OFFICER))
            finally:
                connection.close()

        threads = [threading.Thread(target=click) for _number in range(4)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    assert sorted(answers) == [False, False, False, True] and len(queued()) == 1
