"""The leader ends a dossier whose supplement never came, after the day to answer has passed (Form 05)."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from motcua.dossiers.actions import reasons
from motcua.dossiers.actions.base import Act, Refused
from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.journal import kinds
from motcua.kit.actor import Actor


class Stopped(BaseModel):
    reason: str
    basis: str


class Stop(Act):
    transition = "stop"
    kind = kinds.kind("dossier.stopped", Stopped)
    title = _("Dừng giải quyết")
    done = _("Cơ quan dừng giải quyết hồ sơ")

    def __init__(self, dossier: UUID, actor: Actor, *, reason: str, basis: str) -> None:
        super().__init__(dossier, actor)
        self.reason, self.basis = reason, basis

    def change(self, dossier: Dossier, now: datetime) -> Stopped:
        request = SupplementRequest.waiting.get(dossier=dossier)
        if request.deadline > now:
            raise Refused(_("Người nộp còn hạn bổ sung. Chỉ dừng được sau khi hết hạn."))
        return Stopped(reason=reasons.reason(self.reason), basis=reasons.basis(self.basis))
