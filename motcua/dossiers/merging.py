"""Dossiers follow their owner when two accounts of one person become one."""

from uuid import UUID

from django.db.models import F

from motcua.dossiers.models import Dossier, Party
from motcua.people import merging


def _dossiers(kept: UUID, gone: UUID) -> int:
    """Drafts and dossiers change hands; who handled one as an officer stays, officers are never merged."""
    Party.objects.filter(account=gone).exclude(dossier__owner=F("account")).update(account=kept)
    return Dossier.objects.filter(owner=gone).update(owner=kept)


def register() -> None:
    """Called once when the application starts."""
    merging.register(
        "dossiers", _dossiers, "dossiers.dossier.owner", "dossiers.dossier.handler", "dossiers.party.account"
    )
