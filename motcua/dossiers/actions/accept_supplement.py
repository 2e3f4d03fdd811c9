"""The office receives the supplement and goes on."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from motcua.dossiers.actions.base import Act
from motcua.dossiers.models import Dossier
from motcua.journal import kinds


class SupplementAccepted(BaseModel):
    due_at: datetime | None


class AcceptSupplement(Act):
    transition = "accept_supplement"
    kind = kinds.kind("dossier.supplement_accepted", SupplementAccepted)
    title = _("Nhận bổ sung, xử lý tiếp")
    done = _("Cơ quan đã nhận phần bổ sung")

    def change(self, dossier: Dossier, now: datetime) -> SupplementAccepted:
        return SupplementAccepted(due_at=dossier.due_at)
