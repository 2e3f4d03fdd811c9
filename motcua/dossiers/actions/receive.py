"""The clerk receives a complete dossier: official code, start of the clock, appointment (Form 01)."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from motcua.agencies import api as agencies
from motcua.dossiers import numbering
from motcua.dossiers.actions.base import Act
from motcua.dossiers.models import Dossier
from motcua.journal import kinds


class Received(BaseModel):
    code: str
    submission_code: str
    due_at: datetime | None


class Receive(Act):
    transition = "receive"
    kind = kinds.kind("dossier.received", Received)
    title = _("Tiếp nhận hồ sơ")
    done = _("Đã tiếp nhận hồ sơ và hẹn ngày trả kết quả")

    def change(self, dossier: Dossier, now: datetime) -> Received:
        assert dossier.agency_id is not None
        dossier.received_at = now
        dossier.code = numbering.next_code(agencies.agency(dossier.agency_id).code_prefix, now.date())
        return Received(code=dossier.code, submission_code=dossier.submission_code or "", due_at=dossier.due_at)
