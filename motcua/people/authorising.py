"""Authorisations between people (Civil Code 2015 Arts 138–140): offered to a telephone, or shown to an officer.

The holder of the telephone accepts where they answer every invitation; only then does anything work.
"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.people import inviting, mandates, throttle
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
    return inviting.invite(
        principal, phone, name, Mandate.Ground.AUTHORISED, scope=scope, days=DAYS, made_by=principal, actor=actor,
        valid_to=valid_to,
    )  # fmt: skip


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
