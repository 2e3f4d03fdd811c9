"""Accounts: a person or an organisation, whatever it signs in with."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from motcua.kit import clock
from motcua.kit.references import uuid7
from motcua.ui.alphabet import alphabetical


class Accounts(BaseUserManager["Account"]):
    """Makes accounts; a password is only for officers."""

    def make(self, *, phone: str | None, full_name: str, password: str | None = None, **details: Any) -> "Account":
        """A saved account. `phone` is canonical (None: others act for it); without a password only a code opens it."""
        account = self.model(phone=phone, full_name=full_name, **details)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """One person or organisation. A child or an organisation may be unable to sign in: others act for it (`Mandate`).

    `assurance` follows DOMAIN §2.9: 1 = phone confirmed, 2 = electronic identity, 3 = digital signature.
    The journal keeps sign-ins, so Django's `last_login` is switched off (one statement less each time).
    """

    class Kind(models.TextChoices):
        CITIZEN = "citizen", _("Công dân")
        ORGANISATION = "organisation", _("Tổ chức, doanh nghiệp")
        OFFICER = "officer", _("Cán bộ, công chức")

    class OrganisationType(models.TextChoices):
        BUSINESS = "business", _("Doanh nghiệp")
        HOUSEHOLD = "household", _("Hộ kinh doanh")
        OTHER = "other", _("Cơ quan, tổ chức khác")

    last_login = None
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.CITIZEN)
    phone = models.CharField(max_length=11, unique=True, null=True)
    email = models.EmailField(blank=True, default="")
    full_name = models.CharField(max_length=150)
    personal_id = models.CharField(max_length=12, blank=True, default="")
    birth_date = models.DateField(null=True, blank=True)
    address = models.TextField(blank=True, default="")
    organisation_name = models.CharField(max_length=250, blank=True, default="")
    organisation_type = models.CharField(max_length=12, choices=OrganisationType.choices, blank=True, default="")
    tax_code = models.CharField(max_length=14, blank=True, default="")
    assurance = models.PositiveSmallIntegerField(default=1)
    language = models.CharField(max_length=5, default="vi")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    USERNAME_FIELD = "phone"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects: ClassVar[Accounts] = Accounts()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["citizen", "organisation", "officer"]), name="account_kind_known"
            ),
            models.CheckConstraint(condition=Q(assurance__gte=0, assurance__lte=3), name="account_assurance_0_3"),
            models.CheckConstraint(condition=~Q(full_name=""), name="account_has_name"),
            models.UniqueConstraint(
                fields=["tax_code"],
                condition=~Q(tax_code="") & Q(phone=None, kind="organisation"),
                name="organisation_once",
            ),
        ]
        indexes = [
            models.Index(fields=["personal_id"], condition=~Q(personal_id=""), name="account_by_personal_id"),
            models.Index(Upper("email"), condition=Q(kind="officer"), name="officer_by_email"),
            models.Index(alphabetical("full_name"), "id", condition=Q(kind="officer"), name="officers_in_order"),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The name a paper or a screen shows: the organisation's, else the person's."""
        return self.organisation_name or self.full_name
