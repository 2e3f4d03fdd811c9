"""The office agrees to the withdrawal; the dossier ends (national status 7)."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from motcua.dossiers.actions.base import Act
from motcua.dossiers.models import Dossier
from motcua.journal import kinds


class Withdrawn(BaseModel):
    pass


class ApproveWithdrawal(Act):
    transition = "approve_withdrawal"
    kind = kinds.kind("dossier.withdrawn", Withdrawn)
    title = _("Đồng ý cho rút")
    done = _("Hồ sơ đã được rút")

    def change(self, dossier: Dossier, now: datetime) -> Withdrawn:
        return Withdrawn()
