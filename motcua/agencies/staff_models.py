"""Posts of an office, leave with a substitute, changes that wait for a second pair of eyes, first sign-ins."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.kit import clock
from motcua.kit.references import uuid7

DAYS_OPEN = 14
"""How long a proposal, or an invitation to sign in the first time, may wait."""


def in_two_weeks() -> datetime:
    """The end of what begins now and may wait."""
    return clock.now() + timedelta(days=DAYS_OPEN)


class Post(models.Model):
    """A post (chức danh) that an office has, and the functions that usually go with it there.

    It proposes; what a person really holds stands on their appointment (`Officer`), where somebody approved it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=120)
    roles = ArrayField(models.CharField(max_length=40))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "title"], name="one_post_of_a_title")]

    def __str__(self) -> str:
        return self.title


class Leave(models.Model):
    """An officer is away from one day to another, both included; meanwhile `substitute` has their functions too."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="leaves")
    substitute = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="standing_in", null=True)
    valid_from = models.DateField()
    valid_to = models.DateField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="leave_days_ordered"),
            models.CheckConstraint(
                condition=Q(substitute=None) | ~Q(substitute=F("officer")), name="leave_substitute_is_another"
            ),
        ]
        indexes = [
            models.Index(fields=["officer", "valid_to"], condition=Q(ended_at=None), name="leaves_of_officer"),
            models.Index(fields=["substitute", "valid_to"], condition=Q(ended_at=None), name="leaves_covered_by"),
        ]


class Proposal(models.Model):
    """A change of what somebody may do, proposed by one administrator until another decides (four eyes)."""

    class Kind(models.TextChoices):
        APPOINT = "appoint", _("Giao chức năng")
        CHANGE = "change", _("Đổi chức năng")
        END = "end", _("Thôi giữ vị trí")
        RESUME = "resume", _("Mở lại tài khoản")
        LEAVE = "leave", _("Nghỉ, có người thay")
        FACTOR = "factor", _("Xóa cách xác nhận thứ hai")
        LINK = "link", _("Liên kết với danh bạ cán bộ")

    class State(models.TextChoices):
        OPEN = "open", _("Đang chờ duyệt")
        APPROVED = "approved", _("Đã duyệt")
        DECLINED = "declined", _("Không duyệt")
        WITHDRAWN = "withdrawn", _("Đã rút")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="proposals")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proposals")
    officer = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="proposals", null=True)
    substitute = models.ForeignKey("agencies.Officer", on_delete=models.PROTECT, related_name="+", null=True)
    title = models.CharField(max_length=120, blank=True, default="")
    roles = ArrayField(models.CharField(max_length=40), default=list)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    directory_subject = models.CharField(max_length=255, blank=True, default="")
    why = models.CharField(max_length=300)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(default=in_two_weeks)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("made_by")), name="proposal_decided_by_another"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(state="declined") | ~Q(decided_by=F("account")),
                name="proposal_not_for_oneself",
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None, decided_by=None)
                | Q(state="withdrawn", decided_at__isnull=False, decided_by=None)
                | (~Q(state__in=["open", "withdrawn"]) & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="proposal_decided_or_open",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "expires_at"], condition=Q(state="open"), name="proposals_open"),
            models.Index(fields=["account", "-made_at"], name="proposals_about"),
        ]

    @property
    def is_open(self) -> bool:
        """Whether it can still be decided."""
        return self.state == self.State.OPEN and self.expires_at > clock.now()


class FirstSignIn(models.Model):
    """An officer may set a first password, with a code sent to their telephone then, until `expires_at`."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="first_sign_in"
    )
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(default=in_two_weeks)
