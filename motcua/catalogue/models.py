"""Procedures, their immutable versions, their papers, and the offices that offer them."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from motcua.agencies.models import Agency
from motcua.kit.references import uuid7


class Procedure(models.Model):
    """An administrative procedure by its national code (TTHC). `current` is the version in force.

    `folded` (name, synonyms, everyday words without marks) and `search` are what search reads.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=24, unique=True)
    name = models.CharField(max_length=500)
    field_code = models.CharField(max_length=24)
    field_name = models.CharField(max_length=200)
    current = models.OneToOneField("ProcedureVersion", null=True, on_delete=models.PROTECT, related_name="current_of")
    folded = models.TextField(default="")
    search = SearchVectorField(null=True)

    class Meta:
        indexes = [
            GinIndex(fields=["search"], name="procedure_search"),
            GinIndex(fields=["folded"], name="procedure_trigrams", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.name


class ProcedureVersion(models.Model):
    """What one decision published. After `published_at` a trigger refuses any change but withdrawal."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    decision = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, help_text="of the library file and its form")
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    content = models.JSONField()
    form = models.ForeignKey("forms.FormVersion", on_delete=models.PROTECT, related_name="+")
    min_assurance = models.PositiveSmallIntegerField()
    limit = models.JSONField()
    supplement_effect = models.CharField(max_length=8)
    fee = models.JSONField()
    route = models.JSONField()
    result = models.JSONField()
    delivery_methods = ArrayField(models.CharField(max_length=12))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="version_number_unique"),
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

    @property
    def name(self) -> str:
        """The legal name of the procedure."""
        return self.procedure.name


class Component(models.Model):
    """One paper of the dossier. `when` is a rule over the answers of the form; empty = always."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="components")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=300)
    note = models.TextField(blank=True, default="")
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    must = models.BooleanField()
    when = models.CharField(max_length=500, blank=True, default="")
    position = models.PositiveSmallIntegerField()
    legal_source = models.CharField(max_length=300)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="component_code_unique")]


class Offering(models.Model):
    """An office offers a procedure. `level` is the classic level 1–4 it reaches there."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="offerings")
    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="offerings")
    level = models.PositiveSmallIntegerField(default=3)
    guidance = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "procedure"], name="offering_unique")]
