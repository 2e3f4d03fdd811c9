"""The applicant withdraws the dossier before any office has received it; nobody needs to agree."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from motcua.dossiers.actions.base import Act, Refused
from motcua.dossiers.models import Dossier
from motcua.journal import kinds


class TakenBack(BaseModel):
    pass


class TakeBack(Act):
    transition = "take_back"
    kind = kinds.kind("dossier.taken_back", TakenBack)
    title = _("Rút hồ sơ")
    done = _("Người nộp đã rút hồ sơ")

    def change(self, dossier: Dossier, now: datetime) -> TakenBack:
        if not dossier.submission_code:
            raise Refused(_("Hồ sơ này chưa nộp. Bạn có thể xóa bản nháp."))
        return TakenBack()
