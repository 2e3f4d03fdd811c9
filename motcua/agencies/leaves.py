"""Leave from day to day, and who has the functions meanwhile: never two at once, never handed on."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from motcua.agencies import functions, staffing
from motcua.agencies.calendars import calendar_for
from motcua.agencies.entries import LEAVE_ENDED, LEAVE_ENTERED, LeaveEnded, LeaveEntered
from motcua.agencies.models import Leave, Officer
from motcua.agencies.persons import subject
from motcua.journal import api as journal
from motcua.kit import clock, dates
from motcua.kit.actor import Actor
from motcua.kit.words import N_, Invalid
from motcua.ui.alphabet import alphabetical

LONGEST_DAYS = 366
MOST_SHOWN = 50

PAST = N_("Ngày đầu đã qua. Hãy chọn từ hôm nay trở đi.")
WRONG_DAYS = N_("Ngày cuối phải từ ngày đầu trở đi. Hãy xem lại hai ngày.")
TOO_LONG = N_("Chỉ ghi nghỉ tối đa %(most)s ngày một lần. Nghỉ lâu hơn, hãy cho thôi giữ vị trí.")
NO_WORK = N_("Cơ quan không làm việc trong những ngày này. Không cần ghi nghỉ.")
OVER = N_("Vị trí của cán bộ kết thúc trước ngày cuối. Hãy chọn ngày sớm hơn.")
OVERLAP = N_("Đã ghi nghỉ từ %(start)s đến %(end)s. Hãy sửa lần nghỉ đó trước.")
ELSEWHERE = N_("Người thay phải làm việc cùng cơ quan trong cả thời gian nghỉ. Hãy chọn người khác.")
SELF = N_("Không ai tự thay mình được. Hãy chọn người khác.")
AWAY = N_("%(name)s cũng nghỉ trong thời gian này. Hãy chọn người khác.")
STANDS_IN = N_("%(name)s đang được giao thay người khác trong thời gian này. Hãy đổi người thay của lần nghỉ đó trước.")
TWO_POWERS = N_("Người của Ủy ban không thay việc của Công an, và ngược lại. Hãy chọn người khác.")


def check(officer: Officer, substitute: Officer | None, start: date, end: date) -> None:
    """May this leave be entered? Invalid says why not. At most six statements."""
    today = clock.now().date()
    if start < today:
        raise Invalid(PAST)
    if end < start:
        raise Invalid(WRONG_DAYS)
    if (end - start).days >= LONGEST_DAYS:
        raise Invalid(TOO_LONG, most=LONGEST_DAYS)
    if officer.valid_to and end > officer.valid_to:
        raise Invalid(OVER)
    calendar = calendar_for(officer.agency_id)
    if not any(calendar.is_working(start + timedelta(days=number)) for number in range((end - start).days + 1)):
        raise Invalid(NO_WORK)
    if other := _between(start, end).filter(officer=officer).first():
        raise Invalid(OVERLAP, start=dates.short_date(other.valid_from), end=dates.short_date(other.valid_to))
    if _between(start, end).filter(substitute=officer).exists():
        raise Invalid(STANDS_IN, name=officer.account.full_name)
    if substitute is not None:
        _check_substitute(officer, substitute, start, end)


def _check_substitute(officer: Officer, substitute: Officer, start: date, end: date) -> None:
    if substitute.account_id == officer.account_id:
        raise Invalid(SELF)
    works = substitute.valid_from <= start and (substitute.valid_to is None or substitute.valid_to >= end)
    if substitute.agency_id != officer.agency_id or not works or not substitute.account.is_active:
        raise Invalid(ELSEWHERE)
    if not functions.may_lend(officer.roles, substitute.roles):
        raise Invalid(TWO_POWERS)
    if _between(start, end).filter(officer=substitute).exists():
        raise Invalid(AWAY, name=substitute.account.full_name)


def _between(start: date, end: date) -> QuerySet[Leave]:
    return Leave.objects.filter(ended_at=None, valid_from__lte=end, valid_to__gte=start)


@transaction.atomic
def enter(officer: Officer, substitute: Officer | None, start: date, end: date, *, by: UUID, actor: Actor) -> Leave:
    """Write a leave down; two at the same moment wait for each other. Raises Invalid."""
    both = sorted(one.pk for one in (officer, substitute) if one is not None)
    list(Officer.objects.select_for_update().filter(pk__in=both).order_by("pk"))
    check(officer, substitute, start, end)
    made = Leave.objects.create(
        officer=officer, substitute=substitute, valid_from=start, valid_to=end, entered_by_id=by
    )
    told = LeaveEntered(
        leave=made.id, substitute=substitute.account_id if substitute else None, valid_from=start, valid_to=end
    )
    journal.record(LEAVE_ENTERED, subject(officer.account), actor=actor, payload=told)
    staffing.forget()
    return made


@transaction.atomic
def end(leave: Leave, *, actor: Actor) -> None:
    """The officer is back, or does not go; a second end changes nothing."""
    if Leave.objects.filter(pk=leave.pk, ended_at=None).update(ended_at=clock.now()):
        journal.record(LEAVE_ENDED, subject(leave.officer.account), actor=actor, payload=LeaveEnded(leave=leave.id))
        staffing.forget()


def of(account: UUID) -> list[Leave]:
    """Leaves of a person that are not over, and those in which they stand in (one statement)."""
    today = clock.now().date()
    found = Leave.objects.filter(ended_at=None, valid_to__gte=today)
    about = found.filter(Q(officer__account=account) | Q(substitute__account=account))
    related = ("officer__account", "officer__agency", "substitute__account")
    return list(about.select_related(*related).order_by("valid_from", "id")[:MOST_SHOWN])


def colleagues(officer: Officer) -> list[Officer]:
    """Who could stand in: the others at the office today who may have these functions, by title."""
    others = staffing.living().filter(agency=officer.agency_id, account__is_active=True)
    found = (
        others.exclude(account=officer.account_id)
        .select_related("account")
        .order_by(alphabetical("post_title"), "id")[:200]
    )
    return [one for one in found if functions.may_lend(officer.roles, one.roles)]
