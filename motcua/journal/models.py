"""Tables of the journal. Rows of `Entry` are written by the SQL function `journal_record` alone (see migrations)."""

from django.db import models


class Entry(models.Model):
    """One fact. `body` is the canonical text the hash covers; `hash` = sha256(previous hash ‖ body)."""

    id = models.UUIDField(primary_key=True)
    subject = models.TextField()
    seq = models.BigIntegerField()
    kind = models.TextField()
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    agency = models.UUIDField(null=True)
    body = models.TextField()
    hash = models.BinaryField()

    class Meta:
        managed = False
        db_table = "journal_entry"


class ChainHead(models.Model):
    """The last link of one subject's chain; its row lock orders the writers of a subject."""

    subject = models.TextField(primary_key=True)
    seq = models.BigIntegerField()
    entry = models.UUIDField()
    hash = models.BinaryField()

    class Meta:
        managed = False
        db_table = "journal_chain_head"


class ReactionRun(models.Model):
    """That one reaction to one entry was done, or what stopped it: this row makes a reaction idempotent."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"
        STOPPED = "stopped"

    pk = models.CompositePrimaryKey("entry", "reaction")
    entry = models.UUIDField()
    reaction = models.TextField()
    state = models.TextField(choices=State, default=State.WAITING)
    attempts = models.IntegerField(default=0)
    error = models.TextField(default="")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "journal_reaction_run"
        indexes = [
            models.Index(
                fields=["updated_at"], name="reaction_trouble", condition=models.Q(state__in=["failed", "stopped"])
            )
        ]
