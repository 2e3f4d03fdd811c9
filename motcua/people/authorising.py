"""Authorisations between people (Civil Code 2015 Arts 138–140): offered to a telephone, or shown to an officer.

The holder of the telephone accepts where they answer every invitation; only then does anything work.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.vietnamese import clean, fold
from motcua.messaging import api as messaging
from motcua.people import api as people
from motcua.people import mandates, throttle
from motcua.people.entries import INVITED, REGISTERED, Invited, Registered
from motcua.people.errors import TooMany
from motcua.people.mandates import NotPossible
from motcua.people.models import Account, Invitation, Mandate

DAYS = 14
LONGEST_YEARS = 5
"""An authorisation ends; who needs longer gives another."""
SENT_A_DAY, TO_A_PHONE, DAY = 10, 5, 24 * 60 * 60


def offer(
    principal: Account, phone: str, name: str, *, actor: Actor, scope: Sequence[str], valid_to: date
) -> Invitation:
    """Ask the holder of `phone` (canonical) to act for `principal` until a day. Raises `NotPossible`, `TooMany`."""
    if phone == principal.phone:
        raise NotPossible(_("Bạn không cần ủy quyền cho chính mình."))
    wait = throttle.hit_all(
        [
            throttle.Rule(f"invite-of:{principal.pk}", SENT_A_DAY, DAY),
            throttle.Rule(f"invite-to:{phone}", TO_A_PHONE, DAY),
        ]
    )
    if wait:
        raise TooMany(wait)
    now = clock.now()
    try:
        with transaction.atomic():
            Invitation.objects.filter(principal=principal, phone=phone, expires_at__lte=now).delete()
            made = Invitation.objects.create(
                principal=principal, phone=phone, name=clean(name)[:150], ground=Mandate.Ground.AUTHORISED,
                scope=list(scope), valid_from=now.date(), valid_to=valid_to, made_by=principal,
                expires_at=now + timedelta(days=DAYS),
            )  # fmt: skip
            told = Invited(invitation=made.pk, ground=made.ground, scope=made.scope)
            journal.record(INVITED, f"account:{principal.pk}", actor=actor, payload=told)
            messaging.send(
                "invited", to=messaging.Contact(phone=phone), about=f"account:{principal.pk}",
                context={
                    "principal": principal.display_name, "days": DAYS, "language": (get_language() or "vi")[:2],
                    "link": f"{settings.MOTCUA_URL}/tai-khoan/lam-thay/",
                },
            )  # fmt: skip
    except IntegrityError as error:
        raise NotPossible(_("Bạn đã mời số điện thoại này. Hãy rút lời mời cũ nếu muốn mời lại.")) from error
    return made


def given(principal: Account) -> list[Mandate]:
    """The authorisations that a person gave and that have not ended (at most 200)."""
    found = principal.agents.filter(ground=Mandate.Ground.AUTHORISED).exclude(state=Mandate.State.ENDED)
    return list(found.select_related("agent").order_by("-id")[: mandates.MOST])


def received(agent: Account) -> list[Mandate]:
    """Those that a person may act under (at most 200)."""
    found = agent.principals.filter(ground=Mandate.Ground.AUTHORISED).exclude(state=Mandate.State.ENDED)
    return list(found.select_related("principal").order_by("-id")[: mandates.MOST])


def offered(principal: Account) -> list[Invitation]:
    """Those that still wait for an answer."""
    found = principal.invitations.filter(ground=Mandate.Ground.AUTHORISED, expires_at__gt=clock.now())
    return list(found.order_by("-id")[: mandates.MOST])


def register_paper(
    agent_phone: str, *, principal_name: str, principal_id: str, principal_phone: str, scope: Sequence[str],
    valid_to: date, evidence: UUID | None, actor: Actor,
) -> Mandate:  # fmt: skip
    """An officer has seen the certified paper and both identities: it works at once, and the principal is told.

    `principal_phone` may be "": then the principal is known by the identity number only. Raises `NotPossible`.
    """
    agent = people.find(agent_phone)
    if agent is None or agent.kind != Account.Kind.CITIZEN:
        raise NotPossible(_("Người được ủy quyền chưa có tài khoản với số này. Hãy hướng dẫn người đó đăng ký trước."))
    with transaction.atomic():
        principal = _principal(principal_name, principal_id, principal_phone, actor)
        made = mandates.give(
            principal, agent, Mandate.Ground.AUTHORISED, actor=actor, scope=scope, valid_to=valid_to, proven="officer",
            evidence=evidence,
        )  # fmt: skip
        if principal.phone:
            messaging.send(
                "authorised", to=messaging.Contact(phone=principal.phone), about=f"account:{principal.pk}",
                context={"agent": agent.full_name, "until": valid_to, "link": _page(), "language": principal.language},
            )  # fmt: skip
    return made


def _page() -> str:
    return f"{settings.MOTCUA_URL}/tai-khoan/uy-quyen/"


def _principal(name: str, personal_id: str, phone: str, actor: Actor) -> Account:
    """The account of the person on the paper: by telephone when name and number agree, else one without telephone."""
    found = people.find(phone) if phone else None
    if found is not None:
        same = found.kind == Account.Kind.CITIZEN and fold(found.full_name) == fold(name)
        if not same or found.personal_id not in ("", personal_id):
            raise NotPossible(_("Số điện thoại của người ủy quyền thuộc tên khác. Hãy xem lại, hoặc để trống số này."))
        return found
    made = Account.objects.make(phone=None, full_name=clean(name)[:150], personal_id=personal_id)
    journal.record(REGISTERED, f"account:{made.pk}", actor=actor, payload=Registered(kind=made.kind))
    return made
