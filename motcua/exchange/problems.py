"""Refusals that programs can read (RFC 9457), with a Vietnamese title and what to do about it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

TYPE = "application/problem+json"


class Fault(Schema):
    """One value that cannot be taken: where it stands, and what is wanted there."""

    where: str
    what: str


class Problem(Schema):
    """A refusal. `title` says what it is, `detail` how to mend it."""

    type: str = "about:blank"
    title: str
    status: int = Field(ge=400, le=599)
    detail: str
    errors: list[Fault] = []


@dataclass
class Stop(Exception):
    """Ends a request with a problem; `wait` seconds go into Retry-After."""

    status: int
    title: str
    detail: str
    errors: list[Fault] = field(default_factory=list)
    wait: int = 0


def answer(stop: Stop, **headers: str) -> HttpResponse:
    """The refusal as a response that nobody keeps."""
    told = Problem(title=stop.title, status=stop.status, detail=stop.detail, errors=stop.errors)
    made = HttpResponse(json.dumps(told.model_dump(), ensure_ascii=False), status=stop.status, content_type=TYPE)
    if stop.wait:
        made["Retry-After"] = str(stop.wait)
    made["Cache-Control"] = "no-store"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    return made


def unreadable() -> Stop:
    return Stop(400, _("Không đọc được yêu cầu"), _("Hãy gửi chữ thường đọc được (%(kind)s).") % {"kind": "UTF-8"})


def sign_in_first() -> Stop:
    detail = _("Hãy đăng nhập trên trang, rồi gửi kèm cookie của phiên đăng nhập.")
    return Stop(401, _("Cần đăng nhập"), detail)


def not_yours() -> Stop:
    return Stop(403, _("Bạn chưa được phép đọc phần này"), _("Hãy đăng nhập bằng đúng tài khoản của bạn."))


def nothing_here() -> Stop:
    return Stop(404, _("Không tìm thấy"), _("Hãy xem lại mã hoặc địa chỉ. Danh sách địa chỉ ở /api/v1/."))


def gone(decision: str, successors: Sequence[str] = ()) -> Stop:
    detail = _("Thủ tục này đã bãi bỏ. Quyết định: %(decision)s.") % {"decision": decision or "–"}
    if successors:
        detail += " " + _("Thủ tục thay thế: %(codes)s.") % {"codes": ", ".join(successors)}
    return Stop(410, _("Thủ tục không còn"), detail)


def only_reading() -> Stop:
    detail = _("Hãy dùng %(method)s. Muốn nộp hay sửa hồ sơ, hãy dùng trang trên mạng.") % {"method": "GET"}
    return Stop(405, _("Ở đây chỉ đọc được"), detail)


def wrong_values(faults: list[Fault]) -> Stop:
    return Stop(422, _("Tham số chưa đúng"), _("Hãy sửa những chỗ nêu bên dưới rồi gửi lại."), faults)


def too_many(wait: int) -> Stop:
    detail = _("Hãy chờ %(seconds)s giây rồi thử lại.") % {"seconds": wait}
    return Stop(429, _("Bạn đã hỏi quá nhiều lần"), detail, wait=wait)


def our_fault() -> Stop:
    return Stop(500, _("Hệ thống đang gặp trục trặc"), _("Lỗi ở phía chúng tôi. Hãy thử lại sau một phút."))


def faults(errors: list[dict[str, Any]]) -> list[Fault]:
    """What pydantic found, in words; at most twenty."""
    return [Fault(where=".".join(str(part) for part in one["loc"])[:200], what=_wanted(one)) for one in errors[:20]]


def _wanted(error: dict[str, Any]) -> str:
    kind, about = error["type"], error.get("ctx", {})
    if kind in ("literal_error", "enum"):
        return _("Chỉ nhận: %(known)s.") % {"known": about.get("expected", "")}
    if kind.startswith("int_"):
        return _("Hãy gửi một số nguyên.")
    if kind.startswith("bool_"):
        return _("Hãy gửi true hoặc false.")
    if kind.startswith(("greater_", "less_")):
        return _("Số này nằm ngoài khoảng cho phép.")
    if kind == "string_too_long":
        return _("Dài quá, nhiều nhất %(most)s ký tự.") % {"most": about.get("max_length", "")}
    if kind == "missing":
        return _("Thiếu tham số này.")
    return _("Giá trị chưa đúng dạng. Hãy xem mô tả ở /api/v1/.")
