"""Why an officer must leave a dossier to colleagues: it is theirs, or they stand on the applicant's side of it.

Whoever files for somebody, or agreed to what is filed, does not judge it (conflict of interest). Whether they can be
shown to favour anybody is not asked, nor which procedures a mandate covers.
"""

from uuid import UUID

from django.db.models import Exists, Q, QuerySet, Value

from motcua.dossiers.models import Dossier, Party
from motcua.kit.actor import Actor
from motcua.people import mandates
from motcua.people.models import Account

OWN, MANDATE, TOGETHER = "own", "mandate", "together"
"""Handed in by the officer; by somebody who acts for them or they for them; filled in or agreed to by the officer."""
CAME_IN = (Party.State.JOINED, Party.State.SIGNED)
"""Who was only invited is not concerned: anybody could keep an officer from work by inviting them."""
_KNOWN = "_concerns"


def of(actor: Actor, dossier: Dossier) -> str:
    """`OWN`, `MANDATE`, `TOGETHER`, or "" for who has nothing to do with it.

    An officer is known by the account and by every account of the same personal number. One statement for each loaded
    dossier, however often it is asked; none for one's own and for a dossier that was never stored.
    """
    if actor.account is None or actor.account == dossier.owner_id:
        return OWN if actor.account else ""
    if dossier._state.adding:
        return ""
    known: dict[tuple[UUID, str], str] = dossier.__dict__.setdefault(_KNOWN, {})
    key = (actor.account, actor.personal_id)
    if key not in known:
        known[key] = _asked(actor.account, actor.personal_id, dossier)
    return known[key]


def _asked(account: UUID, personal_id: str, dossier: Dossier) -> str:
    same = Q(pk=account)
    if personal_id:
        same |= Q(personal_id=personal_id)
    persons = Account.objects.filter(same)
    asked = Account.objects.filter(pk=account).annotate(together=Exists(_together(persons, dossier)))
    if dossier.owner_id is None:
        asked = asked.annotate(own=Value(False), mandate=Value(False))
    else:
        # A mandate ended after handing in still counts: nobody steps out of it to judge what they filed.
        since = dossier.submitted_at
        asked = asked.annotate(
            own=Exists(persons.filter(pk=dossier.owner_id)),
            mandate=Exists(mandates.between(persons, dossier.owner_id, since)),
        )
    for own, mandate, together in asked.values_list("own", "mandate", "together"):
        return OWN if own else MANDATE if mandate else TOGETHER if together else ""
    return ""


def _together(persons: QuerySet[Account], dossier: Dossier) -> QuerySet[Party]:
    """Helpers and co-signers of the dossier that are the officer, by account or by a proven telephone."""
    them = Q(account__in=persons) | Q(phone__in=persons.exclude(phone=None).values("phone"))
    return Party.objects.filter(them, dossier=dossier.pk, standing__in=CAME_IN)
