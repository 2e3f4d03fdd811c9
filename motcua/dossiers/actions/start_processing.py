"""The processing officer takes the dossier up (thụ lý)."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from motcua.dossiers.actions.base import Act
from motcua.dossiers.models import Dossier
from motcua.journal import kinds


class ProcessingStarted(BaseModel):
    pass


class StartProcessing(Act):
    transition = "start_processing"
    kind = kinds.kind("dossier.processing_started", ProcessingStarted)
    title = _("Nhận xử lý")
    done = _("Công chức bắt đầu xử lý hồ sơ")

    def change(self, dossier: Dossier, now: datetime) -> ProcessingStarted:
        dossier.handler_id = self.actor.account
        return ProcessingStarted()
