"""The clerk refuses to receive a dossier, with reason and legal basis (Form 03)."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from motcua.dossiers.actions import reasons
from motcua.dossiers.actions.base import Act
from motcua.dossiers.models import Dossier
from motcua.journal import kinds
from motcua.kit.actor import Actor


class Rejected(BaseModel):
    reason: str
    basis: str


class Reject(Act):
    transition = "reject"
    kind = kinds.kind("dossier.rejected", Rejected)
    title = _("Từ chối tiếp nhận")
    done = _("Cơ quan từ chối tiếp nhận hồ sơ")

    def __init__(self, dossier: UUID, actor: Actor, *, reason: str, basis: str) -> None:
        super().__init__(dossier, actor)
        self.reason, self.basis = reason, basis

    def change(self, dossier: Dossier, now: datetime) -> Rejected:
        return Rejected(reason=reasons.reason(self.reason), basis=reasons.basis(self.basis))
