"""The applicant takes the dossier back to correct it, alone, while no office has received it."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from motcua.dossiers.actions.base import Act
from motcua.dossiers.models import Dossier
from motcua.journal import kinds


class Recalled(BaseModel):
    pass


class Recall(Act):
    transition = "recall"
    kind = kinds.kind("dossier.recalled", Recalled)
    title = _("Sửa hồ sơ")
    done = _("Người nộp lấy lại hồ sơ để sửa")

    def change(self, dossier: Dossier, now: datetime) -> Recalled:
        return Recalled()
