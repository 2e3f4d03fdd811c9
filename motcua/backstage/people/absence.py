"""Leave with a substitute: entered by the officer, or by an administrator (then another one approves)."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.agencies import leaves, proposals, reach, staffing
from motcua.agencies.models import Leave, Officer, Proposal
from motcua.agencies.proposals import Wish
from motcua.backstage.people import asking, finding
from motcua.backstage.people.asking import Form
from motcua.backstage.people.listing import leave_words
from motcua.dossiers import session
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.words import Invalid
from motcua.people.models import Account

FORM = ["GET", "HEAD", "POST"]


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """My own leaves: those entered, and a link to enter one for each office I work at."""
    actor = session.actor(request)
    assert actor.account is not None
    places = staffing.places_of(actor.account)
    rows = [leave_words(one) | {"mine": one.officer.account_id == actor.account} for one in leaves.of(actor.account)]
    context = {
        "rows": rows, "places": [(one.pk, one.agency.name, one.post_title) for one in places],
        "notices": list(messages.get_messages(request)),
    }  # fmt: skip
    return render(request, "backstage/people/leaves.html", context)


@require_http_methods(FORM)
def enter_mine(request: HttpRequest, post: UUID) -> HttpResponse:
    """An officer hands their own functions over for some days: takes effect at once."""
    actor = session.actor(request)
    assert actor.account is not None
    held = next((one for one in staffing.places_of(actor.account) if one.pk == post), None)
    if held is None:
        raise Http404
    form, wish = _asked(request, held)
    back = (reverse("my_leave"), _("Nghỉ và người thay"))
    if form.sound:
        try:
            assert wish.valid_from and wish.valid_to
            leaves.enter(held, wish.substitute, wish.valid_from, wish.valid_to, by=actor.account, actor=actor)
        except Invalid as error:
            form.wrong(_place(error), asking.said(error))
        else:
            messages.success(request, _("Đã ghi nghỉ. Người thay làm việc của bạn trong những ngày đó."))
            return HttpResponseRedirect(back[0])
    lead = [_("Trong những ngày nghỉ, bạn không xử lý hồ sơ. Người thay xử lý và được ghi là “thay” bạn.")]
    return form.page(request, _("Ghi nghỉ"), _("Ghi nghỉ"), back, lead=lead)


@require_http_methods(FORM)
def enter_for(request: HttpRequest, id: UUID, post: UUID) -> HttpResponse:
    """An administrator enters it for somebody: it gives functions to another, so another administrator approves."""
    actor = session.actor(request)
    account = finding.person(actor, id)
    held = finding.post(actor, account, post)
    form, wish = _asked(request, held, with_reason=True)
    back = (reverse("officer", args=[id]), account.full_name)
    if form.sound:
        try:
            assert wish.valid_from and wish.valid_to
            leaves.check(held, wish.substitute, wish.valid_from, wish.valid_to)
            proposals.propose(wish, actor=actor)
        except Invalid as error:
            form.wrong("why" if error.message == proposals.NO_WHY else _place(error), asking.said(error))
        else:
            messages.success(request, _("Đã gửi đề nghị. Quản trị viên khác duyệt xong thì có hiệu lực."))
            return HttpResponseRedirect(back[0])
    words = _("%(name)s nghỉ, người thay có thêm chức năng: %(functions)s.")
    lead = [words % {"name": account.full_name, "functions": asking.functions(held.roles)}]
    return form.page(request, _("Ghi nghỉ"), _("Gửi duyệt"), back, lead=lead)


def _asked(request: HttpRequest, held: Officer, with_reason: bool = False) -> tuple[Form, Wish]:
    form = Form.of(request)
    start = form.day("valid_from", _("Nghỉ từ ngày"), known=clock.now().date())
    end = form.day("valid_to", _("Đến hết ngày"))
    others = leaves.colleagues(held)
    options = [("", _("Không có người thay"))]
    options += [(str(one.pk), f"{one.account.full_name} ({one.post_title})") for one in others]
    chosen = form.choice("substitute", _("Người thay"), options, must=False)
    substitute = next((one for one in others if str(one.pk) == chosen), None)
    why = form.line("why", _("Lý do")) if with_reason else ""
    return form, Wish(
        Proposal.Kind.LEAVE, held.account, held.agency, why, held, substitute, valid_from=start, valid_to=end
    )


def _place(error: Invalid) -> str:
    if error.message in (leaves.PAST, leaves.NO_WORK, leaves.OVERLAP):
        return "valid_from"
    if error.message in (leaves.WRONG_DAYS, leaves.TOO_LONG, leaves.OVER):
        return "valid_to"
    return "substitute"


@require_POST
def finish(request: HttpRequest, id: UUID) -> HttpResponse:
    """Back early, or not going at all: by the absent person, or an administrator of the office."""
    actor = session.actor(request)
    leave = Leave.objects.select_related("officer__agency__unit", "officer__account").filter(pk=id).first()
    if leave is None or not _may_finish(actor, leave):
        raise Http404
    leaves.end(leave, actor=actor)
    messages.success(request, _("Đã thôi nghỉ. Chức năng trở lại như trước."))
    if leave.officer.account_id == actor.account:
        return HttpResponseRedirect(reverse("my_leave"))
    return HttpResponseRedirect(reverse("officer", args=[leave.officer.account_id]))


def _may_finish(actor: Actor, leave: Leave) -> bool:
    return leave.officer.account_id == actor.account or reach.reaches(actor, leave.officer.agency)


@require_http_methods(FORM)
def work_place(request: HttpRequest) -> HttpResponse:
    """Who has posts at several offices says where they work now; it counts for this sign-in."""
    user = request.user
    if not isinstance(user, Account):
        raise PermissionDenied
    form, actor = Form.of(request), session.actor(request)
    options = list({str(one.agency_id): one.agency.name for one in staffing.places_of(user.pk)}.items())
    chosen = form.choice("office", _("Cơ quan"), options, known=str(actor.agency or ""))
    if form.sound and chosen:
        session.work_at(request, UUID(chosen))
        messages.success(request, _("Từ giờ bạn làm việc ở %(name)s.") % {"name": dict(options)[chosen]})
        return HttpResponseRedirect(reverse("my_leave"))
    if form.sound:
        form.wrong("office", _("Hãy chọn cơ quan."))
    back = (reverse("my_leave"), _("Nghỉ và người thay"))
    lead = [_("Bạn có vị trí ở nhiều cơ quan. Hãy chọn nơi bạn làm việc bây giờ.")] if len(options) > 1 else []
    return form.page(request, _("Nơi làm việc"), _("Chọn nơi này"), back, lead=lead)
