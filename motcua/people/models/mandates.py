"""On whose behalf somebody may act, on which ground, for what and how long."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.kit import clock
from motcua.kit.references import uuid7
from motcua.people.models.accounts import Account


class Mandate(models.Model):
    """`agent` may act for `principal` (a person, a child, an organisation): Civil Code 2015 Arts 134–141.

    `scope` lists codes of procedures; empty means all of them. A mandate works while `state` is active and today lies
    between its dates (both included). `evidence` is the stored file of an authorisation paper.
    """

    class Ground(models.TextChoices):
        REPRESENTATIVE = "representative", _("Người đại diện theo pháp luật")
        STAFF = "staff", _("Nhân viên được giao việc")
        AUTHORISED = "authorised", _("Người được ủy quyền")
        PARENT = "parent", _("Cha, mẹ hoặc người giám hộ")

    class State(models.TextChoices):
        OFFERED = "offered", _("Đang chờ đồng ý")
        ACTIVE = "active", _("Đang có hiệu lực")
        ENDED = "ended", _("Đã chấm dứt")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    principal = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="agents")
    agent = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="principals")
    ground = models.CharField(max_length=16, choices=Ground.choices)
    scope = ArrayField(models.CharField(max_length=40), default=list)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    evidence = models.UUIDField(null=True)
    proven = models.CharField(
        max_length=20, default="declared", help_text="declared | e_identity | certificate | registry | officer"
    )
    made_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["principal", "agent", "ground"], condition=~Q(state="ended"), name="one_living_mandate"
            ),
            models.CheckConstraint(condition=~Q(principal=F("agent")), name="mandate_not_self"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="mandate_dates_ordered"
            ),
        ]
        indexes = [models.Index(fields=["agent"], condition=~Q(state="ended"), name="mandates_of_agent")]
