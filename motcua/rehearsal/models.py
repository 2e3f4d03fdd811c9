"""What rehearsals came to, by what was rehearsed: so that no page has to rehearse again. And those under way."""

from typing import ClassVar

from django.db import models

from motcua.catalogue.models import ProcedureVersion


class Rehearsed(models.Model):
    """The outcome for one digest of form and procedure; `said` names what is missing or broken when it is not green."""

    digest = models.CharField(max_length=64, primary_key=True)
    code = models.CharField(max_length=60)
    green = models.BooleanField()
    branches = models.PositiveIntegerField()
    taken = models.PositiveIntegerField()
    said = models.TextField(blank=True, default="")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.code} {self.taken}/{self.branches}"


class Run(models.Model):
    """The newest rehearsal that somebody asked for, by the digest of what is rehearsed; its outcome is a `Rehearsed`.

    `version` is what the job reads. `attempt` counts how often it was asked for: a job of an earlier one does nothing
    any more. `settled` of `count` branches; `beat_at` is the last sign of life of whoever works on it.
    """

    class State(models.TextChoices):
        """`failed`: no outcome at all, because of the system and not of what is rehearsed."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    digest = models.CharField(max_length=64, primary_key=True)
    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="+")
    attempt = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    settled = models.PositiveIntegerField(default=0)
    count = models.PositiveIntegerField(default=0)
    asked_by = models.CharField(max_length=160)
    asked_at = models.DateTimeField()
    beat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "running", "done", "failed"]), name="rehearsal_run_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.state} {self.settled}/{self.count}"
