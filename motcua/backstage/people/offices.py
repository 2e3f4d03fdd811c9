"""The tree of offices, one office with its posts and people, and the changes the province makes to the tree."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.agencies import api as agencies
from motcua.agencies import offices, reach, staffing
from motcua.agencies.models import Agency
from motcua.agencies.offices import Card
from motcua.backstage.people import asking, finding
from motcua.backstage.people.asking import Form
from motcua.dossiers import session
from motcua.kit import identity
from motcua.kit.actor import Actor
from motcua.kit.words import Invalid
from motcua.ui.alphabet import alphabetical

FORM = ["GET", "HEAD", "POST"]
MOST_PEOPLE = 200


@dataclass(frozen=True, slots=True)
class Line:
    """An office in the tree: how deep it stands below the first, and how many people work there today."""

    office: Agency
    depth: int
    people: int


@require_safe
def tree(request: HttpRequest) -> HttpResponse:
    """My office and those below, in the order of the tree; closed ones at their place, marked."""
    actor = session.actor(request)
    found = list(reach.offices(actor).order_by("code")[: reach.MOST_OFFICES])
    counted = staffing.living().filter(agency__in=[one.pk for one in found]).values("agency").order_by("agency")
    people = dict(counted.annotate(count=Count("account", distinct=True)).values_list("agency", "count"))
    context = {
        "lines": _lines(found, people, actor), "changes": reach.may_change_offices(actor),
        "capped": len(found) == reach.MOST_OFFICES, "notices": list(messages.get_messages(request)),
    }  # fmt: skip
    return render(request, "backstage/people/offices.html", context)


def _lines(found: list[Agency], people: dict[UUID, int], actor: Actor) -> list[Line]:
    known = {one.pk for one in found}
    parts: dict[UUID | None, list[Agency]] = {}
    for one in found:
        above = one.parent_id if one.parent_id in known and one.pk != actor.agency else None
        parts.setdefault(above, []).append(one)
    parts.get(None, []).sort(key=lambda one: (one.pk != actor.agency, one.code))
    lines: list[Line] = []

    def walk(above: UUID | None, depth: int) -> None:
        for one in parts.get(above, ()):
            lines.append(Line(one, depth, people.get(one.pk, 0)))
            walk(one.pk, min(depth + 1, 5))

    walk(None, 0)
    return lines


@require_safe
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """The card, the posts with their usual functions, and who sits there today."""
    actor = session.actor(request)
    office = finding.office(actor, id)
    away = {leave.officer_id: leave for leave in staffing.on_leave().filter(
        officer__agency=office).select_related("substitute__account")}  # fmt: skip
    seated = (
        staffing.living().filter(agency=office).select_related("account").order_by(alphabetical("post_title"), "id")
    )
    people = []
    for post in seated[:MOST_PEOPLE]:
        leave = away.get(post.pk)
        people.append({
            "title": post.post_title, "name": post.account.full_name, "id": post.account_id,
            "functions": asking.functions(post.roles), "away": leave is not None,
            "substitute": leave.substitute.account.full_name if leave and leave.substitute else "",
        })  # fmt: skip
    posts = [(post.title, asking.functions(post.roles)) for post in office.posts.order_by(alphabetical("title"))]
    held = {entry["title"] for entry in people}
    context = {
        "office": office, "facts": _facts(office), "people": people,
        "posts": [(title, words, title in held) for title, words in posts],
        "parts": list(Agency.objects.filter(parent=office).order_by("code")[: reach.MOST_OFFICES]),
        "changes": reach.may_change_offices(actor), "notices": list(messages.get_messages(request)),
    }  # fmt: skip
    return render(request, "backstage/people/office.html", context)


def _facts(office: Agency) -> list[dict[str, str]]:
    rows = (
        (_("Mã định danh"), office.code),
        (_("Cơ quan cấp trên"), office.parent.name if office.parent else ""),
        (_("Nơi phục vụ"), office.unit.name),
        (_("Địa chỉ"), office.address),
        (_("Điện thoại"), identity.phone_display(office.phone)),
        (_("Thư điện tử"), office.email),
        (_("Giờ làm việc"), office.hours_text),
        (_("Người phụ trách"), office.official_in_charge),
    )
    return [{"label": label, "value": value} for label, value in rows]


def _card(form: Form, office: Agency | None = None) -> Card:
    known = {name: getattr(office, name) if office else "" for name in Card.__slots__}
    card = Card(
        name=form.line("name", _("Tên cơ quan"), known=known["name"]),
        short_name=form.line("short_name", _("Tên gọi tắt"), _("Ví dụ: Sở Xây dựng."), known["short_name"]),
        address=form.line("address", _("Địa chỉ"), known=known["address"]),
        phone=form.line("phone", _("Điện thoại"), known=known["phone"]),
        email=form.line("email", _("Thư điện tử"), known=known["email"], must=False),
        hours_text=form.line("hours_text", _("Giờ làm việc"), known=known["hours_text"]),
        official_in_charge=form.line(
            "official_in_charge", _("Người phụ trách"), _("Người dân gọi ai."), known["official_in_charge"]
        ),
    )
    if form.posted:
        for name, sentence in offices.problems(card).items():
            form.wrong(name, _(sentence))
    return card


def _province(actor: Actor) -> None:
    if not reach.may_change_offices(actor):
        raise PermissionDenied


@require_http_methods(FORM)
def new(request: HttpRequest) -> HttpResponse:
    """Open an office under one of the reach."""
    actor = session.actor(request)
    _province(actor)
    form = Form.of(request)
    above = _choices(actor)
    code = form.line("code", _("Mã định danh"), _("Ví dụ: H42.37.117."))
    kind = form.choice("kind", _("Loại cơ quan"), [(one, _(str(name))) for one, name in Agency.Kind.choices])
    options = [(str(pk), name) for pk, name in above]
    parent = form.choice("parent", _("Cơ quan cấp trên"), options, known=str(actor.agency))
    card = _card(form)
    if form.sound:
        try:
            chosen = finding.office(actor, UUID(parent)) if parent else None
            if chosen is None:
                raise Invalid(offices.NO_PARENT)
            made = offices.open_office(code, kind, chosen, card, actor=actor)
        except Invalid as error:
            places = {offices.BAD_CODE: "code", offices.CODE_TAKEN: "code", offices.NO_KIND: "kind"}
            form.wrong(places.get(error.message, "parent"), asking.said(error))
        else:
            return _changed(request, made, _("Đã thêm cơ quan."))
    return form.page(request, _("Thêm cơ quan"), _("Thêm cơ quan"), (reverse("offices"), _("Cơ quan")))


def _choices(actor: Actor) -> list[tuple[UUID, str]]:
    found = reach.offices(actor).filter(is_active=True).order_by("code")
    return list(found.values_list("pk", "name")[: reach.MOST_OFFICES])


@require_http_methods(FORM)
def edit(request: HttpRequest, id: UUID) -> HttpResponse:
    """Rename an office, correct its card, put it under another."""
    actor = session.actor(request)
    office = finding.office(actor, id)
    _province(actor)
    form = Form.of(request)
    above = [("", _("Không có cơ quan cấp trên"))] + [(str(pk), name) for pk, name in _choices(actor) if pk != id]
    card = _card(form, office)
    parent = form.choice("parent", _("Cơ quan cấp trên"), above, known=str(office.parent_id or ""), must=False)
    if form.sound:
        try:
            if parent != str(office.parent_id or ""):
                offices.move(office, finding.office(actor, UUID(parent)) if parent else None, actor=actor)
            offices.rewrite(office, card, actor=actor)
        except Invalid as error:
            form.wrong("parent", asking.said(error))
        else:
            return _changed(request, office, _("Đã lưu."))
    return form.page(request, _("Sửa cơ quan"), _("Lưu"), (reverse("office", args=[id]), office.name))


@require_http_methods(FORM)
def close(request: HttpRequest, id: UUID) -> HttpResponse:
    """Close an office that has neither people nor parts, or open a closed one again."""
    actor = session.actor(request)
    office = finding.office(actor, id)
    _province(actor)
    form = Form.of(request)
    if form.posted:
        try:
            (offices.close if office.is_active else offices.reopen)(office, actor=actor)
        except Invalid as error:
            form.wrong("", asking.said(error))
        else:
            return _changed(request, office, _("Đã đóng cơ quan.") if office.is_active else _("Đã mở lại cơ quan."))
    if office.is_active:
        title, lead = _("Đóng cơ quan"), _("Cơ quan đóng không nhận hồ sơ mới. Cán bộ không làm việc ở đây được nữa.")
    else:
        title, lead = _("Mở lại cơ quan"), _("Cơ quan hoạt động trở lại với thông tin như trước.")
    back = (reverse("office", args=[id]), office.name)
    return form.page(request, title, title, back, lead=[office.name, lead], danger=office.is_active)


@require_http_methods(FORM)
def post(request: HttpRequest, id: UUID) -> HttpResponse:
    """A post of the office and its usual functions; `?chuc-danh=` shows one that is known."""
    actor = session.actor(request)
    office = finding.office(actor, id)
    known = office.posts.filter(title=request.GET.get("chuc-danh", "")[:120]).first()
    form = Form.of(request)
    title = form.line("title", _("Chức danh"), _("Ví dụ: Cán bộ tiếp nhận."), known.title if known else "")
    roles = form.functions(known.roles if known else [], _("Người đang giữ chức danh vẫn có chức năng đã được duyệt."))
    if form.sound:
        try:
            offices.keep_post(office, title, roles, actor=actor)
        except Invalid as error:
            form.wrong("title" if error.message == offices.NO_TITLE else "roles", asking.said(error))
        else:
            return _changed(request, office, _("Đã lưu chức danh."))
    back = (reverse("office", args=[id]), office.name)
    return form.page(request, _("Chức danh của cơ quan"), _("Lưu"), back, lead=[office.name])


def _changed(request: HttpRequest, office: Agency, told: str) -> HttpResponse:
    agencies.forget()
    messages.success(request, told)
    return HttpResponseRedirect(reverse("office", args=[office.pk]))
