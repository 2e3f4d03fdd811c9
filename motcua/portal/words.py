"""Words several citizen pages share: how a result is received, and what is to be paid."""

from django.utils.translation import gettext as _

from motcua.dossiers.actions.return_result import fee_due
from motcua.dossiers.models import Dossier
from motcua.kit.words import N_
from motcua.ui.filters import dong

DELIVERY = {
    "online": (
        N_("Nhận bản điện tử trên cổng này"),
        N_("Bạn tải tệp có chữ ký số, không phải đến cơ quan."),
    ),
    "counter": (
        N_("Nhận tại bộ phận một cửa"),
        N_("Bạn đến nhận theo giấy hẹn, mang theo giấy tờ tùy thân."),
    ),
}
"""Way of receiving → its name and what it means for the person."""


def delivery(method: str) -> str:
    return _(DELIVERY[method][0]) if method in DELIVERY else _("Chưa chọn")


def delivery_hint(method: str) -> str:
    return _(DELIVERY[method][1])


def fee(dossier: Dossier) -> str:
    """What this very dossier costs and where it is paid; never "free" where only the council knows."""
    due = fee_due(dossier)
    if due is None:
        return _("Lệ phí do Hội đồng nhân dân tỉnh quy định, nộp tại quầy khi nhận kết quả.")
    if due == 0:
        return _("Không phải nộp.")
    return _("%(amount)s, nộp tại quầy khi nhận kết quả.") % {"amount": dong(due)}
