"""Who works where today, with which functions, in whose place; everything remembered is dropped on a change."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.agencies.functions import NEVER_LENT
from motcua.agencies.memory import Remembered
from motcua.agencies.models import Leave, Officer
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.people.models import Account
from motcua.ui.alphabet import alphabetical

MOST_PLACES = 20
"""Appointments one person may have at a time."""


def living(today: date | None = None) -> QuerySet[Officer]:
    """The appointments of a day at offices that are open."""
    day = today or clock.now().date()
    begun = Officer.objects.filter(agency__is_active=True, valid_from__lte=day)
    return begun.filter(Q(valid_to=None) | Q(valid_to__gte=day))


def on_leave(today: date | None = None) -> QuerySet[Leave]:
    """The leaves of a day that nobody called off."""
    day = today or clock.now().date()
    return Leave.objects.filter(ended_at=None, valid_from__lte=day, valid_to__gte=day)


def enact(plain: Actor, chosen: UUID | None = None) -> Actor:
    """The person with the office and functions of today. One statement.

    `chosen` is the office they work at now, of several; without a choice the newest appointment counts. Whoever is on
    leave has neither office nor function. A substitute has the functions of those they stand in for at that office
    (never the administrator's), while not on leave themselves; so nothing passes on from one substitute to the next.
    """
    if plain.account is None:
        return plain
    rows = _rows(plain.account)
    mine = [row for row in rows if row.account_id == plain.account]
    here = next((row.agency_id for row in mine if row.agency_id == chosen), mine[0].agency_id if mine else None)
    present = [row for row in mine if row.agency_id == here and not row.away]  # type: ignore[attr-defined]
    if here is None or not present:
        return plain
    own = frozenset(role for row in present for role in row.roles)
    places = {row.pk for row in present}
    absent = [row for row in rows if row.account_id != plain.account and row.covered_by in places]  # type: ignore[attr-defined]
    lent = frozenset(role for row in absent for role in row.roles) - NEVER_LENT - own
    names = ", ".join(row.account.full_name for row in absent) if lent else ""
    several = any(row.agency_id != here for row in mine)
    return replace(plain, agency=here, roles=own | lent, lent=lent, instead_of=names, elsewhere=several)


def _rows(account: UUID) -> Sequence[Officer]:
    """The person's own appointments and those they stand in for today, the newest first."""
    today = on_leave().filter(officer=OuterRef("pk"))
    covered = today.filter(substitute__account=account)
    found = living().filter(Q(account=account) | Exists(covered)).select_related("account")
    marked = found.annotate(away=Exists(today), covered_by=covered.values("substitute")[:1])
    return list(marked.order_by("-valid_from", "-id")[: 2 * MOST_PLACES])


def title_of(actor: Actor) -> str:
    """The title of the officer's appointment at the office they act for; empty for everyone else.

    While standing in it says so: "Công chức tư pháp – hộ tịch, thay Bùi Quốc Khải".
    """
    if actor.account is None or actor.agency is None:
        return ""
    posts = Officer.objects.filter(account_id=actor.account, agency_id=actor.agency).order_by("-valid_from")
    title = posts.values_list("post_title", flat=True).first() or ""
    return f"{title}, thay {actor.instead_of}" if title and actor.instead_of else title


def places_of(account: UUID) -> list[Officer]:
    """Where a person works today, by name of the office (one statement, at most 20)."""
    found = (
        living()
        .filter(account_id=account)
        .select_related("agency")
        .order_by(alphabetical("agency__name"), "-valid_from")
    )
    return list(found[:MOST_PLACES])


def officer_by_email(email: str) -> Account | None:
    """The one officer with this e-mail who works somewhere today; None also when two share it."""
    wanted = email.strip()
    if not wanted:
        return None
    works = Exists(living().filter(account=OuterRef("pk")))
    officers = Account.objects.filter(kind=Account.Kind.OFFICER, is_active=True, email__iexact=wanted)
    found = list(officers.filter(works)[:2])
    return found[0] if len(found) == 1 else None


def roles_at(agency: UUID | None) -> frozenset[str]:
    """The functions held at an office, remembered for a minute; empty when nobody works there.

    Leave changes nothing here: a dossier goes on waiting for the function, and whoever stands in sees it.
    """
    return _held.get(agency) if agency else frozenset()


def forget() -> None:
    """After appointments changed in this process; other processes notice within a minute."""
    _held.forget()


def _held_at(agency: UUID) -> frozenset[str]:
    today = clock.now().date()
    posts = Officer.objects.filter(agency=agency, valid_from__lte=today).exclude(valid_to__lt=today)
    return frozenset(role for roles in posts.values_list("roles", flat=True) for role in roles)


_held: Remembered[UUID, frozenset[str]] = Remembered(_held_at)
