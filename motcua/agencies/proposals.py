"""Four eyes: one administrator proposes what somebody may do, another of the same or an upper office decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from motcua.agencies import enacting, functions, reach
from motcua.agencies.entries import (
    ROLE_APPROVED,
    ROLE_DECLINED,
    ROLE_PROPOSED,
    ROLE_WITHDRAWN,
    Decided,
    Proposed,
    Withdrawn,
)
from motcua.agencies.models import Agency, Officer, Proposal
from motcua.agencies.persons import subject
from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.vietnamese import clean
from motcua.kit.words import N_, Invalid
from motcua.people.models import Account

MOST_OPEN = 300
LONGEST_WHY = 300
LONGEST_TITLE = 120

NO_WHY = N_("Hãy ghi lý do, ví dụ số quyết định phân công.")
NO_TITLE = N_("Hãy ghi chức danh, ví dụ Cán bộ tiếp nhận.")
NO_ANSWER = N_("Hãy ghi lý do không duyệt để người đề nghị biết.")
OUTSIDE = N_("Cơ quan này không thuộc phạm vi quản trị của bạn. Hãy chọn cơ quan khác.")
WAITING = N_("Đã có đề nghị giống vậy đang chờ duyệt. Hãy chờ kết quả. Người đã đề nghị có thể rút đề nghị cũ.")
FULL = N_("Đã có %(most)s đề nghị chờ duyệt. Hãy nhờ người duyệt xử lý bớt.")
GONE = N_("Đề nghị này đã được xử lý hoặc đã hết hạn. Hãy tải lại trang.")
OWN = N_("Bạn đã đề nghị việc này. Hãy nhờ quản trị viên khác duyệt.")
FOR_ONESELF = N_("Việc này về chính bạn. Hãy nhờ quản trị viên khác duyệt.")
ALREADY_HERE = N_("Người này đã có vị trí ở cơ quan đó. Hãy mở trang của người này rồi đổi chức năng.")
WRONG_DAYS = N_("Ngày cuối phải từ ngày đầu trở đi. Hãy xem lại hai ngày.")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is proposed of a person at an office; only what its kind needs is filled."""

    kind: Proposal.Kind
    account: Account
    agency: Agency
    why: str
    officer: Officer | None = None
    substitute: Officer | None = None
    title: str = ""
    roles: Sequence[str] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    directory_subject: str = ""


@transaction.atomic
def propose(wish: Wish, *, actor: Actor) -> Proposal:
    """Write the wish down for another administrator. Raises Invalid."""
    assert actor.account is not None
    why, title, roles = _checked(wish)
    if not _within(actor, wish.kind, wish.agency, wish.account):
        raise Invalid(OUTSIDE)
    living = open_proposals().filter(agency=wish.agency)
    if living.filter(account=wish.account, kind=wish.kind).exists():
        raise Invalid(WAITING)
    if living[:MOST_OPEN].count() >= MOST_OPEN:
        raise Invalid(FULL, most=MOST_OPEN)
    made = Proposal.objects.create(
        kind=wish.kind, account=wish.account, agency=wish.agency, officer=wish.officer, substitute=wish.substitute,
        title=title, roles=roles, valid_from=wish.valid_from, valid_to=wish.valid_to, why=why,
        directory_subject=wish.directory_subject, made_by_id=actor.account,
    )  # fmt: skip
    told = Proposed(
        proposal=made.id, kind=made.kind, title=title, roles=roles, valid_from=made.valid_from,
        valid_to=made.valid_to, why=why,
    )  # fmt: skip
    journal.record(ROLE_PROPOSED, subject(wish.account), actor=actor, payload=told)
    return made


def _within(actor: Actor, kind: str, agency: Agency, account: Account) -> bool:
    whole = kind in (Proposal.Kind.RESUME, Proposal.Kind.FACTOR, Proposal.Kind.LINK)
    return reach.reaches(actor, agency) and (not whole or reach.governs(actor, account))


def _checked(wish: Wish) -> tuple[str, str, list[str]]:
    why, title = clean(wish.why)[:LONGEST_WHY], clean(wish.title)[:LONGEST_TITLE]
    roles: list[str] = []
    if wish.kind in (Proposal.Kind.APPOINT, Proposal.Kind.CHANGE):
        if not title:
            raise Invalid(NO_TITLE)
        roles = functions.check(wish.roles)
    if wish.valid_from and wish.valid_to and wish.valid_to < wish.valid_from:
        raise Invalid(WRONG_DAYS)
    if wish.kind == Proposal.Kind.APPOINT and enacting.here(wish.account, wish.agency, wish.valid_from):
        raise Invalid(ALREADY_HERE)
    if not why:
        raise Invalid(NO_WHY)
    return why, title, roles


def open_proposals() -> QuerySet[Proposal]:
    """Those that can still be decided."""
    return Proposal.objects.filter(state=Proposal.State.OPEN, expires_at__gt=clock.now())


def waiting(actor: Actor) -> list[Proposal]:
    """What waits for a decision in the offices the actor looks after, the oldest first (at most 300)."""
    found = open_proposals().filter(agency__in=reach.offices(actor).values("id"))
    related = ("account", "agency", "officer", "substitute__account", "made_by")
    return list(found.select_related(*related).order_by("made_at", "id")[:MOST_OPEN])


def recent(actor: Actor, most: int = 30) -> list[Proposal]:
    """What was decided, or expired, in those offices; the newest first."""
    found = Proposal.objects.filter(agency__in=reach.offices(actor).values("id")).exclude(
        pk__in=open_proposals().values("pk")
    )
    return list(found.select_related("account", "agency", "made_by", "decided_by").order_by("-made_at", "-id")[:most])


@transaction.atomic
def withdraw(id: UUID, *, actor: Actor) -> Proposal:
    """Take back what the actor proposed and nobody decided yet. Raises Invalid."""
    mine = Proposal.objects.select_for_update(of=["self"]).filter(pk=id, made_by=actor.account)
    found = mine.select_related("account").first()
    if found is None or not found.is_open:
        raise Invalid(GONE)
    found.state, found.decided_at = Proposal.State.WITHDRAWN, clock.now()
    found.save(update_fields=["state", "decided_at"])
    told = Withdrawn(proposal=found.id, kind=found.kind, roles=found.roles)
    journal.record(ROLE_WITHDRAWN, subject(found.account), actor=actor, payload=told)
    return found


def may_decide(actor: Actor, proposal: Proposal) -> str:
    """ "" when the actor may, else the msgid of the reason; the office's reach was asked before."""
    if proposal.made_by_id == actor.account:
        return OWN
    if proposal.account_id == actor.account:
        return FOR_ONESELF
    return ""


@transaction.atomic
def decide(id: UUID, approve: bool, *, actor: Actor, answer: str = "") -> Proposal:
    """Approve, and it takes effect now; or decline, with the reason. Raises Invalid; then nothing was changed."""
    found = Proposal.objects.select_for_update().filter(pk=id).first()
    if found is None or not found.is_open or not _within(actor, found.kind, found.agency, found.account):
        raise Invalid(GONE)
    if refusal := may_decide(actor, found):
        raise Invalid(refusal)
    words = clean(answer)[:LONGEST_WHY]
    if not approve and not words:
        raise Invalid(NO_ANSWER)
    before = list(found.officer.roles) if found.officer else []
    if approve:
        try:
            with transaction.atomic():
                enacting.enact(found, actor)
        except IntegrityError as error:
            raise Invalid(GONE) from error
    found.state = Proposal.State.APPROVED if approve else Proposal.State.DECLINED
    found.decided_by_id, found.decided_at, found.answer = actor.account, clock.now(), words
    found.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    told = Decided(
        proposal=found.id, kind=found.kind, roles=found.roles, before=before, proposed_by=found.made_by_id,
        answer=words,
    )  # fmt: skip
    journal.record(ROLE_APPROVED if approve else ROLE_DECLINED, subject(found.account), actor=actor, payload=told)
    return found
