"""The PIN printed on Form 01: with the code it opens the full view. Derived, so nothing secret is stored."""

import hmac

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from motcua.dossiers import addressing, policy
from motcua.dossiers.models import Dossier
from motcua.journal import api as journal
from motcua.journal import kinds
from motcua.kit.actor import Actor
from motcua.kit.references import normal_code, normal_pin, pin_display, secret_pin
from motcua.messaging import api as messaging
from motcua.people import throttle
from motcua.people.errors import TooMany

TRIES_PER_DOSSIER = 10
TRIES_PER_ADDRESS = 30
WINDOW = 60 * 60


class PinRenewed(BaseModel):
    generation: int


RENEWED = kinds.kind("dossier.pin_renewed", PinRenewed)
RENEWED_TITLE = _("Đã đổi mã tra cứu")


def of(dossier: Dossier) -> str:
    return secret_pin(settings.SECRET_KEY.encode(), dossier.id, dossier.pin_generation)


def open_by(code: str, pin: str, *, ip: str) -> Dossier | None:
    """The dossier that code and PIN open together, or None; raises `TooMany` after too many tries.

    Tries count per code and per address, right or wrong, so neither can be guessed (fault seen in OpenCPS:
    four figures and no limit).
    """
    wanted = normal_code(code)
    wait = throttle.hit_all(
        [
            throttle.Rule(f"pin:{wanted[:60]}", TRIES_PER_DOSSIER, WINDOW),
            throttle.Rule(f"pin-from:{ip}", TRIES_PER_ADDRESS, WINDOW),
        ]
    )
    if wait:
        raise TooMany(wait)
    dossier = by_code(wanted)
    if dossier is None or not hmac.compare_digest(of(dossier).encode(), normal_pin(pin).encode()):
        return None
    return dossier


def by_code(code: str) -> Dossier | None:
    """The submitted dossier with this official or submission code, however it was typed."""
    wanted = normal_code(code)
    if not 8 <= len(wanted) <= 60:
        return None
    field = "submission_code" if wanted.startswith("MC-") else "code"
    return Dossier.objects.filter(**{field: wanted}).defer("answers", "typed").first()


def renew(dossier: Dossier, actor: Actor) -> None:
    """Make the old PIN worthless and send the new one; for the applicant, or after a one-time code.

    The message tells an owner who did not ask for it that somebody else did.
    """
    with transaction.atomic():
        locked = Dossier.objects.select_for_update(no_key=True).get(pk=dossier.pk)
        if not locked.submission_code or not (policy.is_applicant(actor, locked) or actor.kind == "system"):
            raise policy.Forbidden("pin")
        locked.pin_generation += 1
        journal.record(RENEWED, locked.subject, actor=actor, payload=PinRenewed(generation=locked.pin_generation))
        locked.save(update_fields=["pin_generation"])
        with translation.override(locked.language):
            messaging.send(
                "pin_renewed", to=addressing.recipient(locked), about=locked.subject, secret=True,
                context={**addressing.card(locked), "pin": pin_display(of(locked))},
            )  # fmt: skip
