"""A new officer, and another post for one we know: the account opens nothing until another administrator approves."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.agencies import persons, proposals, reach
from motcua.agencies.models import Agency, Proposal
from motcua.agencies.proposals import Wish
from motcua.backstage.people import asking, finding
from motcua.backstage.people.asking import Form, Seat
from motcua.dossiers import session
from motcua.kit import identity
from motcua.kit.actor import Actor
from motcua.kit.words import Invalid
from motcua.people.models import Account
from motcua.ui.alphabet import alphabetical

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def new(request: HttpRequest) -> HttpResponse:
    """Account and first post together, for the office of `?co-quan=` or the administrator's own."""
    actor = session.actor(request)
    office = _office(actor, request.GET.get("co-quan", ""))
    form = Form.of(request)
    typed = _person(form)
    seat = asking.seat(form, list(office.posts.order_by(alphabetical("title"))))
    why = form.line("why", _("Lý do"), _("Ví dụ: Quyết định phân công số 12/QĐ-UBND."))
    who = checked(form, typed) if form.posted else None
    if form.sound and who and (made := _hire(form, who, seat, why, office, actor)):
        told = _("Đã tạo tài khoản của %(name)s. Quản trị viên khác duyệt xong thì chức năng có hiệu lực.")
        messages.success(request, told % {"name": made.full_name})
        return HttpResponseRedirect(reverse("officer", args=[made.pk]))
    lead = [
        _("Cơ quan: %(name)s.") % {"name": office.name},
        _("Mỗi cán bộ có tài khoản riêng. Không dùng chung tài khoản cho một bộ phận."),
        _("Cán bộ tự đặt mật khẩu lần đầu bằng mã gửi tới điện thoại của mình."),
    ]
    return form.page(request, _("Thêm cán bộ"), _("Gửi duyệt"), (reverse("officers"), _("Cán bộ")), lead=lead)


def _office(actor: Actor, code: str) -> Agency:
    offices = reach.offices(actor).filter(is_active=True)
    if actor.agency is None:
        raise Http404
    found = (offices.filter(code=code[:24]) if code else offices.filter(pk=actor.agency)).first()
    if found is None:
        raise Http404
    return found


def _person(form: Form) -> dict[str, str]:
    return {
        "full_name": form.line("full_name", _("Họ và tên"), _("Tên thật của một người, không phải tên bộ phận.")),
        "phone": form.line("phone", _("Số di động riêng"), _("Mã đăng nhập lần đầu gửi tới số này.")),
        "personal_id": form.line("personal_id", _("Số định danh cá nhân"), _("12 chữ số trên thẻ căn cước.")),
        "email": form.line("email", _("Thư điện tử công vụ"), must=False),
    }


def checked(form: Form, typed: dict[str, str]) -> persons.Person | None:
    """The person as typed, every mistake said beside its input; None when there is one."""
    checks: dict[str, Callable[[str], str]] = {
        "full_name": persons.name, "phone": persons.mobile, "email": persons.mail,
        "personal_id": lambda text: identity.PersonalId.parse(text).number,
    }  # fmt: skip
    good: dict[str, str] = {}
    for name, check in checks.items():
        try:
            good[name] = check(typed[name])
        except Invalid as error:
            form.wrong(name, asking.said(error))
    if len(good) < len(checks):
        return None
    who = persons.Person(**good)
    for name, sentence in persons.check_new(who).items():
        form.wrong(name, _(sentence))
    return who


def _hire(form: Form, who: persons.Person, seat: Seat, why: str, office: Agency, actor: Actor) -> Account | None:
    try:
        with transaction.atomic():
            account = persons.open_account(who, office, actor=actor)
            proposals.propose(appointment(account, office, seat, why), actor=actor)
            return account
    except Invalid as error:
        form.wrong(place_of(error), asking.said(error))
        return None


def appointment(account: Account, office: Agency, seat: Seat, why: str) -> Wish:
    """The wish to give this person this post."""
    return Wish(
        Proposal.Kind.APPOINT, account, office, why, title=seat.title, roles=seat.roles,
        valid_from=seat.valid_from, valid_to=seat.valid_to,
    )  # fmt: skip


def place_of(error: Invalid) -> str:
    """Beside which input a refusal of the rules stands."""
    places = {
        proposals.NO_WHY: "why", proposals.NO_TITLE: "title", proposals.WRONG_DAYS: "valid_to",
        persons.PHONE_TAKEN: "phone", persons.ID_TAKEN: "personal_id", persons.EMAIL_TAKEN: "email",
    }  # fmt: skip
    return places.get(error.message, "roles" if "chức năng" in error.message else "")


@require_http_methods(FORM)
def another(request: HttpRequest, id: UUID) -> HttpResponse:
    """A post at one more office (or again at one they left)."""
    actor = session.actor(request)
    account = finding.person(actor, id)
    code = request.GET.get("co-quan", "")
    back = (reverse("officer", args=[id]), account.full_name)
    if not code:
        return _choose_office(request, actor, back)
    office = _office(actor, code)
    form = Form.of(request)
    seat = asking.seat(form, list(office.posts.order_by(alphabetical("title"))))
    why = form.line("why", _("Lý do"), _("Ví dụ: Quyết định phân công số 12/QĐ-UBND."))
    if form.sound:
        try:
            proposals.propose(appointment(account, office, seat, why), actor=actor)
        except Invalid as error:
            form.wrong(place_of(error), asking.said(error))
        else:
            messages.success(request, _("Đã gửi đề nghị. Quản trị viên khác duyệt xong thì có hiệu lực."))
            return HttpResponseRedirect(back[0])
    lead = [_("Cán bộ: %(name)s. Cơ quan: %(office)s.") % {"name": account.full_name, "office": office.name}]
    return form.page(request, _("Giao thêm vị trí"), _("Gửi duyệt"), back, lead=lead)


def _choose_office(request: HttpRequest, actor: Actor, back: tuple[str, str]) -> HttpResponse:
    form = Form.of(request)
    offices = reach.offices(actor).filter(is_active=True).order_by(alphabetical("name"))[: reach.MOST_OFFICES]
    options = [(one.code, one.name) for one in offices]
    chosen = form.choice("office", _("Cơ quan"), options)
    if form.sound and chosen:
        return HttpResponseRedirect(f"{request.path}?co-quan={chosen}")
    if form.sound:
        form.wrong("office", _("Hãy chọn cơ quan."))
    return form.page(request, _("Giao thêm vị trí"), _("Tiếp tục"), back)
