"""Which personal numbers somebody vouches for: an electronic identity that told it, or a certificate that names it.

A number somebody only typed opens no account and proves nothing, however surely the rest of the account is known.
"""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.people.models import Account, Certificate, Identity

LEAST = 2
"""The level from which an identity's word about a number counts."""


def told(account: UUID, personal_id: str) -> bool:
    """Whether an identity linked to the account told this very number."""
    return Identity.objects.filter(account=account, assurance__gte=LEAST, told__personal_id=personal_id).exists()


def number(account: Account) -> str:
    """The account's number when somebody vouches for it, else ""."""
    sure = account.personal_id and (account.certificates.exists() or told(account.pk, account.personal_id))
    return account.personal_id if sure else ""


def citizens(personal_id: str) -> QuerySet[Account]:
    """The living citizens whose number this is, as somebody vouches."""
    said = Identity.objects.filter(account=OuterRef("pk"), assurance__gte=LEAST, told__personal_id=personal_id)
    shown = Certificate.objects.filter(account=OuterRef("pk"))
    living = Account.objects.filter(personal_id=personal_id, kind=Account.Kind.CITIZEN, is_active=True)
    return living.filter(Q(Exists(said)) | Q(Exists(shown)), assurance__gte=LEAST)
