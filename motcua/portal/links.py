"""Where the links around a citizen's page lead."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossiers import session
from motcua.people import mandates
from motcua.people.models import Account
from motcua.portal.labels import labels
from motcua.ui.navigation import Link


def main(request: HttpRequest) -> Sequence[Link]:
    """The road of the five steps, the same for everyone; costs no statement."""
    found = reverse("procedure_search")
    return (
        Link(labels().entry, found, prefix=found),
        Link(_("Tra cứu hồ sơ"), reverse("track"), prefix=reverse("track")),
        Link(_("Hồ sơ của tôi"), reverse("my_dossiers"), prefix=reverse("my_dossiers")),
        Link(_("Trợ giúp"), reverse("help")),
    )


def account(request: HttpRequest) -> Sequence[Link]:
    """Doors in for a visitor; the way out, and the office's room, for who is in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return (
            Link(_("Đăng ký"), reverse("sign_up") + _back(request), prefix=reverse("sign_up")),
            Link(_("Đăng nhập"), reverse("sign_in") + _back(request), prefix=reverse("sign_in")),
        )
    mine = Link(_("Tài khoản"), reverse("account"), prefix=reverse("account"))
    leave = Link(_("Đăng xuất"), reverse("sign_out"), post=True)
    if user.kind == Account.Kind.OFFICER and not request.path.startswith((reverse("inbox"), reverse("administration"))):
        return Link(_("Một cửa"), reverse("inbox")), mine, leave
    return mine, leave


def acting(request: HttpRequest) -> Sequence[Link]:
    """Whom the session works for, when that is somebody else; costs nothing for who works for themselves."""
    if mandates.ACTING not in request.session or session.actor(request).on_behalf_of is None:
        return ()
    principal = session.party_account(request)
    change = f"{reverse('acting_for')}?{urlencode({'next': request.path})}"
    return (Link(principal.display_name, change),) if principal else ()


def _back(request: HttpRequest) -> str:
    """Who signs in while filling a dossier comes back to the very page."""
    return f"?{urlencode({'next': request.path})}" if request.path.startswith("/nop-ho-so/") else ""


def footer(request: HttpRequest) -> Sequence[Link]:
    """Seldom needed, always at hand."""
    user = getattr(request, "user", None)
    officer = user is not None and user.is_authenticated and user.kind == Account.Kind.OFFICER
    door = () if officer else (Link(_("Đăng nhập dành cho cán bộ"), reverse("officer_sign_in")),)
    return (
        Link(_("Trợ giúp"), reverse("help")),
        Link(_("Kiểm tra kết quả"), reverse("check"), prefix=reverse("check")),
        Link(_("Sơ đồ trang"), reverse("site_tree")),
        Link(_("Dữ liệu cho lập trình viên"), reverse("api")),
        *door,
    )
