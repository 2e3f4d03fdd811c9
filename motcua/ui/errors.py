"""Pages for when something goes wrong: what happened, what to do now, whom to ask. None needs the database.

The root URL configuration names them: `handler400 = "motcua.ui.errors.bad_request"`, and so on.
"""

import logging
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

RETRY_SECONDS = 60
log = logging.getLogger(__name__)
SECRET = re.compile(r"(^|[_-])(password|passwd|pass|otp|pin|code|token|secret|altcha)([_-]|\d|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trouble:
    """One error page: a title, one sentence on what happened, and what the person can do, step by step."""

    status: int
    title: str
    happened: str
    steps: Sequence[str]


def show(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """Render an error page; when even its surroundings fail, the same words without them."""
    try:
        return render(request, "ui/error.html", {"trouble": trouble, "bare": False}, status=trouble.status)
    except Exception:
        log.exception("the error page could not be drawn with its surroundings")
        return render(request, "ui/error.html", {"trouble": trouble, "bare": True}, status=trouble.status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something that cannot be read."""
    steps = [
        _("Quay lại trang trước và thử lại."),
        _("Nếu gửi tệp, hãy chọn tệp nhỏ hơn hoặc ít tệp hơn."),
    ]
    title = _("Không đọc được thông tin vừa gửi")
    return show(request, Trouble(400, title, _("Thông tin gửi lên bị thiếu hoặc quá lớn."), steps))


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: this person may not open this page."""
    steps = [
        _("Nếu bạn chưa đăng nhập, hãy đăng nhập rồi mở lại trang."),
        _("Nếu đây là hồ sơ của bạn, hãy kiểm tra bạn đã dùng đúng tài khoản."),
        _("Bạn vẫn xem được tiến độ ở mục Tra cứu hồ sơ."),
    ]
    title = _("Bạn chưa được phép mở trang này")
    return show(request, Trouble(403, title, _("Trang này chỉ dành cho người có quyền."), steps))


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing is at this address."""
    steps = [
        _("Nếu bạn tự gõ địa chỉ, hãy kiểm tra lại từng chữ."),
        _("Nếu bạn bấm vào một đường dẫn, trang đó có thể đã chuyển đi."),
        _("Hãy về trang chủ để tìm thủ tục, hoặc vào mục Tra cứu hồ sơ."),
    ]
    return show(request, Trouble(404, _("Không tìm thấy trang này"), _("Địa chỉ này không có trang nào."), steps))


def too_many(request: HttpRequest, wait_seconds: int) -> HttpResponse:
    """429: too many tries; says how long to wait, in the page and in `Retry-After`."""
    minutes = -(-wait_seconds // 60)
    steps = [
        _("Hãy chờ khoảng %(minutes)s phút rồi thử lại.") % {"minutes": minutes},
        _("Những gì bạn đã lưu vẫn còn nguyên."),
    ]
    happened = _("Để giữ an toàn cho hồ sơ, mỗi người chỉ được thử một số lần.")
    response = show(request, Trouble(429, _("Bạn đã thử quá nhiều lần"), happened, steps))
    response["Retry-After"] = str(wait_seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; 503 when it is only that the database does not answer now."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return database_away(request)
    steps = [
        _("Hãy chờ một phút rồi thử lại."),
        _("Những gì bạn đã lưu vẫn còn. Hồ sơ đã nộp không bị mất."),
        _("Nếu vẫn gặp lỗi, hãy gọi cho chúng tôi theo số bên dưới."),
    ]
    happened = _("Lỗi ở phía chúng tôi, không phải do bạn.")
    return show(request, Trouble(500, _("Hệ thống đang gặp trục trặc"), happened, steps))


def database_away(request: HttpRequest) -> HttpResponse:
    """503: the database is being started again. The page asks it nothing, so that it comes at once."""
    steps = [
        _("Hãy chờ một phút rồi thử lại."),
        _("Nếu vừa gửi một trang, hãy bấm nút Quay lại của trình duyệt: những gì bạn đã nhập vẫn còn. Rồi gửi lại."),
        _("Hồ sơ đã nộp không bị mất."),
    ]
    title = _("Hệ thống đang khởi động lại")
    happened = _("Lỗi ở phía chúng tôi, không phải do bạn.")
    trouble = Trouble(503, title, happened, steps)
    response = render(request, "ui/error.html", {"trouble": trouble, "bare": True}, status=trouble.status)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def files_away(request: HttpRequest) -> HttpResponse:
    """503: the store of files does not answer; everything else works."""
    steps = [
        _("Hãy chờ vài phút rồi thử lại."),
        _("Những gì bạn đã lưu vẫn còn. Hồ sơ đã nộp không bị mất."),
        _("Nếu vẫn gặp lỗi, hãy gọi cho chúng tôi theo số bên dưới."),
    ]
    happened = _("Kho cất tệp đang gặp trục trặc. Lỗi ở phía chúng tôi, không phải do bạn.")
    response = show(request, Trouble(503, _("Chưa mở hoặc cất được tệp"), happened, steps))
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of Django's forgery check: keeps what was typed and offers to send it again.

    Only for a form that came from this very site (else a hostile page could borrow the button), never for files
    (a browser does not hand them back) and never for secrets, which are dropped.
    """
    log.warning("forgery check refused %s: %s", request.path, reason)
    fields = []
    if _same_site(request) and not request.FILES:
        fields = [
            (name, value)
            for name, values in request.POST.lists()
            if name != "csrfmiddlewaretoken" and not SECRET.search(name)
            for value in values
            if isinstance(value, str)
        ]
    context = {
        "fields": fields,
        "had_files": bool(request.FILES),
        "had_secrets": any(SECRET.search(name) for name in request.POST if name != "csrfmiddlewaretoken"),
        "action": request.get_full_path(),
    }
    return render(request, "ui/csrf_failure.html", context, status=403)


def _same_site(request: HttpRequest) -> bool:
    came_from = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(came_from).netloc == request.get_host()
