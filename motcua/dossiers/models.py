"""The case file and what hangs on it. A trigger refuses a change of state without a new journal entry."""

from typing import Any
from uuid import UUID

from django.db import models

from motcua.agencies.models import Agency
from motcua.catalogue.models import ProcedureVersion
from motcua.files.models import StoredFile
from motcua.forms.models import FormVersion
from motcua.kit.references import uuid7
from motcua.people.models import Account


class Dossier(models.Model):
    """One application of one person for one procedure (hồ sơ), from draft to returned result.

    `channel`: "online" = its applicant hands it in here; "paper" = filled here only to be printed, never handed in
    here; "counter" = typed by a clerk for the person who came (nộp trực tiếp).
    `waiting_for` is the role whose turn it is ("applicant", "clerk" …; empty at the end): exactly one, always.
    `clock` lists the clock events of the journal in order, so that the deadline is a fold of data.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True)
    owner = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True)
    handler = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True)
    state = models.TextField(default="draft")
    waiting_for = models.TextField(default="applicant")
    last_entry = models.UUIDField(null=True)
    submission_code = models.TextField(unique=True, null=True)
    code = models.TextField(unique=True, null=True)
    pin_generation = models.IntegerField(default=1)

    answers = models.JSONField(default=dict)
    typed = models.JSONField(default=dict)
    set_aside = models.JSONField(
        default=list, help_text="[{section, label, text}] of a draft taken over to a newer version"
    )
    contact_name = models.TextField(default="", blank=True)
    phone = models.TextField(default="", blank=True)
    email = models.TextField(default="", blank=True)
    delivery_method = models.TextField(default="", blank=True)
    channel = models.TextField(default="online")
    local_fee = models.BigIntegerField(null=True, help_text="đồng, as the council had decided on submission")
    language = models.TextField(default="vi")

    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    due_original = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    clock = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True)
    note_for_office = models.TextField(default="", blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["agency", "waiting_for", "due_at", "submitted_at", "id"],
                name="dossier_inbox",
                condition=~models.Q(state="draft") & ~models.Q(waiting_for=""),
            ),
            models.Index(fields=["owner", "-id"], name="dossier_of_owner"),
            models.Index(fields=["updated_at"], name="dossier_idle_draft", condition=models.Q(state="draft")),
        ]

    @classmethod
    def locked(cls, id: UUID) -> "Dossier":
        """The dossier, held until the transaction ends: whoever acts on it waits. Raises DoesNotExist.

        Every act begins here, so the statement is written out: the ORM takes longer to compose it than PostgreSQL
        to answer.
        """
        for found in cls.objects.raw("SELECT * FROM dossiers_dossier WHERE id = %s FOR NO KEY UPDATE", [id]):
            return found
        raise cls.DoesNotExist(id)

    def as_loaded(self) -> dict[str, Any]:
        """What is stored now, for `save_changed` afterwards."""
        return dict(self.__dict__)

    def save_changed(self, before: dict[str, Any]) -> None:
        """Save only the columns that were assigned since. A document (answers, clock) is replaced, never altered."""
        columns = [field.attname for field in self._meta.concrete_fields]
        self.save(update_fields=[name for name in columns if self.__dict__[name] is not before[name]])

    @property
    def subject(self) -> str:
        return f"dossier:{self.id}"

    @property
    def shown_code(self) -> str:
        """The official code once received, the submission code before; both stay valid for ever."""
        return self.code or self.submission_code or ""


class Waiting(models.Manager["SupplementRequest"]):
    """Requests that still wait for their answer: one a dossier at most."""

    def get_queryset(self) -> models.QuerySet["SupplementRequest"]:
        return super().get_queryset().filter(answered_at=None, dropped_at=None)


class SupplementRequest(models.Model):
    """What the office asks to be completed, once and in full (phiếu yêu cầu bổ sung, Form 02).

    `items`: [{"kind": "paper"|"answer", "key", "label", "problem"}]; `answers` collects the corrected answers.
    `dropped_at`: the applicant asked for withdrawal instead of answering.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="supplements")
    stage = models.TextField()
    items = models.JSONField()
    basis = models.TextField()
    deadline = models.DateTimeField()
    requested_by = models.TextField()
    requested_at = models.DateTimeField()
    answers = models.JSONField(default=dict)
    answered_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    objects = models.Manager["SupplementRequest"]()
    waiting = Waiting()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=models.Q(answered_at=None, dropped_at=None), name="one_open_supplement"
            )
        ]


class Paper(models.Model):
    """A file given for a component (thành phần hồ sơ). A replaced one stays, marked by when it was replaced."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="papers")
    component = models.TextField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    supplement = models.ForeignKey(SupplementRequest, on_delete=models.PROTECT, null=True, related_name="papers")
    pending = models.BooleanField(default=False)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]


class Result(models.Model):
    """The outcome document: data typed by the officer, the PDF, its signatures and its public check code."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="result")
    number = models.TextField()
    data = models.JSONField()
    check_code = models.TextField(unique=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_by = models.TextField()
    signed_by = models.TextField(default="")
    signer_post = models.TextField(default="")
    signed_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(null=True)


class Party(models.Model):
    """Somebody invited to a dossier by telephone: to help filling the draft in, or to agree to the declaration.

    `place` is the question that tells a co-signer's telephone ("wife.phone"; "" for a helper). `digest` is that of the
    token in the link; `answers` that of the declaration agreed to. Nothing is shown before the telephone is proven.
    `supplement`: the corrections agreed to, while they are not in force; None for a draft and for what is in force.
    """

    class Part(models.TextChoices):
        EDITOR = "editor"
        COSIGNER = "cosigner"

    class State(models.TextChoices):
        INVITED = "invited"
        JOINED = "joined"
        SIGNED = "signed"
        DECLINED = "declined"

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="parties")
    part = models.CharField(max_length=8, choices=Part.choices)
    place = models.CharField(max_length=81, blank=True, default="")
    phone = models.CharField(max_length=11)
    name = models.CharField(max_length=150)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+", null=True)
    digest = models.CharField(max_length=64, unique=True)
    standing = models.CharField(max_length=8, choices=State.choices, default=State.INVITED)
    answers = models.CharField(max_length=64, blank=True, default="")
    reason = models.CharField(max_length=500, blank=True, default="")
    invited_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    supplement = models.ForeignKey(SupplementRequest, on_delete=models.CASCADE, null=True, related_name="parties")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "part", "phone", "supplement"], name="one_party_a_phone", nulls_distinct=False
            ),
            models.CheckConstraint(condition=models.Q(part__in=["editor", "cosigner"]), name="party_part_known"),
        ]


class Sequence(models.Model):
    """The last number given under a code prefix on one local day."""

    pk = models.CompositePrimaryKey("prefix", "day")
    prefix = models.TextField()
    day = models.DateField()
    last = models.IntegerField()
