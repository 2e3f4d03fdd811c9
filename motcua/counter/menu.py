"""The officers' navigation: only what this officer may open."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossiers import policy, roles, session
from motcua.ui.navigation import Link


def links(request: HttpRequest) -> Sequence[Link]:
    actor = session.actor(request)
    mine = actor.roles
    found = []
    if mine & set(roles.OFFICE):
        found.append(Link(_("Việc chờ tôi"), reverse("inbox"), prefix=reverse("inbox") + "ho-so/"))
    if policy.CLERK in mine:
        found.append(Link(_("Tờ khai giấy"), reverse("paper_forms"), prefix=reverse("paper_forms")))
        found.append(Link(_("Nộp trực tiếp"), reverse("direct_drafts"), prefix=reverse("direct_drafts")))
    if "administrator" in mine:
        administration = reverse("administration")
        found.append(Link(_("Quản trị"), administration, prefix=administration))
        found.append(Link(_("Ai được làm gì"), reverse("administration_rights")))
    if actor.kind == "officer":
        away = reverse("my_leave")
        found.append(Link(_("Nghỉ và người thay"), away, prefix=away))
    if actor.elsewhere:
        found.append(Link(_("Đổi nơi làm việc"), reverse("work_place")))
    return found
