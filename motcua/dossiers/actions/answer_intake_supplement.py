"""The applicant completes what the clerk asked for before receipt; the dossier waits for receipt again."""

from django.utils.translation import gettext_lazy as _

from motcua.dossiers.actions.answering import AnswerAct, SupplementAnswered
from motcua.journal import kinds


class AnswerIntakeSupplement(AnswerAct):
    transition = "answer_intake_supplement"
    kind = kinds.kind("dossier.intake_supplement_answered", SupplementAnswered)
    title = _("Gửi bổ sung")
    done = _("Người nộp đã bổ sung hồ sơ")
