"""Authorisations between people (Civil Code 2015 Arts 138–140): offered to a telephone, or shown to an officer.

The holder of the telephone accepts where they answer every invitation; only then does anything work.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.vietnamese import clean
from motcua.messaging import api as messaging
from motcua.people import mandates, throttle
from motcua.people.entries import INVITED, Invited
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
