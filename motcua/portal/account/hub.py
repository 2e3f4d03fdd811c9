"""Tài khoản: who I am here, how surely I am known, and what I can look after. Other parts add their section below."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from motcua.kit.words import N_
from motcua.people import sessions
from motcua.people.models import Account
from motcua.portal.account.signed_in import me

EVERYBODY = frozenset(Account.Kind.values)
CITIZENS = frozenset({Account.Kind.CITIZEN.value})
PEOPLE = frozenset({Account.Kind.CITIZEN.value, Account.Kind.ORGANISATION.value})


@dataclass(frozen=True, slots=True)
class Section:
    """A link of the page: `title` and one `sentence` (msgids), the URL it names, the kinds of account that see it."""

    title: str
    sentence: str
    address: str
    kinds: frozenset[str] = PEOPLE


SECTIONS: list[Section] = [
    Section(N_("Số điện thoại"), N_("Đổi số điện thoại dùng để đăng nhập."), "phone_change"),
    Section(N_("Bảo mật"), N_("Đăng nhập bằng vân tay, khuôn mặt; các khóa mở tài khoản."), "security", EVERYBODY),
    Section(
        N_("Tài khoản liên kết"), N_("Tài khoản định danh mở được tài khoản này; gộp hai tài khoản."), "identities"
    ),
    Section(
        N_("Dữ liệu của tôi"),
        N_("Ai đã xem, điều bạn đã đồng ý, tải về tất cả, đóng tài khoản."),
        "data",
        EVERYBODY,
    ),
    Section(
        N_("Xác nhận bằng chứng thư"),
        N_("Dùng chứng thư chữ ký số để xác nhận bạn hoặc tổ chức."),
        "certificate_sign_in",
    ),
    Section(
        N_("Thiết bị đang đăng nhập"), N_("Xem máy nào đang mở tài khoản này, đăng xuất máy lạ."), "devices", EVERYBODY
    ),
    Section(N_("Kho giấy tờ"), N_("Lưu giấy tờ một lần, dùng lại cho mọi hồ sơ."), "vault"),
    Section(N_("Con của tôi"), N_("Thêm con, làm hồ sơ cho con chưa đủ 18 tuổi."), "children", CITIZENS),
    Section(N_("Ủy quyền"), N_("Nhờ người khác làm hồ sơ, hoặc chấm dứt điều đã nhờ."), "authorisations", CITIZENS),
    Section(N_("Nhận hồ sơ về tài khoản"), N_("Đưa hồ sơ đã nộp tại quầy vào đây để theo dõi."), "claim"),
    Section(N_("Làm thay cho ai"), N_("Chọn bạn đang làm việc cho mình, hay cho tổ chức, người thân."), "acting_for"),
    Section(N_("Tổ chức của tôi"), N_("Nơi bạn làm hồ sơ thay: công ty, hộ kinh doanh, cơ quan."), "organisations"),
]
"""In the order of the screen. A part appends a line here when its page exists."""
GUARDING = frozenset({"phone_change", "security", "identities", "certificate_sign_in", "devices", "data"})
"""Addresses of sections that guard the account; they stand below those of daily use."""


@dataclass(frozen=True, slots=True)
class Level:
    """How surely a person is known (DOMAIN §2.9), and what is missing for the next level ("" = nothing)."""

    title: str
    missing: str


LEVELS = {
    0: Level(N_("Chưa xác nhận"), N_("Hãy xác nhận số điện thoại của bạn.")),
    1: Level(
        N_("Mức 1: đã xác nhận số điện thoại"),
        N_("Để lên mức 2, hãy đăng nhập một lần bằng tài khoản định danh điện tử."),
    ),
    2: Level(
        N_("Mức 2: đã xác nhận danh tính điện tử"),
        N_("Để lên mức 3, hãy xác nhận một lần bằng chứng thư chữ ký số của bạn."),
    ),
    3: Level(N_("Mức 3: đã xác nhận bằng chữ ký số"), ""),
}


def level_of(assurance: int) -> Level:
    """The words of a level."""
    return LEVELS[max(0, min(assurance, 3))]


@never_cache
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """The page: facts about the one who is signed in (never the principal they act for), and the sections."""
    user = me(request)
    level = level_of(user.assurance)
    shown = [one for one in SECTIONS if user.kind in one.kinds]
    context = {
        "me": user,
        "officer": user.kind == Account.Kind.OFFICER,
        "level": _(level.title),
        "missing": _(level.missing) if level.missing else "",
        "shown_less": sessions.level(request) < user.assurance,
        "daily": [_link(one) for one in shown if one.address not in GUARDING],
        "guarding": [_link(one) for one in shown if one.address in GUARDING],
    }
    return render(request, "portal/account/hub.html", context)


def _link(section: Section) -> dict[str, str]:
    return {"title": _(section.title), "sentence": _(section.sentence), "href": reverse(section.address)}
