"""What a clerk does for the person who filed at the counter and has come again: they sign, the clerk presses."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _

from motcua.counter.blanks.base import Blank, ButtonKind, Entry, Faulty, Typed
from motcua.counter.blanks.reasoned import told

PRESENT = "present"


class TakeBackBlank(Blank):
    """Before receipt: the dossier ends at once."""

    button: ClassVar[ButtonKind] = "secondary"

    def follows(self) -> list[str]:
        return [_("Hồ sơ kết thúc. Người nộp muốn làm lại thì nộp hồ sơ mới.")]

    def asked(self) -> list[Entry]:
        return [Entry(PRESENT, _("Người nộp có mặt và đã ký giấy xin rút."), "tick")]

    def arguments(self, typed: Typed) -> dict[str, Any]:
        if not typed.get(PRESENT):
            raise Faulty({PRESENT: _("Hãy xem giấy tờ của người nộp và giấy xin rút rồi đánh dấu vào ô này.")})
        return {}


class RequestWithdrawalBlank(TakeBackBlank):
    """After receipt: somebody else of the office answers."""

    def follows(self) -> list[str]:
        return [_("Lời xin rút chờ người khác trong cơ quan duyệt. Bạn không tự duyệt được.")]

    def asked(self) -> list[Entry]:
        hint = _("Ghi đúng lời người nộp.")
        return [*super().asked(), Entry("reason", _("Vì sao người nộp xin rút?"), "long_text", hint)]

    def arguments(self, typed: Typed) -> dict[str, Any]:
        return {**super().arguments(typed), **told(typed, "reason")}
