"""A certified paper of authorisation shown at the counter: the clerk writes it down, the principal says yes.

A clerk alone must not open anybody's affairs to themselves: whoever can be asked by telephone is asked, the paper is
kept, the agent is never the clerk, and both persons are told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.journal import api as journal
from motcua.kit.actor import Actor
from motcua.kit.vietnamese import clean, fold
from motcua.messaging import api as messaging
from motcua.people import api as people
from motcua.people import mandates, otp
from motcua.people.entries import REGISTERED, Registered
from motcua.people.mandates import NotPossible
from motcua.people.models import Account, Mandate

LOOKED_AT = 20
"""Accounts of one personal number that are compared by name."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the paper says. `principal_phone` may be "": then the principal is known by number and name only."""

    principal_name: str
    principal_id: str
    principal_phone: str
    agent_phone: str
    scope: Sequence[str]
    valid_to: date


def to_ask(paper: Shown, actor: Actor) -> Account | None:
    """The principal whose yes is needed by a code, None when there is no telephone. Raises `NotPossible`."""
    _agent(paper, actor)
    found = _principal(paper)
    return found if found and found.phone else None


def send_code(paper: Shown, office_name: str, ip: str, *, actor: Actor) -> None:
    """Ask the principal; the message names agent, office and last day. Raises `NotPossible`, `TooMany`."""
    agent, principal = _agent(paper, actor), to_ask(paper, actor)
    if principal is None or principal.phone is None:
        return
    words = {"agent": agent.full_name, "until": paper.valid_to, "office_name": office_name}
    otp.request(
        principal.phone, _purpose(paper, principal, agent, actor), ip, about=f"account:{principal.pk}",
        language=_language(principal), message="authorise_code", words=words,
    )  # fmt: skip


def register(paper: Shown, *, evidence: UUID, code: str, ip: str, actor: Actor) -> Mandate:
    """Write the paper down; it works at once. Raises `NotPossible`, and what `otp.confirm` raises.

    `evidence` is the stored scan. `code` is what the principal read out; not asked of who has no telephone.
    """
    agent, principal = _agent(paper, actor), _principal(paper)
    if principal and principal.phone:
        otp.confirm(principal.phone, _purpose(paper, principal, agent, actor), code, ip)
    with transaction.atomic():
        principal = principal or _made(paper, actor)
        made = mandates.give(
            principal, agent, Mandate.Ground.AUTHORISED, actor=actor, scope=paper.scope, valid_to=paper.valid_to,
            proven="officer", evidence=evidence,
        )  # fmt: skip
        _tell(principal, agent, paper)
    return made


def _agent(paper: Shown, actor: Actor) -> Account:
    """The account that will act; never the clerk's, be it a private one."""
    officer = Account.objects.filter(pk=actor.account).first() if actor.account else None
    found = people.find(paper.agent_phone)
    same_number = bool(officer and found and officer.personal_id and officer.personal_id == found.personal_id)
    if officer is None or officer.phone == paper.agent_phone or same_number:
        raise NotPossible(_("Bạn không tự ghi giấy ủy quyền cho mình được. Hãy nhờ đồng nghiệp ghi."))
    if found is None or found.kind != Account.Kind.CITIZEN:
        raise NotPossible(_("Người được ủy quyền chưa có tài khoản với số này. Hãy hướng dẫn người đó đăng ký trước."))
    return found


def _principal(paper: Shown) -> Account | None:
    """The account of the person on the paper: by telephone, else by an equal number and name. None: it has none.

    A child's account is never meant: those who act for a child are its parents.
    """
    if paper.principal_phone and (found := people.find(paper.principal_phone)):
        if not _fits(found, paper) or found.personal_id not in ("", paper.principal_id):
            raise NotPossible(_("Số điện thoại của người ủy quyền thuộc tên khác. Hãy xem lại, hoặc để trống số này."))
        return found
    if not paper.principal_id:
        return None
    same = Account.objects.filter(personal_id=paper.principal_id, kind=Account.Kind.CITIZEN, is_active=True)
    rows = same.exclude(agents__ground=Mandate.Ground.PARENT).order_by("phone", "id")[:LOOKED_AT]
    return next((one for one in rows if _fits(one, paper)), None)  # those with a telephone come first


def _fits(account: Account, paper: Shown) -> bool:
    return account.kind == Account.Kind.CITIZEN and fold(account.full_name) == fold(paper.principal_name)


def _made(paper: Shown, actor: Actor) -> Account:
    made = Account.objects.make(
        phone=None, full_name=clean(paper.principal_name)[:150], personal_id=paper.principal_id
    )  # fmt: skip
    journal.record(REGISTERED, f"account:{made.pk}", actor=actor, payload=Registered(kind=made.kind))
    return made


def _tell(principal: Account, agent: Account, paper: Shown) -> None:
    about = f"account:{principal.pk}"
    if principal.phone:
        messaging.send(
            "authorised", to=messaging.Contact(phone=principal.phone, email=principal.email), about=about,
            context={
                "agent": agent.full_name, "until": paper.valid_to, "language": _language(principal),
                "link": f"{settings.MOTCUA_URL}/tai-khoan/uy-quyen/",
            },
        )  # fmt: skip
    messaging.send(
        "authorised_agent", to=messaging.Contact(phone=agent.phone or "", email=agent.email), about=about,
        context={
            "principal": principal.display_name, "until": paper.valid_to, "language": _language(agent),
            "link": f"{settings.MOTCUA_URL}/tai-khoan/uy-quyen/",
        },
    )  # fmt: skip


def _purpose(paper: Shown, principal: Account, agent: Account, actor: Actor) -> str:
    """A code is good for exactly this paper at this clerk's hands."""
    parts = [principal.pk, agent.pk, actor.account, paper.valid_to, *sorted(paper.scope)]
    return "authorise:" + sha256("|".join(map(str, parts)).encode()).hexdigest()


def _language(account: Account) -> str:
    return "en" if account.language == "en" else "vi"
