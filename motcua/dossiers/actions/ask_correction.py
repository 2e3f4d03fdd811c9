"""After receipt the applicant points out a mistake; the office reads it and asks for the supplement it needs."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from motcua.dossiers.actions import reasons
from motcua.dossiers.actions.base import Act
from motcua.dossiers.models import Dossier
from motcua.journal import kinds
from motcua.kit.actor import Actor


class CorrectionAsked(BaseModel):
    note: str


class AskCorrection(Act):
    transition = "ask_correction"
    kind = kinds.kind("dossier.correction_asked", CorrectionAsked)
    title = _("Xin sửa hồ sơ")
    done = _("Người nộp xin sửa thông tin")

    def __init__(self, dossier: UUID, actor: Actor, *, note: str) -> None:
        super().__init__(dossier, actor)
        self.note = note

    def change(self, dossier: Dossier, now: datetime) -> CorrectionAsked:
        note = reasons.told(self.note, str(_("Hãy viết rõ điều cần sửa.")))
        dossier.note_for_office = note
        return CorrectionAsked(note=note)
