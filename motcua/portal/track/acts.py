"""What the applicant may do with a dossier that was handed in, each said with what will follow."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from motcua.dossiers import lifecycle, pin, policy
from motcua.dossiers.actions import REGISTRY
from motcua.dossiers.actions.base import Refused
from motcua.people import parking
from motcua.portal import own
from motcua.portal.fill import drafts
from motcua.portal.problems import Problem

FOLLOWS = {
    "recall": gettext_lazy("Hồ sơ trở về bản nháp. Bạn sửa rồi nộp lại. Mã hồ sơ giữ nguyên."),
    "take_back": gettext_lazy("Hồ sơ kết thúc. Muốn làm lại, bạn nộp hồ sơ mới."),
    "request_withdrawal": gettext_lazy("Cơ quan xem lý do rồi trả lời bạn qua tin nhắn. Nếu đồng ý, hồ sơ kết thúc."),
    "ask_correction": gettext_lazy(
        "Cơ quan đọc điều bạn viết. Nếu cần, cơ quan mở mục đó để bạn sửa và báo qua tin nhắn."
    ),
}
ASKED = {
    "request_withdrawal": ("reason", gettext_lazy("Vì sao bạn muốn rút hồ sơ?")),
    "ask_correction": ("note", gettext_lazy("Điều gì cần sửa? Viết đúng là gì?")),
}
DONE = {
    "recall": gettext_lazy("Bạn có thể sửa hồ sơ. Nhớ nộp lại sau khi sửa."),
    "take_back": gettext_lazy("Đã rút hồ sơ."),
    "request_withdrawal": gettext_lazy("Đã gửi lời xin rút đến cơ quan."),
    "ask_correction": gettext_lazy("Đã gửi điều cần sửa đến cơ quan."),
}


@own.page
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, id: UUID, act: str) -> HttpResponse:
    """Ask once, say what follows, then do it."""
    dossier, actor = own.dossier(request, id)
    name = act.replace("-", "_")
    if name not in FOLLOWS:
        raise Http404
    field, question = ASKED.get(name, ("", ""))
    typed = parking.words(request).get(field, "") if field else ""
    problems: list[Problem] = []
    if request.method == "POST":
        given = {field: typed} if field else {}
        try:
            done = REGISTRY[name](dossier.id, actor, **given).perform()
        except Refused as error:
            problems = [Problem(field, str(error))]
        except lifecycle.NotAllowed:
            messages.error(request, _("Hồ sơ vừa chuyển sang bước khác nên không làm được việc này nữa."))
            return HttpResponseRedirect(reverse("dossier", args=[dossier.id]))
        else:
            messages.success(request, str(DONE[name]))
            return HttpResponseRedirect(
                drafts.address(done) if done.state == "draft" else reverse("dossier", args=[dossier.id])
            )
    if request.method == "GET" and name not in policy.acts(actor, dossier):
        return HttpResponseRedirect(reverse("dossier", args=[dossier.id]))
    context = {
        "dossier": dossier, "title": REGISTRY[name].title, "follows": FOLLOWS[name], "field": field,
        "question": question, "typed": typed, "problems": problems, "back": reverse("dossier", args=[dossier.id]),
    }  # fmt: skip
    return render(request, "portal/track/act.html", context, status=422 if problems else 200)


@own.page
@require_POST
def renew_pin(request: HttpRequest, id: UUID) -> HttpResponse:
    """A new PIN for the owner, who has signed in."""
    dossier, actor = own.dossier(request, id)
    if not policy.is_applicant(actor, dossier):
        raise policy.Forbidden("pin")
    if not dossier.code:  # the PIN is printed at receipt; before it there is none to change
        raise Http404
    pin.renew(dossier, actor)
    messages.success(request, _("Đã đổi mã tra cứu. Mã cũ không dùng được nữa."))
    return HttpResponseRedirect(reverse("dossier", args=[dossier.id]))
