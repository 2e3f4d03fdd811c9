"""Procedures, their versions (a draft, then immutable), their papers, confirmations, files, and who offers them."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Left

from motcua.agencies.models import Agency
from motcua.files.models import StoredFile
from motcua.kit.references import uuid7


class Procedure(models.Model):
    """An administrative procedure by its national code (TTHC). `current` is the version in force.

    Without `current` it is only a name, or a draft. `folded` (name and everyday words without marks) and `marked`
    (the same as words with their marks) are what search compares; `tiers`, `audiences`, `life_events`, `level` (the
    highest at which an office offers it, 0 = nowhere here) and `visits` there are copies by which people narrow and
    read a search.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=16, default="procedure")
    origin = models.CharField(max_length=12, default="national")
    name = models.CharField(max_length=1500)
    field_code = models.CharField(max_length=24, blank=True)
    field_name = models.CharField(max_length=250)
    tiers = ArrayField(models.CharField(max_length=12), default=list)
    audiences = ArrayField(models.CharField(max_length=16), default=list)
    life_events = ArrayField(models.CharField(max_length=80), default=list)
    level = models.PositiveSmallIntegerField(default=0)
    visits = models.PositiveSmallIntegerField(default=2)
    current = models.OneToOneField("ProcedureVersion", null=True, on_delete=models.PROTECT, related_name="current_of")
    folded = models.TextField(default="")
    marked = models.TextField(default="")

    class Meta:
        indexes = [
            models.Index(Left("folded", 200), "code", name="procedure_in_order", condition=Q(current__isnull=False)),
            models.Index(Left("folded", 200), "code", name="procedure_all_in_order"),
            GinIndex(fields=["folded"], name="procedure_trigrams", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["field_name"], name="procedure_field"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["procedure", "other_service"]), name="procedure_kind_known"),
            models.CheckConstraint(condition=Q(level__lte=4), name="procedure_level_known"),
        ]

    def __str__(self) -> str:
        return self.name


class SearchTerm(models.Model):
    """A word, a pair of words or an everyday expression that leads to some procedure; `frequency` = to how many.

    Each process knows them all: what is rare says more, and a word that nobody wrote was typed wrongly.
    """

    term = models.CharField(max_length=200, unique=True)
    frequency = models.PositiveIntegerField(default=1)


class SearchEntry(models.Model):
    """How strongly a term leads to a procedure (`weight`); `shown` = the procedure is in force."""

    term = models.CharField(max_length=200)
    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="+")
    weight = models.FloatField()
    shown = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["term", "procedure"], include=["weight", "shown"], name="search_entry_unique"
            )
        ]


class ProcedureVersion(models.Model):
    """What one decision published. While `published_at` is empty it is a draft, at most one per procedure.

    After that a trigger refuses any change but withdrawal. `revision` grows with each saving of a draft, so that
    of two administrators editing at once the second is told. `doubts` are legal values nobody verified.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=1500, help_text="the legal name in this version")
    field_code = models.CharField(max_length=24, blank=True)
    field_name = models.CharField(max_length=250)
    tiers = ArrayField(models.CharField(max_length=12), default=list)
    decision = models.CharField(max_length=500, blank=True)
    decision_date = models.DateField(null=True)
    digest = models.CharField(max_length=64, help_text="of the whole document and its form")
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=160, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal = models.JSONField(null=True, help_text="decision, date and who withdrew it; null when replaced")
    content = models.JSONField()
    form = models.ForeignKey("forms.FormVersion", null=True, on_delete=models.PROTECT, related_name="+")
    legal_fields = ArrayField(models.CharField(max_length=160), default=list)
    min_assurance = models.PositiveSmallIntegerField(default=1)
    limit = models.JSONField(null=True)
    supplement_effect = models.CharField(max_length=8, default="resume")
    fee = models.JSONField(null=True)
    route = models.JSONField(default=list)
    result = models.JSONField(null=True)
    delivery_methods = ArrayField(models.CharField(max_length=12), default=list)
    doubts = models.JSONField(default=list)
    source = models.JSONField(null=True)
    revision = models.PositiveIntegerField(default=1)
    edited_at = models.DateTimeField(null=True)
    edited_by = models.CharField(max_length=160, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="version_number_unique"),
            models.UniqueConstraint(
                fields=["procedure"], condition=Q(published_at=None, withdrawn_at=None), name="version_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(supplement_effect__in=["resume", "restart", "none"]), name="version_effect_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} v{self.number}"

    @property
    def code(self) -> str:
        """The national code of the procedure."""
        return self.procedure.code


class Component(models.Model):
    """One paper of the dossier. `when` is a rule over the answers of the form; empty = always.

    `duty` "note" is an explanation, never a paper. `database` names where the office can fetch it instead.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="components")
    code = models.CharField(max_length=60)
    name = models.TextField()
    note = models.TextField(blank=True, default="")
    group = models.CharField(max_length=500, blank=True, default="")
    duty = models.CharField(max_length=8, default="submit")
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    electronic = models.PositiveSmallIntegerField(default=0)
    must = models.BooleanField()
    when = models.CharField(max_length=500, blank=True, default="")
    form = models.CharField(max_length=500, blank=True, default="")
    database = models.CharField(max_length=500, blank=True, default="")
    position = models.PositiveSmallIntegerField()
    legal_source = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="component_code_unique")]


class Confirmation(models.Model):
    """A person answers for a doubtful legal value, by name and date: from then on it counts as verified."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="confirmations")
    item = models.CharField(max_length=40)
    account = models.UUIDField(null=True)
    name = models.CharField(max_length=160)
    on = models.DateField()
    source = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "item"], name="confirmation_unique")]


class FormFile(models.Model):
    """A form to download (biểu mẫu không tương tác) that an office keeps as a file, by the name of the form."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="form_files")
    name = models.CharField(max_length=500)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=160)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["procedure", "name"], name="form_file_unique")]


class Offering(models.Model):
    """An office offers a procedure. `level` (1–4) is what it promises, never above what was proven for `version`.

    `fee` = what this office's council decided ({"amount": đồng, "decision": …}); `route` replaces the version's.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="offerings")
    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="offerings")
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    visits = models.PositiveSmallIntegerField(default=2)
    guidance = models.TextField(blank=True, default="")
    fee = models.JSONField(null=True)
    route = models.JSONField(null=True)
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=160, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["agency", "level"], name="offering_by_level")]
        constraints = [
            models.UniqueConstraint(fields=["agency", "procedure"], name="offering_unique"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=4), name="offering_level_known"),
        ]
