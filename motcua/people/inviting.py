"""Inviting somebody by telephone to act for a principal; who holds the telephone says yes after signing in."""

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
from motcua.people.entries import INVITED, Invited
from motcua.people.mandates import NotPossible
from motcua.people.models import Account, Invitation, Mandate


def invite(
    principal: Account, phone: str, name: str, ground: Mandate.Ground, *, scope: Sequence[str], days: int,
    made_by: Account, actor: Actor, valid_from: date | None = None, valid_to: date | None = None,
) -> Invitation:  # fmt: skip
    """Offer a mandate for `days` days, by a message that tells nothing of an account. Raises `NotPossible`."""
    now = clock.now()
    try:
        with transaction.atomic():
            principal.invitations.filter(phone=phone, expires_at__lte=now).delete()
            made = Invitation.objects.create(
                principal=principal, phone=phone, name=clean(name)[:150], ground=ground, scope=list(scope),
                valid_from=valid_from or now.date(), valid_to=valid_to, made_by=made_by,
                expires_at=now + timedelta(days=days),
            )  # fmt: skip
            told = Invited(invitation=made.pk, ground=made.ground, scope=made.scope)
            journal.record(INVITED, f"account:{principal.pk}", actor=actor, payload=told)
            messaging.send(
                "invited", to=messaging.Contact(phone=phone), about=f"account:{principal.pk}",
                context={
                    "principal": principal.display_name, "days": days, "language": (get_language() or "vi")[:2],
                    "link": f"{settings.MOTCUA_URL}/tai-khoan/lam-thay/",
                },
            )  # fmt: skip
    except IntegrityError as error:
        raise NotPossible(_("Số điện thoại này đã được mời. Hãy rút lời mời cũ nếu muốn mời lại.")) from error
    return made
