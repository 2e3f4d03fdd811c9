"""The applicant completes what the officer asked for; from this moment the clock runs again (DOMAIN §2.6)."""

from django.utils.translation import gettext_lazy as _

from motcua.dossiers.actions.answering import AnswerAct, SupplementAnswered
from motcua.journal import kinds


class AnswerSupplement(AnswerAct):
    transition = "answer_supplement"
    kind = kinds.kind("dossier.supplement_answered", SupplementAnswered)
    title = _("Gửi bổ sung")
    done = _("Người nộp đã bổ sung hồ sơ")
