"""The office does not agree to the withdrawal, says why, and goes on processing."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from motcua.dossiers.actions import reasons
from motcua.dossiers.actions.base import Act
from motcua.dossiers.models import Dossier
from motcua.journal import kinds
from motcua.kit.actor import Actor


class WithdrawalDeclined(BaseModel):
    reason: str


class DeclineWithdrawal(Act):
    transition = "decline_withdrawal"
    kind = kinds.kind("dossier.withdrawal_declined", WithdrawalDeclined)
    title = _("Không cho rút, xử lý tiếp")
    done = _("Cơ quan không đồng ý cho rút, tiếp tục xử lý")

    def __init__(self, dossier: UUID, actor: Actor, *, reason: str) -> None:
        super().__init__(dossier, actor)
        self.reason = reason

    def change(self, dossier: Dossier, now: datetime) -> WithdrawalDeclined:
        return WithdrawalDeclined(reason=reasons.reason(self.reason))
