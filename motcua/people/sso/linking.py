"""Whose account a proven answer opens: known by its subject, linked by proof, raised by what it vouches for."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Case, Q, When
from django.utils.translation import gettext as _

from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.people import organisations, vouched
from motcua.people.entries import (
    IDENTITY_LINKED,
    IDENTITY_UNLINKED,
    REGISTERED,
    How,
    IdentityLinked,
    IdentityUnlinked,
    Registered,
)
from motcua.people.errors import Refused
from motcua.people.models import Account, Identity
from motcua.people.sessions import actor_of
from motcua.people.sso import registry
from motcua.people.sso.claims import Told

HOW: dict[str, How] = {"vneid": "e_identity", "dvcqg": "national_portal", "staff": "staff_directory"}
SURE = 3
"""The level of whoever links without anything left to show: an administrator, a new account."""
MOST = 10
"""Linked identities of one account."""
OFFERED = 3
"""Accounts offered to prove."""


class NotPossible(Refused):
    """The identity cannot open this account; `message` says why and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self._message = message

    @property
    def message(self) -> str:
        return self._message


@dataclass(frozen=True, slots=True)
class Candidate:
    """An account that may be the same person's; `phone` is the telephone whose holder can prove it."""

    account: UUID
    phone: str


def known(told: Told) -> Identity | None:
    """The identity with this subject and its account (one statement)."""
    found = Identity.objects.filter(provider=told.provider, subject=told.subject)
    return found.select_related("account").first()


def candidates(told: Told) -> list[Candidate]:
    """Living accounts of citizens that look like the same person: same number, or same telephone and no other number.

    Only an invitation to prove it: nothing is linked by likeness. The same telephone first, then the surest: whoever
    types somebody's number into many accounts does not push theirs out.
    """
    if told.organisation:
        return []
    same = Q(pk=None)
    if told.personal_id:
        same |= Q(personal_id=told.personal_id)
    if told.phone:
        same |= Q(phone=told.phone)
    living = Account.objects.filter(same, kind=Account.Kind.CITIZEN, is_active=True).exclude(phone=None)
    nearest = living.order_by(Case(When(phone=told.phone, then=0), default=1), "-assurance", "id")[: OFFERED + 1]
    alike = [Candidate(one.pk, one.phone or "") for one in nearest if not _contradicts(one, told)]
    return alike[:OFFERED]


def officer_of(told: Told) -> Account | None:
    """The one officer whose e-mail the directory has verified; such an account is linked at once."""
    if told.provider != registry.STAFF or not told.email or not told.email_verified:
        return None
    found = Account.objects.filter(kind=Account.Kind.OFFICER, is_active=True, email__iexact=told.email)[:2]
    return found[0] if len(found) == 1 else None


def welcome(identity: Identity, told: Told) -> Account:
    """A known identity came back: what it vouches for is brought up to date. Raises `NotPossible`."""
    account = identity.account
    if not account.is_active:
        raise NotPossible(_("Tài khoản này đã đóng. Hãy liên hệ cơ quan để được giúp."))
    with transaction.atomic():
        kept = told.kept()
        if identity.assurance >= vouched.LEAST and (before := identity.told.get("personal_id")):
            kept.setdefault("personal_id", before)  # the same subject is the same person, also when told less
        Identity.objects.filter(pk=identity.pk).update(told=kept, assurance=told.assurance, used_at=clock.now())
        _vouch(account, told)
    return account


def open_account(told: Told) -> Account:
    """A new account for who came for the first time. Raises `NotPossible`.

    Its telephone stays empty: a number opens an account only after its holder has proven it here.
    """
    if told.provider == registry.STAFF:
        raise NotPossible(_("Chưa có tài khoản cán bộ nào gắn với người này. Hãy nhờ quản trị viên của cơ quan."))
    kind = Account.Kind.ORGANISATION if told.organisation else Account.Kind.CITIZEN
    if (claimed := _claimed(told)) is not None:
        return claimed
    try:
        with transaction.atomic():
            account = Account.objects.make(
                phone=None, full_name=told.full_name, kind=kind, email=told.email, personal_id=told.personal_id,
                birth_date=_day(told), address=told.address, organisation_name=told.organisation_name,
                tax_code=told.tax_code, assurance=told.assurance,
            )  # fmt: skip
            journal.record(REGISTERED, f"account:{account.pk}", actor=actor_of(account), payload=Registered(kind=kind))
            _attach(account, told, actor_of(account))
    except IntegrityError as error:
        if told.organisation and Account.objects.filter(tax_code=told.tax_code, phone=None).exists():
            raise NotPossible(
                _("Tổ chức này đã có tài khoản ở đây. Người đại diện hãy đăng nhập bằng tài khoản của mình.")
            ) from error
        raise NotPossible(_("Tài khoản vừa được tạo ở một cửa sổ khác. Hãy đăng nhập lại.")) from error
    return account


def _claimed(told: Told) -> Account | None:
    """The organisation that somebody only declared, now that it comes itself."""
    here = organisations.by_tax_code(told.tax_code) if told.organisation and told.tax_code else None
    proven = told.assurance >= organisations.ELECTRONIC_IDENTITY
    if here is None or not (proven and here.is_active) or here.assurance >= organisations.ELECTRONIC_IDENTITY:
        return None
    try:
        with transaction.atomic():
            actor = actor_of(here)
            account = organisations.claim(here, None, told.assurance, name=told.organisation_name, actor=actor)
            _attach(account, told, actor)
            _vouch(account, told)
    except (IntegrityError, organisations.AlreadyHere):
        return None  # another window was faster: refused below, in words
    return account


def link(account: Account, told: Told, actor: Actor, shown: int = SURE) -> Identity:
    """From now on this identity opens the account too. Raises `NotPossible`; the caller has both proofs.

    `shown` is how surely the holder of the account showed who they are just now (`sessions.level`).
    """
    try:
        with transaction.atomic():
            locked = Account.objects.select_for_update().get(pk=account.pk)
            check(locked, told)
            fits(locked, told, shown)
            if locked.identities.count() >= MOST:
                raise NotPossible(_("Tài khoản có quá nhiều liên kết. Hãy bỏ bớt."))
            made = _attach(locked, told, actor)
            _vouch(locked, told)
    except IntegrityError as error:
        raise NotPossible(_("Tài khoản định danh này đã gắn với một tài khoản khác ở đây.")) from error
    account.refresh_from_db()
    return made


def link_officer(account: Account, subject: str, *, actor: Actor, provider: str = registry.STAFF) -> Identity:
    """An administrator says who in the directory an officer is; raises `NotPossible`."""
    if account.kind != Account.Kind.OFFICER:
        raise NotPossible(_("Đây không phải tài khoản cán bộ."))
    return link(account, Told(provider=provider, subject=subject, full_name=account.full_name), actor)


def fits(account: Account, told: Told, shown: int) -> None:
    """Whoever holds only the telephone of a surely known account joins nothing to it but that very person's identity.

    Raises `NotPossible`: otherwise a stolen telephone and any electronic identity would together open the account.
    """
    if account.assurance < vouched.LEAST or shown >= account.assurance:
        return
    if not told.personal_id or told.personal_id != vouched.number(account):
        raise NotPossible(
            _("Tài khoản này đã xác nhận danh tính. Hãy đăng nhập bằng cách đã dùng để xác nhận, rồi làm lại.")
        )


def check(account: Account, told: Told) -> None:
    """Whether this identity may open this account; raises `NotPossible`."""
    if not account.is_active:
        raise NotPossible(_("Tài khoản này đã đóng. Hãy liên hệ cơ quan để được giúp."))
    officer = account.kind == Account.Kind.OFFICER
    if officer != (told.provider == registry.STAFF):
        raise NotPossible(_("Tài khoản cán bộ chỉ liên kết với danh bạ cán bộ. Hãy dùng tài khoản công dân của bạn."))
    if not officer and told.organisation != (account.kind == Account.Kind.ORGANISATION):
        raise NotPossible(
            _("Một bên là tài khoản cá nhân, một bên là tài khoản tổ chức. Hãy đăng nhập đúng loại tài khoản.")
        )
    if _contradicts(account, told):
        raise NotPossible(
            _(
                "Số định danh không khớp. Tài khoản ở đây ghi số kết thúc bằng %(here)s, nơi cấp ghi %(there)s. "
                "Hãy kiểm tra bạn đang dùng đúng tài khoản của mình."
            )
            % {"here": account.personal_id[-3:], "there": told.personal_id[-3:]}
        )


def identities(account: Account) -> list[Identity]:
    return list(account.identities.order_by("linked_at")[:MOST])


def ways_in(account: Account) -> int:
    """How many roads lead into this account: telephone, identities, passkeys, certificates (one statement each)."""
    roads = [account.identities.count(), account.passkeys.count(), account.certificates.count()]
    return sum(roads) + (1 if account.phone else 0)


def unlink(account: Account, identity: UUID, actor: Actor) -> int:
    """The identity opens this account no longer; gives the level that is left. Raises `NotPossible`.

    Never the last way in. What only this identity vouched for no longer raises the level.
    """
    with transaction.atomic():
        locked = Account.objects.select_for_update().get(pk=account.pk)
        found = locked.identities.filter(pk=identity).first()
        if found is None:
            raise NotPossible(_("Liên kết này không còn."))
        if ways_in(locked) <= 1:
            raise NotPossible(
                _("Đây là cách đăng nhập cuối cùng của bạn. Hãy thêm số điện thoại trước, rồi mới bỏ liên kết.")
            )
        provider = found.provider
        found.delete()
        left = level_left(locked)
        if left != locked.assurance:
            locked.assurance = left
            locked.save(update_fields=["assurance"])
        said = IdentityUnlinked(provider=provider, assurance=left)
        journal.record(IDENTITY_UNLINKED, f"account:{locked.pk}", actor=actor, payload=said)
    account.assurance = left
    return left


def level_left(account: Account, without: UUID | None = None) -> int:
    """The level of an account by what proves it today, as if the identity `without` were gone."""
    if account.kind == Account.Kind.OFFICER or account.certificates.exists():
        return account.assurance
    rest = account.identities.exclude(pk=without) if without else account.identities
    return max([1, *rest.values_list("assurance", flat=True)])


def _attach(account: Account, told: Told, actor: Actor) -> Identity:
    made = Identity.objects.create(
        account=account, provider=told.provider, subject=told.subject, assurance=told.assurance, told=told.kept()
    )
    said = IdentityLinked(provider=told.provider, assurance=told.assurance)
    journal.record(IDENTITY_LINKED, f"account:{account.pk}", actor=actor, payload=said)
    return made


def _vouch(account: Account, told: Told) -> None:
    """Take over what an identity of level 2 vouches for; another person's number changes nothing.

    A number that was only typed, and that nobody tells, goes: it would look as sure as the rest.
    """
    if account.kind == Account.Kind.OFFICER or told.assurance < 2 or _contradicts(account, told):
        return
    new = {"assurance": max(account.assurance, told.assurance), "full_name": told.full_name or account.full_name}
    if not told.organisation:
        number = told.personal_id or vouched.number(account)
        new |= {"personal_id": number, "birth_date": _day(told) or account.birth_date}
    new |= {"address": told.address or account.address, "email": account.email or told.email}
    changed = [name for name, value in new.items() if getattr(account, name) != value]
    for name in changed:
        setattr(account, name, new[name])
    if changed:
        account.save(update_fields=changed)


def _contradicts(account: Account, told: Told) -> bool:
    """Whether both say a personal number, and not the same one."""
    return bool(account.personal_id and told.personal_id and account.personal_id != told.personal_id)


def _day(told: Told) -> date | None:
    return date.fromisoformat(told.birth_date) if told.birth_date else None
