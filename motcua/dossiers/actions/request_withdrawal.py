"""After receipt the applicant asks for withdrawal; the office answers."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from motcua.dossiers.actions import reasons
from motcua.dossiers.actions.base import Act
from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.journal import kinds
from motcua.kit.actor import Actor


class WithdrawalRequested(BaseModel):
    reason: str


class RequestWithdrawal(Act):
    transition = "request_withdrawal"
    kind = kinds.kind("dossier.withdrawal_requested", WithdrawalRequested)
    title = _("Xin rút hồ sơ")
    done = _("Người nộp xin rút hồ sơ")

    def __init__(self, dossier: UUID, actor: Actor, *, reason: str) -> None:
        super().__init__(dossier, actor)
        self.reason = reason

    def change(self, dossier: Dossier, now: datetime) -> WithdrawalRequested:
        SupplementRequest.waiting.filter(dossier=dossier).update(dropped_at=now)
        return WithdrawalRequested(reason=reasons.reason(self.reason))
