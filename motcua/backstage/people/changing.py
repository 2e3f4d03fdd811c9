"""What happens to an officer's post and account: change, end, suspend, open again, invite, second factor, directory."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.agencies import enacting, persons, proposals, reach
from motcua.agencies.models import Agency, Proposal
from motcua.agencies.proposals import Wish
from motcua.backstage.people import asking, finding, hiring
from motcua.backstage.people.asking import Form
from motcua.dossiers import session
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.words import N_, Invalid
from motcua.people.models import Account

FORM = ["GET", "HEAD", "POST"]
LONGEST_SUBJECT = 255


@require_http_methods(FORM)
def change(request: HttpRequest, id: UUID, post: UUID) -> HttpResponse:
    """Another title or other functions for the same post; waits for approval."""
    actor = session.actor(request)
    account = finding.person(actor, id)
    held = finding.post(actor, account, post)
    form = Form.of(request)
    title = form.line("title", _("Chức danh"), known=held.post_title)
    roles = form.functions(held.roles)
    why = form.line("why", _("Lý do"), _("Ví dụ: Quyết định phân công số 12/QĐ-UBND."))
    back = (reverse("officer", args=[id]), account.full_name)
    if form.sound:
        wish = Wish(Proposal.Kind.CHANGE, account, held.agency, why, held, title=title, roles=roles)
        if _proposed(request, form, wish, actor):
            return HttpResponseRedirect(back[0])
    lead = [_("%(name)s đang giữ: %(title)s, %(office)s.") % {
        "name": account.full_name, "title": held.post_title, "office": held.agency.name,
    }]  # fmt: skip
    return form.page(request, _("Đổi chức năng"), _("Gửi duyệt"), back, lead=lead)


@require_http_methods(FORM)
def end(request: HttpRequest, id: UUID, post: UUID) -> HttpResponse:
    """The last day in a post; waits for approval. Who must stop at once is suspended."""
    actor = session.actor(request)
    account = finding.person(actor, id)
    held = finding.post(actor, account, post)
    form = Form.of(request)
    last = form.day("valid_to", _("Ngày làm việc cuối cùng"), known=clock.now().date())
    why = form.line("why", _("Lý do"), _("Ví dụ: Quyết định điều động số 15/QĐ-UBND."))
    back = (reverse("officer", args=[id]), account.full_name)
    wish = Wish(Proposal.Kind.END, account, held.agency, why, held, valid_to=last)
    if form.sound and _proposed(request, form, wish, actor):
        return HttpResponseRedirect(back[0])
    lead = [
        _("%(name)s thôi giữ vị trí %(title)s.") % {"name": account.full_name, "title": held.post_title},
        _("Cần dừng ngay? Hãy khóa tài khoản, không phải chờ duyệt."),
    ]
    return form.page(request, _("Thôi giữ vị trí"), _("Gửi duyệt"), back, lead=lead, danger=True)


def _proposed(request: HttpRequest, form: Form, wish: Wish, actor: Actor) -> bool:
    try:
        proposals.propose(wish, actor=actor)
    except Invalid as error:
        form.wrong(hiring.place_of(error), asking.said(error))
        return False
    messages.success(request, _("Đã gửi đề nghị. Quản trị viên khác duyệt xong thì có hiệu lực."))
    return True


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done to an account; `kind` is proposed to another administrator, "" is done at once."""

    title: str
    button: str
    lead: str
    kind: str = ""


ACTS = {
    "khoa": Act(
        N_("Khóa tài khoản"), N_("Khóa ngay"),
        N_("Cán bộ bị đăng xuất ngay và không vào được nữa. Mở lại thì cần hai quản trị viên."),
    ),
    "mo-lai": Act(
        N_("Mở lại tài khoản"), N_("Gửi duyệt"), N_("Cán bộ vào lại được khi quản trị viên khác duyệt."), "resume"
    ),
    "dat-lai-mat-khau": Act(
        N_("Cho đặt lại mật khẩu"), N_("Cho đặt lại"),
        N_("Mật khẩu cũ không dùng được nữa. Cán bộ đặt mật khẩu mới ở trang “Đăng nhập lần đầu”, trong 14 ngày."),
    ),
    "xac-nhan-hai": Act(
        N_("Xóa cách xác nhận thứ hai"), N_("Gửi duyệt"),
        N_("Dùng khi cán bộ mất điện thoại hoặc khóa bảo mật. Duyệt xong, cán bộ cài lại từ đầu."), "factor",
    ),
    "danh-ba": Act(
        N_("Liên kết với danh bạ cán bộ"), N_("Gửi duyệt"),
        N_("Cán bộ đăng nhập được bằng tài khoản của danh bạ này. Hãy chép đúng mã từ người quản lý danh bạ."), "link",
    ),
}  # fmt: skip


@require_http_methods(FORM)
def act(request: HttpRequest, id: UUID, deed: str) -> HttpResponse:
    """One of `ACTS`, with the reason."""
    actor, chosen = session.actor(request), ACTS.get(deed)
    if chosen is None:
        raise Http404
    account = finding.person(actor, id)
    if not reach.governs(actor, account):
        raise Http404
    form = Form.of(request)
    subject = ""
    if chosen.kind == Proposal.Kind.LINK:
        subject = form.line("subject", _("Mã của cán bộ trong danh bạ"), _("Mã cố định (sub), không phải tên."))
        if form.posted and not 0 < len(subject) <= LONGEST_SUBJECT:
            form.wrong("subject", _("Hãy ghi mã của cán bộ trong danh bạ."))
    why = form.line("why", _("Lý do"))
    back = (reverse("officer", args=[id]), account.full_name)
    if form.sound:
        if chosen.kind:
            wish = Wish(Proposal.Kind(chosen.kind), account, _seat(actor, account), why, directory_subject=subject)
            done = _proposed(request, form, wish, actor)
        else:
            done = _done(request, form, _ALONE[deed], account, why, actor)
        if done:
            return HttpResponseRedirect(back[0])
    lead = [_("Cán bộ: %(name)s.") % {"name": account.full_name}, _(chosen.lead)]
    return form.page(request, _(chosen.title), _(chosen.button), back, lead=lead, danger=deed == "khoa")


def _done(
    request: HttpRequest, form: Form, alone: Callable[[Account, str, Actor], str], account: Account, why: str,
    actor: Actor,
) -> bool:  # fmt: skip
    try:
        messages.success(request, alone(account, why, actor))
    except Invalid as error:
        form.wrong("why" if error.message == enacting.NO_REASON else "", asking.said(error))
        return False
    return True


def _suspend(account: Account, why: str, actor: Actor) -> str:
    enacting.suspend(account, why, actor=actor)
    return _("Đã khóa tài khoản của %(name)s.") % {"name": account.full_name}


def _invite(account: Account, why: str, actor: Actor) -> str:
    if not why:
        raise Invalid(enacting.NO_REASON)
    if account.pk == actor.account:
        raise Invalid(enacting.OWN_PASSWORD)
    persons.invite(account, actor=actor)
    return _("Đã cho đặt lại. Hãy báo cán bộ vào trang “Đăng nhập lần đầu”.")


_ALONE = {"khoa": _suspend, "dat-lai-mat-khau": _invite}


def _seat(actor: Actor, account: Account) -> Agency:
    """The office that stands for the account in what is proposed of it: that of its newest post, else of a proposal."""
    post = finding.current_posts(actor, account).last()
    if post is not None:
        return post.agency
    last = account.proposals.select_related("agency__unit").order_by("-made_at").first()
    if last is None:
        raise Http404
    return last.agency
