"""Rehearsals asked for on a page: one for each digest, whoever asks, and where it stands."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from motcua.catalogue import versions
from motcua.catalogue.models import ProcedureVersion
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.rehearsal import jobs, store
from motcua.rehearsal.models import Run
from motcua.rehearsal.store import Outcome

MOVING = {"waiting", "running"}
LOST = timedelta(seconds=60)
"""So long without a sign of life people need not wait any more; another worker would have taken it up by then."""
OVERDUE = timedelta(minutes=5)
"""So long in the queue, and it may be asked for anew: perhaps its job is gone."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the rehearsal of a draft is: "none", "waiting", "running", "stopped", "failed", "red" or "green".

    "stopped": it waits or runs no more though nobody ended it. `run` is what was asked for last, `outcome` what is
    known, both None where there is none.
    """

    state: str
    run: Run | None = None
    outcome: Outcome | None = None

    @property
    def moving(self) -> bool:
        """Whether it changes by itself."""
        return self.state in MOVING


def standing(draft: ProcedureVersion) -> Standing:
    """Where the rehearsal of a draft with a form is, as it is worded now (four statements at most)."""
    digest = store.digest_of(draft, versions.document(draft))
    store.look_again(digest)
    outcome = store.outcome(digest)
    if outcome is not None and outcome.green:
        return Standing("green", None, outcome)
    run = Run.objects.filter(digest=digest).first()
    if run is not None and run.state != Run.State.DONE:
        return Standing(_shown(run), run, outcome)
    return Standing("red" if outcome else "none", run, outcome)


def _shown(run: Run) -> str:
    if run.state in (Run.State.DONE, Run.State.FAILED):
        return str(run.state)
    waiting = run.state == Run.State.WAITING
    since, patience = (run.asked_at, OVERDUE) if waiting or run.beat_at is None else (run.beat_at, LOST)
    return "stopped" if clock.now() - since > patience else str(run.state)


def start(draft: ProcedureVersion, actor: Actor) -> bool:
    """Have a draft rehearsed; gives False when that is needless: it waits or runs already, is green, or has no form."""
    digest = store.digest_of(draft, versions.document(draft))
    if not digest or standing(draft).state == "green":
        return False
    asked = {"version_id": draft.pk, "asked_by": actor.name[:160], "asked_at": clock.now()}
    with transaction.atomic():
        run, made = Run.objects.select_for_update().get_or_create(digest=digest, defaults=asked)
        if not made:
            if _shown(run) in MOVING:
                return False
            again = {"attempt": run.attempt + 1, "state": Run.State.WAITING, "settled": 0, "count": 0}
            Run.objects.filter(pk=digest).update(**again, **asked, beat_at=None, ended_at=None)
        attempt = str(run.attempt if made else run.attempt + 1)
        jobs.perform.defer_once(f"rehearsal:{digest}:{attempt}", digest=digest, attempt=attempt)
    return True
