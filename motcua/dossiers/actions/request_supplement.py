"""The processing officer asks for a supplement; the clock stops for as long as the applicant needs (Form 02)."""

from django.utils.translation import gettext_lazy as _

from motcua.dossiers.actions.supplementing import RequestAct, SupplementRequested
from motcua.journal import kinds


class RequestSupplement(RequestAct):
    transition = "request_supplement"
    kind = kinds.kind("dossier.supplement_requested", SupplementRequested)
    stage = "merit"
    title = _("Yêu cầu bổ sung")
    done = _("Cơ quan yêu cầu bổ sung hồ sơ")
