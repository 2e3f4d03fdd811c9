"""Acts that only need a yes: the page says what the yes means."""

import copy

from django.utils.translation import gettext as _

from motcua.counter import fees, words
from motcua.counter.blanks.base import Blank
from motcua.dossiers.actions.base import derivation, tick
from motcua.dossiers.models import Dossier
from motcua.kit import clock


def promised(dossier: Dossier, transition: str) -> tuple[str, list[str]]:
    """The appointment the act would lead to if done now, and why; the dossier itself is not touched."""
    trial = copy.copy(dossier)
    tick(trial, transition, clock.now())
    return words.moment(trial.due_at), words.why(derivation(trial))


class ReceiveBlank(Blank):
    def why(self) -> list[str]:
        return promised(self.dossier, "receive")[1]

    def follows(self) -> list[str]:
        return [
            _("Hẹn trả kết quả: %(due)s.") % {"due": promised(self.dossier, "receive")[0]},
            _("Hồ sơ được cấp mã chính thức. Mã lúc nộp vẫn dùng được."),
            _("Giấy tiếp nhận và hẹn trả kết quả (Mẫu 01) được lập ngay."),
        ]


class StartBlank(Blank):
    def follows(self) -> list[str]:
        return [_("Bạn là người xử lý hồ sơ này. Người nộp thấy hồ sơ đang được xử lý.")]


class AcceptSupplementBlank(Blank):
    def follows(self) -> list[str]:
        due = words.moment(self.dossier.due_at)
        return [_("Phần bổ sung được nhận. Hồ sơ được xử lý tiếp. Hẹn trả kết quả: %(due)s.") % {"due": due}]


class SignBlank(Blank):
    preview = "stored"

    def follows(self) -> list[str]:
        return [
            _("Kết quả được ký bằng chữ ký số của bạn."),
            _("Sau đó văn thư đóng dấu số của cơ quan. Người nộp chưa nhận được kết quả ở bước này."),
        ]


class SealBlank(Blank):
    preview = "stored"

    def follows(self) -> list[str]:
        online = self.dossier.delivery_method == "online" and fees.told(self.dossier).total == 0
        return [
            _("Kết quả được đóng dấu số của cơ quan và có giá trị như bản giấy."),
            _("Kết quả được trả ngay trên cổng dịch vụ công. Hồ sơ kết thúc.")
            if online
            else _("Việc giải quyết kết thúc. Hồ sơ chuyển sang chờ trả kết quả tại quầy."),
        ]


class ApproveWithdrawalBlank(Blank):
    def follows(self) -> list[str]:
        return [_("Hồ sơ kết thúc. Người nộp có thể nộp hồ sơ mới bất cứ lúc nào.")]
