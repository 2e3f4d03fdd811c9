"""A dossier filed without an account becomes its owner's: by its code, its telephone and the identity number in it.

Whoever fails learns nothing: every wrong answer is the same, and right or wrong counts as a try.
"""

import hmac
from collections.abc import Iterator
from typing import Any

from django.db import transaction

from motcua.dossiers import pin
from motcua.dossiers.models import Dossier
from motcua.dossiers.together.entries import CLAIMED, Claimed
from motcua.forms import api as forms
from motcua.journal import api as journal
from motcua.kit.actor import Actor
from motcua.kit.references import normal_code
from motcua.people import throttle
from motcua.people.errors import TooMany

PURPOSE = "claim"
TRIES, PER_ADDRESS, WINDOW = 5, 20, 60 * 60
NUMBERS = frozenset({"personal_id", "number"})
"""The fields of a declaration that hold the number of an identity paper."""


def find(code: str) -> Dossier | None:
    """The dossier of that code, while it belongs to no account."""
    found = pin.by_code(code)
    if found is None or found.owner_id is not None or found.state == "draft" or not found.phone:
        return None
    return Dossier.objects.filter(pk=found.pk, owner=None).first()


def count_try(code: str, account: str, ip: str) -> None:
    """Counts one try; raises `TooMany`."""
    wanted = normal_code(code)[:60]
    rules = [
        throttle.Rule(f"claim:{wanted}", TRIES, WINDOW),
        throttle.Rule(f"claim-by:{account}", PER_ADDRESS, WINDOW),
        throttle.Rule(f"claim-from:{ip}", PER_ADDRESS, WINDOW),
    ]
    if wait := throttle.hit_all(rules):
        raise TooMany(wait)


def knows_number(dossier: Dossier | None, number: str) -> bool:
    """Whether the declaration states this identity number; as slow for a wrong one as for a right.

    The number of the person whom the form is about (a child) does not count: others know it.
    """
    wanted, same = number.encode(), False
    subject = forms.definition(dossier.form_id).subject if dossier else ""
    said = {key: page for key, page in dossier.answers.items() if key != subject} if dossier else {}
    for known in _numbers(said):
        same |= hmac.compare_digest(known.encode(), wanted)
    return same and bool(number)


def _numbers(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _numbers(inner, name)
    elif isinstance(value, str) and key in NUMBERS:
        yield value


def claim(dossier: Dossier, actor: Actor) -> bool:
    """Bring it into the actor's account; False when another was faster."""
    assert actor.account is not None
    with transaction.atomic():
        locked = Dossier.locked(dossier.pk)
        if locked.owner_id is not None or locked.channel == "paper":
            return False
        locked.owner_id = actor.account
        locked.save(update_fields=["owner_id"])
        journal.record(CLAIMED, locked.subject, actor=actor, payload=Claimed(account=actor.account))
    return True
