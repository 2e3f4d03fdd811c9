"""The leader refuses on the merits: the result is a reasoned refusal (DOMAIN §5.2, 61/2018 Art 19(8))."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from motcua.dossiers.actions import reasons
from motcua.dossiers.actions.base import Act
from motcua.dossiers.models import Dossier
from motcua.journal import kinds
from motcua.kit.actor import Actor


class RefusedOnMerits(BaseModel):
    reason: str
    basis: str


class RefuseMerits(Act):
    transition = "refuse_merits"
    kind = kinds.kind("dossier.refused", RefusedOnMerits)
    title = _("Từ chối giải quyết")
    done = _("Cơ quan từ chối giải quyết hồ sơ")

    def __init__(self, dossier: UUID, actor: Actor, *, reason: str, basis: str) -> None:
        super().__init__(dossier, actor)
        self.reason, self.basis = reason, basis

    def change(self, dossier: Dossier, now: datetime) -> RefusedOnMerits:
        return RefusedOnMerits(reason=reasons.reason(self.reason), basis=reasons.basis(self.basis))
