"""Refusals a person can understand: each `message` says what happened and what to do next."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class Refused(Exception):
    """Something about signing in was refused; `message` is for the screen.

    `old_number`: of two codes asked for, the one sent to the number still in use was refused.
    """

    old_number = False

    @property
    def message(self) -> str:
        raise NotImplementedError

    def __str__(self) -> str:
        return self.message


class TooMany(Refused):
    """Too many attempts; `wait_seconds` is when the next one is welcome."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__(wait_seconds)
        self.wait_seconds = wait_seconds

    @property
    def message(self) -> str:
        minutes = max(1, -(-self.wait_seconds // 60))
        return ngettext(
            "Bạn đã thử nhiều lần. Hãy đợi %(minutes)d phút rồi thử lại.",
            "Bạn đã thử nhiều lần. Hãy đợi %(minutes)d phút rồi thử lại.",
            minutes,
        ) % {"minutes": minutes}


class WrongCode(Refused):
    """The code differs from the one sent; `left` tries remain."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left

    @property
    def message(self) -> str:
        return _("Mã chưa đúng. Hãy xem lại tin nhắn mới nhất. Bạn còn %(left)d lần nhập.") % {"left": self.left}


class ExpiredCode(Refused):
    """No living code: expired, used, replaced, or tried too often."""

    @property
    def message(self) -> str:
        return _("Mã đã hết hạn hoặc đã dùng. Hãy bấm “Gửi lại mã” để nhận mã mới.")


class NoAccount(Refused):
    """The phone is confirmed but nobody has registered it."""

    @property
    def message(self) -> str:
        return _("Số điện thoại này chưa có tài khoản. Hãy bấm “Đăng ký” để tạo tài khoản.")


class AlreadyRegistered(Refused):
    """The confirmed phone already has an account."""

    @property
    def message(self) -> str:
        return _("Số điện thoại này đã có tài khoản. Hãy bấm “Đăng nhập”.")


class OfficerNeedsPassword(Refused):
    """An officer's account is opened by password, never by a code alone."""

    @property
    def message(self) -> str:
        return _("Tài khoản cán bộ đăng nhập bằng mật khẩu. Hãy vào trang “Đăng nhập dành cho cán bộ”.")


class WrongPassword(Refused):
    """Phone or password is wrong; which of the two is not told."""

    @property
    def message(self) -> str:
        return _("Số điện thoại hoặc mật khẩu chưa đúng. Hãy kiểm tra rồi nhập lại.")


class ProofRefused(Refused):
    """The proof of work is missing, false, too old or used before."""

    @property
    def message(self) -> str:
        return _("Mã xác nhận chưa hợp lệ hoặc đã hết hạn. Hãy đánh dấu lại ô “Mã xác nhận”.")


class WrongFactor(Refused):
    """An app's code or a paper code is wrong, or was used before."""

    @property
    def message(self) -> str:
        return _("Mã chưa đúng hoặc đã dùng rồi. Hãy đợi mã mới trong ứng dụng rồi nhập lại.")


class PasskeyRefused(Refused):
    """A passkey's answer proves nothing here; why is not told."""

    @property
    def message(self) -> str:
        return _("Chưa dùng được khóa truy cập này. Hãy thử lại, hoặc dùng cách khác.")


class WeakPassword(Refused):
    """A new password is too short, too plain, or the old one again."""

    @property
    def message(self) -> str:
        return _("Mật khẩu mới cần ít nhất 12 chữ, không dễ đoán và khác mật khẩu cũ.")


class OwnPasswordWrong(Refused):
    """The present password, asked before a change, is wrong."""

    @property
    def message(self) -> str:
        return _("Mật khẩu hiện tại chưa đúng. Hãy nhập lại.")


class PhoneTaken(Refused):
    """The new number already opens another account."""

    @property
    def message(self) -> str:
        return _("Số mới đã có tài khoản riêng. Hãy dùng số khác, hoặc đăng nhập bằng số đó.")


class SamePhone(Refused):
    """The new number is the old one."""

    @property
    def message(self) -> str:
        return _("Đây là số bạn đang dùng. Hãy nhập số mới.")
