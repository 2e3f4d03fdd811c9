"""The sentences of the desk: whose turn it is, for what, until when."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.dossiers import roles
from motcua.dossiers.deadline import Derivation
from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.dossiers.states import FACTS, State
from motcua.kit.words import N_
from motcua.ui.filters import when

S = State
TURN: Mapping[State, str] = {
    S.SUBMITTED: N_("Đang chờ cán bộ tiếp nhận kiểm tra. Ngày hẹn trả được tính khi tiếp nhận."),
    S.INTAKE_SUPPLEMENT: N_("Đang chờ người nộp bổ sung, hạn chót %(until)s. Hồ sơ chưa được tiếp nhận."),
    S.ACCEPTED: N_("Đang chờ công chức tư pháp – hộ tịch nhận xử lý. Hẹn trả %(due)s."),
    S.PROCESSING: N_("Đang chờ công chức tư pháp – hộ tịch xử lý. Hẹn trả %(due)s."),
    S.MERIT_SUPPLEMENT: N_("Đang chờ người nộp bổ sung, hạn chót %(until)s."),
    S.SUPPLEMENT_ANSWERED: N_("Người nộp đã bổ sung. Đang chờ kiểm tra phần bổ sung. Hẹn trả %(due)s."),
    S.AWAITING_SIGNATURE: N_("Đang chờ lãnh đạo ký kết quả. Hẹn trả %(due)s."),
    S.AWAITING_SEAL: N_("Lãnh đạo đã ký. Đang chờ văn thư đóng dấu. Hẹn trả %(due)s."),
    S.WITHDRAWAL_REQUESTED: N_("Người nộp xin rút hồ sơ. Đang chờ cơ quan trả lời. Hẹn trả %(due)s."),
    S.RESOLVED: N_("Đã có kết quả. Đang chờ cán bộ tiếp nhận trả cho người nộp. Hẹn trả %(due)s."),
    S.REFUSED_MERITS: N_("Cơ quan đã từ chối giải quyết. Đang chờ cán bộ tiếp nhận trả hồ sơ cho người nộp."),
}
"""Whose turn it is; a state that is missing here has ended."""


def state(dossier: Dossier) -> str:
    return _(FACTS[State(dossier.state)].label)


def role(name: str) -> str:
    return _(roles.TITLES[name])


def turn(dossier: Dossier, request: SupplementRequest | None = None) -> str:
    """Whose turn it is and until when; `request` is the open supplement request, if there is one."""
    sentence = TURN.get(State(dossier.state))
    if sentence is None:
        ended = dossier.ended_at or dossier.updated_at
        told = {"state": state(dossier), "at": when(ended)}
        return _("Hồ sơ đã kết thúc: %(state)s, lúc %(at)s.") % told
    until = request.deadline if request else None
    return _(sentence) % {"due": moment(dossier.due_at), "until": moment(until)}


def moment(at: datetime | None) -> str:
    return when(at) if at else _("chưa định")


DELIVERY: Mapping[str, str] = {
    "counter": N_("Nhận tại quầy"),
    "online": N_("Nhận bản điện tử trên cổng dịch vụ công"),
}


def delivery(method: str) -> str:
    return _(DELIVERY[method]) if method in DELIVERY else _("Chưa chọn")


def why(derived: Derivation) -> list[str]:
    """The reasons for the date, one sentence each, in the order they came."""
    return [step.sentence(_) for step in derived.steps]
