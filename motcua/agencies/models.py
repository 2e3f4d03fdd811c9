"""Units of territory, offices, officers, calendars."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.agencies.staff_models import FirstSignIn, Leave, Post, Proposal
from motcua.kit.references import uuid7
from motcua.people.models import Account

__all__ = [
    "Agency", "CalendarDay", "FirstSignIn", "Leave", "Officer", "Post", "Proposal", "Succession", "Unit",
    "WorkCalendar",
]  # fmt: skip


class Unit(models.Model):
    """An administrative unit during the time it existed.

    `code` is the national code of the General Statistics Office; an old unit may have the code of a new one,
    so identity is (kind, code, valid_from). `folded` is the name without marks, kind word or capitals
    (`names.folded`); `aliases` are other names, each followed by itself folded.
    """

    class Kind(models.TextChoices):
        PROVINCE = "province", _("Tỉnh, thành phố")
        COMMUNE = "commune", _("Xã, phường, đặc khu")
        OLD_PROVINCE = "old_province", _("Tỉnh, thành phố (trước 7/2025)")
        OLD_DISTRICT = "old_district", _("Quận, huyện (trước 7/2025)")
        OLD_COMMUNE = "old_commune", _("Xã, phường (trước 7/2025)")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=12, blank=True, default="")
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=60, default="chính thức")
    aliases = ArrayField(models.CharField(max_length=120), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code", "name", "parent"], name="unit_unique", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="unit_lifetime_ordered",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "code"]),
            models.Index(fields=["folded"], name="unit_folded", opclasses=["varchar_pattern_ops"]),
            GinIndex(fields=["aliases"], name="unit_aliases"),
        ]

    def __str__(self) -> str:
        return self.name

    def above(self) -> list["Unit"]:
        """The district and province, the nearest first; no statement after `parent__parent` was read."""
        found: list[Unit] = []
        unit = self.parent
        while unit is not None and len(found) < 3:
            found.append(unit)
            unit = unit.parent
        return found

    def parents(self) -> tuple[str, ...]:
        """The names of `above`."""
        return tuple(unit.name for unit in self.above())

    @property
    def life(self) -> str:
        """What and when it was: "Huyện Ý Yên, tỉnh Nam Định (đến 30/6/2025)".

        A province of today is said without a date: most of them are older than the list.
        """
        where = ", ".join((self.name, *(name[:1].lower() + name[1:] for name in self.parents())))
        if self.valid_to is not None:
            return gettext("%(place)s (đến %(day)s)") % {"place": where, "day": _day(self.valid_to)}
        if self.valid_from is not None and self.kind == self.Kind.COMMUNE:
            return gettext("%(place)s (từ %(day)s)") % {"place": where, "day": _day(self.valid_from)}
        return where


def _day(day: date) -> str:
    """30/6/2025, as people and resolutions write it."""
    return f"{day.day}/{day.month}/{day.year}"


class Succession(models.Model):
    """An old unit became (part of) a new one. `split` = its territory went to several units.

    `default` = the usual one of several heirs, or the only one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    old = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="became")
    new = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="came_from")
    split = models.BooleanField(default=False)
    default = models.BooleanField(default=False)
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=60, default="chính thức")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="succession_unique"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="succession_not_self"),
        ]


class WorkCalendar(models.Model):
    """Opening hours of a week and, in `days`, the days that differ."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=120, unique=True)
    hours = models.JSONField(help_text='[["07:00", "11:30"], ["13:30", "17:00"]]')
    weekly_off = ArrayField(models.PositiveSmallIntegerField(), default=list, help_text="0 = Monday")

    def __str__(self) -> str:
        return self.name


class CalendarDay(models.Model):
    """One day that is not as the week says: a holiday, a working Saturday, a half day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    calendar = models.ForeignKey(WorkCalendar, on_delete=models.CASCADE, related_name="days")
    date = models.DateField()
    kind = models.CharField(max_length=7, choices=[("off", "off"), ("working", "working"), ("half", "half")])
    name = models.CharField(max_length=160)
    source = models.CharField(max_length=300)
    provisional = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["calendar", "date"], name="calendar_day_unique"),
            models.CheckConstraint(condition=Q(kind__in=["off", "working", "half"]), name="calendar_day_kind"),
        ]


class Agency(models.Model):
    """Who offers and settles procedures: a People's Committee, its departments and service centre, or another body.

    `unit` is the province or commune it works for. Offices form a tree by `parent`; `tree.place` moves one.
    """

    class Kind(models.TextChoices):
        PEOPLES_COMMITTEE = "peoples_committee", _("Ủy ban nhân dân")
        SERVICE_CENTRE = "service_centre", _("Trung tâm Phục vụ hành chính công")
        DEPARTMENT = "department", _("Sở, ngành")
        AUTHORISED_ORGANISATION = "authorised_organisation", _("Tổ chức được ủy quyền")
        AUTHORISED_ENTERPRISE = "authorised_enterprise", _("Doanh nghiệp được ủy quyền")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=24, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="agencies")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=24, choices=Kind.choices)
    address = models.CharField(max_length=250)
    phone = models.CharField(max_length=11)
    email = models.EmailField(blank=True, default="")
    hours_text = models.CharField(max_length=200)
    official_in_charge = models.CharField(max_length=150)
    code_prefix = models.CharField(max_length=24, help_text="of dossier codes, Circular 01/2018 Art 19")
    calendar = models.ForeignKey(WorkCalendar, on_delete=models.PROTECT)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name


class Officer(models.Model):
    """The appointment of a person to a post of an office while it lasts.

    `post_title` and `roles` (those of `kit.actor`) are what was approved for this person, not what the post has
    become since (docs/adr/0026).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="posts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="officers")
    post_title = models.CharField(max_length=120)
    roles = ArrayField(models.CharField(max_length=40))
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "valid_from"], name="officers_of_agency")]
        constraints = [
            models.UniqueConstraint(fields=["account", "agency", "valid_from"], name="post_unique"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="post_lifetime_ordered",
            ),
        ]
