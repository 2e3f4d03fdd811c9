"""The rehearsal that somebody asked for, done apart from every page. One at a time: messages go out meanwhile.

A job whose worker died is taken up by another one; what the first had done is done again, for nothing of it was kept.
"""

from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.db.models import F, Q
from django.utils import translation

from motcua.catalogue import versions
from motcua.catalogue.models import ProcedureVersion
from motcua.journal.jobs import STALLED_AFTER, Permanent, task
from motcua.kit import clock
from motcua.rehearsal import api, store
from motcua.rehearsal.models import Run
from motcua.rehearsal.watching import Watch

MOST_SECONDS = 600.0
"""So long a form is tried at most; what was not reached by then counts as missed."""


class StillWorkedOn(Exception):
    """Somebody else works on it and gives signs of life: the job is tried again a little later."""


class Replaced(Exception):
    """The run was asked for anew, or its draft is gone: whoever works on it stops."""


@task("rehearsal.run", queue="rehearsals", alone=True)
def perform(digest: str, attempt: str) -> None:
    """Rehearse what a run is about, once, and keep the outcome."""
    if not _taken(digest, int(attempt)):
        return
    run = Run.objects.get(digest=digest)
    store.look_again(digest)
    known = store.outcome(digest)
    try:
        if known is None or not known.green:  # the command line may have been faster
            _rehearse(run)
        _own(run, state=Run.State.DONE, settled=F("count"), ended_at=clock.now())
    except Replaced:
        return
    except Exception as error:
        with suppress(Replaced):
            _own(run, state=Run.State.FAILED, ended_at=clock.now())
        raise Permanent(f"rehearsal of {run.version_id}") from error


def _taken(digest: str, attempt: int) -> bool:
    """Take a run for oneself: one that waits, or one whose worker gives no sign of life. Raises StillWorkedOn."""
    now = clock.now()
    mine = Run.objects.filter(digest=digest, attempt=attempt)
    left = Q(state=Run.State.RUNNING, beat_at__lt=now - timedelta(seconds=STALLED_AFTER))
    if mine.filter(Q(state=Run.State.WAITING) | left).update(state=Run.State.RUNNING, beat_at=now, settled=0, count=0):
        return True
    if mine.filter(state=Run.State.RUNNING).exists():
        raise StillWorkedOn(digest)
    return False


def _rehearse(run: Run) -> None:
    """The outcome counts only for what was read: a draft that changed meanwhile has another digest."""
    version = _as_asked(run)

    def tell(settled: int, count: int) -> None:
        _own(run, settled=settled, count=count, beat_at=clock.now())

    with translation.override(settings.LANGUAGE_CODE):  # what is kept is for every reader
        day = clock.now().date()
        done = api.rehearse(version, watch=Watch(tell, MOST_SECONDS))
        if not done.green and clock.now().date() != day:  # over midnight: its dates were right for yesterday
            done = api.rehearse(version, watch=Watch(tell, MOST_SECONDS))
    _as_asked(run)
    store.keep(done)


def _as_asked(run: Run) -> ProcedureVersion:
    """The version of a run, read afresh. Raises Replaced, and lets the run go, when it is no longer the same."""
    version = ProcedureVersion.objects.filter(pk=run.version_id).select_related("procedure", "form").first()
    if version is None or store.digest_of(version, versions.document(version)) != run.digest:
        Run.objects.filter(digest=run.digest, attempt=run.attempt).delete()
        raise Replaced(run.digest)
    return version


def _own(run: Run, **changed: object) -> None:
    """Write to a run as long as it is one's own."""
    if not Run.objects.filter(digest=run.digest, attempt=run.attempt, state=Run.State.RUNNING).update(**changed):
        raise Replaced(run.digest)
