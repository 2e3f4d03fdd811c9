"""What an approved proposal does, kind by kind; and the few things one administrator may do alone."""

from datetime import date, timedelta

from django.db import transaction

from motcua.agencies import functions, leaves, persons, staffing
from motcua.agencies.entries import APPOINTED, SUSPENDED, Appointed, Suspended
from motcua.agencies.models import Agency, Officer, Post, Proposal
from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.vietnamese import clean
from motcua.kit.words import N_, Invalid
from motcua.people import keys
from motcua.people.errors import Refused
from motcua.people.models import Account, Identity
from motcua.people.sso import linking, registry

PROVIDER = registry.STAFF
"""The provider of identities that stands for the offices' own directory (OIDC for staff)."""

OVER = N_("Vị trí này đã kết thúc. Hãy tải lại trang.")
LINKED = N_("Mã trong danh bạ này đã gắn với người khác. Hãy kiểm tra lại với người quản lý danh bạ.")
OWN_ACCOUNT = N_("Bạn không tự khóa tài khoản của mình được. Hãy nhờ quản trị viên khác.")
NO_REASON = N_("Hãy ghi lý do.")
OWN_PASSWORD = N_("Mật khẩu của chính bạn thì bạn tự đổi ở trang Tài khoản.")


def here(account: Account, agency: Agency, start: date | None) -> bool:
    """Whether the person has an appointment at the office on that day or later."""
    day = start or clock.now().date()
    return Officer.objects.filter(account=account, agency=agency).exclude(valid_to__lt=day).exists()


def enact(proposal: Proposal, actor: Actor) -> None:
    """Let an approved proposal take effect. Raises Invalid when the world has changed since."""
    kinds = Proposal.Kind
    match proposal.kind:
        case kinds.APPOINT:
            _appoint(proposal)
        case kinds.CHANGE:
            _living(proposal, post_title=proposal.title, roles=proposal.roles)
        case kinds.END:
            _end(proposal)
        case kinds.RESUME:
            Account.objects.filter(pk=proposal.account_id).update(is_active=True)
        case kinds.LEAVE:
            assert proposal.officer and proposal.valid_from and proposal.valid_to
            start = max(proposal.valid_from, clock.now().date())
            leaves.enter(
                proposal.officer, proposal.substitute, start, proposal.valid_to,
                by=proposal.made_by_id, actor=actor,
            )  # fmt: skip
        case kinds.FACTOR:
            keys.reset(proposal.account)
        case kinds.LINK:
            _link(proposal, actor)
    staffing.forget()


def _appoint(proposal: Proposal) -> None:
    start = max(proposal.valid_from or clock.now().date(), clock.now().date())
    Officer.objects.create(
        account_id=proposal.account_id, agency_id=proposal.agency_id, post_title=proposal.title,
        roles=proposal.roles, valid_from=start, valid_to=proposal.valid_to,
    )  # fmt: skip


def _living(proposal: Proposal, **changes: object) -> None:
    today = clock.now().date()
    assert proposal.officer is not None
    found = Officer.objects.filter(pk=proposal.officer.pk).exclude(valid_to__lt=today)
    if not found.update(**changes):
        raise Invalid(OVER)


def _end(proposal: Proposal) -> None:
    assert proposal.officer is not None
    last = max(proposal.valid_to or clock.now().date(), proposal.officer.valid_from, _yesterday())
    _living(proposal, valid_to=last)


def _yesterday() -> date:
    return clock.now().date() - timedelta(days=1)


def _link(proposal: Proposal, actor: Actor) -> None:
    subject, account = proposal.directory_subject, proposal.account
    if Identity.objects.filter(provider=PROVIDER, subject=subject).exclude(account=account).exists():
        raise Invalid(LINKED)
    Identity.objects.filter(provider=PROVIDER, account=account).delete()
    try:
        linking.link_officer(account, subject, actor=actor)
    except Refused as error:
        raise Invalid(error.message) from error


@transaction.atomic
def suspend(account: Account, why: str, *, actor: Actor) -> None:
    """Close the account at once: it ends its sessions too. Opening it again takes two. Raises Invalid."""
    if account.pk == actor.account:
        raise Invalid(OWN_ACCOUNT)
    words = clean(why)[:300]
    if not words:
        raise Invalid(NO_REASON)
    if Account.objects.filter(pk=account.pk, is_active=True).update(is_active=False):
        journal.record(SUSPENDED, persons.subject(account), actor=actor, payload=Suspended(why=words))


@transaction.atomic
def first_officer(who: persons.Person, agency: Agency, title: str, roles: list[str]) -> Account:
    """An officer from the command line, at once: how an installation gets its first administrators. Raises Invalid."""
    given = functions.check(roles)
    account = persons.open_account(who, agency, actor=Actor.SYSTEM)
    Post.objects.get_or_create(agency=agency, title=title, defaults={"roles": given})
    Officer.objects.create(account=account, agency=agency, post_title=title, roles=given, valid_from=clock.now().date())
    told = Appointed(agency=agency.id, title=title, roles=given)
    journal.record(APPOINTED, persons.subject(account), actor=Actor.SYSTEM, payload=told)
    staffing.forget()
    return account
