"""The office agrees to the withdrawal; the dossier ends (national status 7)."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from motcua.dossiers.actions.base import Act, Refused
from motcua.dossiers.models import Dossier
from motcua.journal import api as journal
from motcua.journal import kinds


class Withdrawn(BaseModel):
    pass


class ApproveWithdrawal(Act):
    transition = "approve_withdrawal"
    kind = kinds.kind("dossier.withdrawn", Withdrawn)
    title = _("Đồng ý cho rút")
    done = _("Hồ sơ đã được rút")

    def change(self, dossier: Dossier, now: datetime) -> Withdrawn:
        asked = journal.entry(dossier.last_entry) if dossier.last_entry else None
        if asked is not None and self.actor.account is not None and asked.actor == self.actor.account:
            raise Refused(_("Bạn vừa ghi lời xin rút giúp người nộp. Người khác trong cơ quan phải duyệt."))
        return Withdrawn()
