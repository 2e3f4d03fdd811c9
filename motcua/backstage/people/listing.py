"""The list of officers and the page of one: who it is, which posts, which leaves, what waits for approval."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch, Q, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.agencies import enacting, leaves, proposals, reach, staffing
from motcua.agencies.models import FirstSignIn, Leave, Officer, Proposal
from motcua.backstage.people import asking, finding
from motcua.dossiers import session
from motcua.kit import clock, dates, identity
from motcua.kit.vietnamese import clean
from motcua.people.models import Account, Authenticator, Identity, Passkey
from motcua.ui.alphabet import alphabetical
from motcua.ui.filters import when

PAGE = 30
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Row:
    """An officer in the list: name, telephone, where and what, and what is unusual today."""

    id: UUID
    name: str
    phone: str
    posts: list[str]
    mark: str


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """`tim` a name or telephone, `sau` the last name and id of the page before."""
    actor = session.actor(request)
    text = clean(request.GET.get("tim", ""))[:LONGEST]
    found = finding.people(actor).annotate(listed=alphabetical("full_name"))
    if text:
        found = found.filter(Q(full_name__icontains=text) | Q(phone__startswith=text.replace(" ", "")))
    name, _bar, id = request.GET.get("sau", "")[:300].rpartition("|")
    after = _id(id)
    if after:
        known = alphabetical(Value(name))
        found = found.filter(Q(listed__gt=known) | Q(listed=known, pk__gt=after))
    posts = staffing.living().filter(agency__in=reach.offices(actor).values("id")).select_related("agency")
    away = staffing.on_leave().select_related("officer")
    rows = list(
        found.order_by("listed", "pk").prefetch_related(
            Prefetch("posts", posts.prefetch_related(Prefetch("leaves", away, to_attr="today")), to_attr="seats"),
            Prefetch("first_sign_in"),
        )[: PAGE + 1]
    )
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    query = {"tim": text, "sau": f"{last.full_name}|{last.pk}"} if last else {}
    context = {
        "rows": [_row(one) for one in rows[:PAGE]], "text": text, "first": reverse("officers") if after else None,
        "next": f"{reverse('officers')}?{urlencode(query)}" if last else None,
        "waiting": len(proposals.waiting(actor)), "notices": list(messages.get_messages(request)),
    }  # fmt: skip
    return render(request, "backstage/people/officers.html", context)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _row(account: Account) -> Row:
    seats: list[Officer] = account.seats  # type: ignore[attr-defined]
    posts = [f"{one.post_title}, {one.agency.short_name}" for one in seats]
    return Row(account.pk, account.full_name, identity.phone_display(account.phone or ""), posts, _mark(account, seats))


def _mark(account: Account, seats: list[Officer]) -> str:
    if not account.is_active:
        return _("Đã khóa")
    if not seats:
        return _("Chưa có vị trí")
    if any(one.today for one in seats):  # type: ignore[attr-defined]
        return _("Đang nghỉ")
    return _("Chưa đăng nhập lần nào") if hasattr(account, "first_sign_in") else ""


@require_safe
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """Everything an administrator may know and do about an officer."""
    actor = session.actor(request)
    account = finding.person(actor, id)
    posts = list(finding.current_posts(actor, account))
    first = FirstSignIn.objects.filter(account=account).first()
    context = {
        "one": account, "facts": _facts(account, first), "posts": [_post(post) for post in posts],
        "leaves": [leave_words(leave) for leave in leaves.of(account.pk)],
        "proposals": [proposal_words(found) for found in _open(account)], "own": account.pk == actor.account,
        "governed": reach.governs(actor, account),
        "notices": list(messages.get_messages(request)),
    }  # fmt: skip
    return render(request, "backstage/people/officer.html", context)


def _facts(account: Account, first: FirstSignIn | None) -> list[dict[str, str]]:
    second = Authenticator.objects.filter(account=account).exclude(confirmed_at=None).exists() or (
        Passkey.objects.filter(account=account).exists()
    )
    linked = Identity.objects.filter(account=account, provider=enacting.PROVIDER).first()
    sign_in = _("Đã đặt mật khẩu") if account.has_usable_password() else _("Chưa đặt mật khẩu")
    if first is not None:
        day = dates.short_date(first.expires_at.astimezone(clock.HANOI).date())
        sign_in = _("Được đặt mật khẩu đến hết ngày %(day)s") % {"day": day}
    number = account.personal_id
    return [
        {"label": _("Số điện thoại"), "value": identity.phone_display(account.phone or "")},
        {"label": _("Thư điện tử"), "value": account.email},
        {"label": _("Số định danh cá nhân"), "value": f"{number[:3]}…{number[-3:]}" if number else ""},
        {"label": _("Tài khoản"), "value": _("Đang dùng") if account.is_active else _("Đã khóa")},
        {"label": _("Đăng nhập"), "value": sign_in},
        {"label": _("Cách xác nhận thứ hai"), "value": _("Đã có") if second else _("Chưa có")},
        {"label": _("Danh bạ cán bộ"), "value": linked.subject if linked else _("Chưa liên kết")},
    ]


def _post(post: Officer) -> dict[str, object]:
    end = dates.short_date(post.valid_to) if post.valid_to else _("không thời hạn")
    days = _("Từ %(start)s đến %(end)s") % {"start": dates.short_date(post.valid_from), "end": end}
    return {
        "id": post.pk, "title": post.post_title, "office": post.agency.name, "office_id": post.agency_id,
        "functions": asking.functions(post.roles), "days": days,
    }  # fmt: skip


def leave_words(leave: Leave) -> dict[str, object]:
    """A leave in words, with its id."""
    days = {"start": dates.short_date(leave.valid_from), "end": dates.short_date(leave.valid_to)}
    substitute = leave.substitute.account.full_name if leave.substitute else _("không có người thay")
    words = _("%(name)s nghỉ từ %(start)s đến %(end)s. Người thay: %(substitute)s.") % {
        **days, "name": leave.officer.account.full_name, "substitute": substitute,
    }  # fmt: skip
    return {"id": leave.pk, "words": words, "office": leave.officer.agency.name}


def _open(account: Account) -> list[Proposal]:
    related = ("account", "agency", "officer", "substitute__account", "made_by", "decided_by")
    return list(proposals.open_proposals().filter(account=account).select_related(*related).order_by("made_at")[:20])


def proposal_words(found: Proposal) -> dict[str, object]:
    """A proposal as facts: of whom, what, why, by whom, until when."""
    facts = [(_("Cơ quan"), found.agency.name)]
    if found.kind == Proposal.Kind.APPOINT:
        facts.append((_("Số điện thoại"), identity.phone_display(found.account.phone or "")))
        facts.append((_("Thư điện tử"), found.account.email or _("Chưa có")))
    if found.title:
        facts.append((_("Chức danh"), found.title))
    if found.roles:
        facts.append((_("Chức năng"), asking.functions(found.roles)))
    if found.officer and found.kind in (Proposal.Kind.CHANGE, Proposal.Kind.END):
        held = f"{found.officer.post_title}: {asking.functions(found.officer.roles)}"
        facts.append((_("Đang giữ"), held))
    if found.substitute:
        facts.append((_("Người thay"), found.substitute.account.full_name))
    if found.valid_from or found.valid_to:
        facts.append((_("Thời gian"), _days(found)))
    if found.directory_subject:
        facts.append((_("Mã trong danh bạ"), found.directory_subject))
    facts.append((_("Lý do"), found.why))
    made = _("%(name)s đề nghị lúc %(at)s.") % {"name": found.made_by.full_name, "at": when(found.made_at)}
    if found.is_open:
        made += " " + _("Hết hạn lúc %(until)s.") % {"until": when(found.expires_at)}
    return {
        "id": found.pk, "account": found.account_id, "name": found.account.full_name,
        "kind": _(str(Proposal.Kind(found.kind).label)), "facts": [{"label": a, "value": b} for a, b in facts],
        "made": made, "made_by": found.made_by_id,
        "ended": _ended(found),
    }  # fmt: skip


def _days(found: Proposal) -> str:
    start = dates.short_date(found.valid_from) if found.valid_from else ""
    end = dates.short_date(found.valid_to) if found.valid_to else ""
    return " – ".join(day for day in (start, end) if day) if end else _("Từ %(day)s") % {"day": start}


def _ended(found: Proposal) -> str:
    if found.decided_by and found.decided_at:
        state = _(str(Proposal.State(found.state).label))
        words = _("%(state)s: %(name)s, lúc %(at)s.")
        told = words % {"state": state, "name": found.decided_by.full_name, "at": when(found.decided_at)}
        return f"{told} {found.answer}".strip()
    if found.state == Proposal.State.WITHDRAWN and found.decided_at:
        by = {"name": found.made_by.full_name, "at": when(found.decided_at)}
        return _("%(name)s đã rút đề nghị lúc %(at)s.") % by
    return "" if found.is_open else _("Hết hạn, không có hiệu lực.")
