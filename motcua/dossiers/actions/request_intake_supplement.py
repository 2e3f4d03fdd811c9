"""The clerk asks, before receipt, for everything that is missing (Form 02, 61/2018 Art 17)."""

from django.utils.translation import gettext_lazy as _

from motcua.dossiers.actions.supplementing import RequestAct, SupplementRequested
from motcua.journal import kinds


class RequestIntakeSupplement(RequestAct):
    transition = "request_intake_supplement"
    kind = kinds.kind("dossier.intake_supplement_requested", SupplementRequested)
    stage = "intake"
    title = _("Yêu cầu bổ sung")
    done = _("Cơ quan yêu cầu bổ sung trước khi tiếp nhận")
