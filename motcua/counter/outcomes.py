"""What an officer is told after an act: what happened, and who was told how."""

from django.utils.translation import gettext as _

from motcua.counter import words
from motcua.dossiers.actions import REGISTRY
from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.dossiers.reactions import MESSAGES
from motcua.ui.filters import phone

SUPPLEMENTS = ("request_supplement", "request_intake_supplement")


def told(dossier: Dossier, transition: str) -> str:
    """The sentence of the green banner, after `transition` was done to `dossier`."""
    parts = [f"{REGISTRY[transition].done}.", *_detail(dossier, transition)]
    if notifies(transition):
        where = reached(dossier)
        parts.append(_("Hệ thống đang gửi tin tới %(where)s.") % {"where": where} if where else _tell_them())
    return " ".join(parts)


def _detail(dossier: Dossier, transition: str) -> list[str]:
    if transition == "receive":
        due = words.moment(dossier.due_at)
        return [_("Mã hồ sơ %(code)s. Hẹn trả %(due)s.") % {"code": dossier.code, "due": due}]
    if transition in SUPPLEMENTS:
        request = SupplementRequest.waiting.filter(dossier=dossier).first()
        return [_("Hạn bổ sung: %(until)s.") % {"until": words.moment(request.deadline)}] if request else []
    return []


def notifies(transition: str) -> bool:
    """Whether a message to the applicant follows this act."""
    return REGISTRY[transition].kind in MESSAGES


def announced(dossier: Dossier) -> str:
    """Before an act that the applicant hears of: how they will."""
    where = reached(dossier)
    return _("Người nộp được báo qua %(where)s.") % {"where": where} if where else _tell_them()


def reached(dossier: Dossier) -> str:
    """Where messages of this dossier go: the phone and, when given, the e-mail address; "" when there is neither."""
    told = {"phone": phone(dossier.phone), "email": dossier.email}
    if not dossier.phone:
        return dossier.email
    return _("%(phone)s và %(email)s") % told if dossier.email else told["phone"]


def _tell_them() -> str:
    return _("Hồ sơ không có số điện thoại, thư điện tử: hãy báo trực tiếp cho người nộp.")
