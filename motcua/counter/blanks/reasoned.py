"""Acts that say no, or not yet: a reason the applicant understands, and where asked the legal basis."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from motcua.counter.blanks.base import Blank, ButtonKind, Entry, Faulty, Typed
from motcua.dossiers.actions import reasons
from motcua.dossiers.actions.base import Refused

CHECKS: dict[str, Callable[[str], str]] = {"reason": reasons.reason, "basis": reasons.basis}


def basis_entry() -> Entry:
    hint = _("Tên văn bản, điều, khoản. Ví dụ: Luật Hộ tịch 2014, Điều 16 khoản 1.")
    return Entry("basis", _("Căn cứ pháp lý"), "long_text", hint)


def told(typed: Typed, *names: str) -> dict[str, str]:
    """The cleaned texts; raises `Faulty` naming every one that is empty or too long."""
    good: dict[str, str] = {}
    problems: dict[str, str] = {}
    for name in names:
        try:
            good[name] = CHECKS[name](typed.get(name, ""))
        except Refused as refused:
            problems[name] = str(refused)
    if problems:
        raise Faulty(problems)
    return good


class _Reasoned(Blank):
    """Reason and basis, read by the applicant as they are written."""

    button: ClassVar[ButtonKind] = "warning"
    needs: ClassVar[tuple[str, ...]] = ("reason", "basis")

    def hint(self) -> str:
        return _("Người nộp đọc đúng những lời này. Hãy viết ngắn, rõ, lịch sự.")

    def asked(self) -> list[Entry]:
        found = [Entry("reason", _("Lý do"), "long_text", self.hint())]
        return [*found, basis_entry()] if "basis" in self.needs else found

    def arguments(self, typed: Typed) -> dict[str, Any]:
        return told(typed, *self.needs)


class RejectBlank(_Reasoned):
    def follows(self) -> list[str]:
        return [_("Hồ sơ kết thúc, không được tiếp nhận. Người nộp có thể nộp hồ sơ khác.")]


class RefuseBlank(_Reasoned):
    def follows(self) -> list[str]:
        return [
            _("Thời hạn dừng lại. Hồ sơ chuyển về quầy để trả cho người nộp."),
            _("Người nộp không phải trả lệ phí."),
        ]


class StopBlank(_Reasoned):
    def follows(self) -> list[str]:
        return [_("Chỉ dừng được khi đã quá hạn bổ sung. Hồ sơ kết thúc. Người nộp có thể nộp hồ sơ mới.")]


class SendBackBlank(_Reasoned):
    button: ClassVar[ButtonKind] = "secondary"
    needs = ("reason",)

    def hint(self) -> str:
        return _("Ghi rõ chỗ cần sửa để công chức sửa một lần là được.")

    def follows(self) -> list[str]:
        return [_("Dự thảo trở lại công chức xử lý. Chữ ký đã có trên dự thảo bị bỏ. Thời hạn vẫn tính.")]


class DeclineWithdrawalBlank(_Reasoned):
    button: ClassVar[ButtonKind] = "secondary"
    needs = ("reason",)

    def follows(self) -> list[str]:
        return [_("Hồ sơ được xử lý tiếp. Thời hạn vẫn tính.")]
