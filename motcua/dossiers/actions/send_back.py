"""The leader, or the seal clerk, gives the dossier back to the officer with a comment."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from motcua.dossiers.actions import reasons
from motcua.dossiers.actions.base import Act
from motcua.dossiers.models import Dossier, Result
from motcua.journal import kinds
from motcua.kit.actor import Actor


class SentBack(BaseModel):
    reason: str


class SendBack(Act):
    transition = "send_back"
    kind = kinds.kind("dossier.sent_back", SentBack)
    title = _("Trả lại để sửa")
    done = _("Dự thảo kết quả được trả lại để sửa")

    def __init__(self, dossier: UUID, actor: Actor, *, reason: str) -> None:
        super().__init__(dossier, actor)
        self.reason = reason

    def change(self, dossier: Dossier, now: datetime) -> SentBack:
        Result.objects.filter(dossier=dossier).update(signed_by="", signer_post="", signed_at=None, file=None)
        return SentBack(reason=reasons.reason(self.reason))
