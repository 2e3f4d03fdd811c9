"""Read-side questions: what waits for me, what is mine, what happened. All bounded, all by key."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from motcua.dossiers import pin, policy
from motcua.dossiers.actions import BY_KIND
from motcua.dossiers.models import Dossier
from motcua.dossiers.together import entries
from motcua.journal import api as journal
from motcua.kit.actor import Actor
from motcua.kit.references import normal_code
from motcua.people.models import Mandate

PAGE = 25
COUNT_LIMIT = 1000
MOST_MANDATES = 200


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, and the keys of its neighbours (None at the ends)."""

    rows: list[Dossier]
    next_key: str | None


def inbox(actor: Actor, *, roles: Iterable[str] | None = None, after: str = "", text: str = "") -> Page:
    """What waits for this officer, most urgent first: by appointment, then by submission.

    `after` is the key of the last row of the page before; `text` finds a code or the start of a name.
    """
    wanted = frozenset(roles) & actor.roles if roles is not None else actor.roles
    rows = policy.visible_to(actor).filter(agency=actor.agency, waiting_for__in=wanted)
    rows = _finding(rows, text).order_by(F("due_at").asc(nulls_first=True), "submitted_at", "id")
    if after:
        rows = rows.filter(_beyond(after))
    found = list(rows.only(*_LISTED)[: PAGE + 1])
    return Page(found[:PAGE], _key(found[PAGE - 1]) if len(found) > PAGE else None)


_LISTED = (
    "id", "version_id", "agency_id", "state", "waiting_for", "code", "submission_code", "contact_name",
    "submitted_at", "received_at", "due_at", "note_for_office", "owner_id", "handler_id",
)  # fmt: skip


def _finding(rows: QuerySet[Dossier], text: str) -> QuerySet[Dossier]:
    if not text:
        return rows
    wanted = normal_code(text)
    return rows.filter(Q(code=wanted) | Q(submission_code=wanted) | Q(contact_name__istartswith=text[:100]))


def _key(dossier: Dossier) -> str:
    due = dossier.due_at.isoformat() if dossier.due_at else ""
    submitted = dossier.submitted_at.isoformat() if dossier.submitted_at else ""
    return f"{due}|{submitted}|{dossier.id}"


def _beyond(after: str) -> Q:
    """Rows that come after a key; a key that was tampered with gives the first page."""
    try:
        due, submitted, id = after.split("|")
        identifier, submitted_at = UUID(id), datetime.fromisoformat(submitted)
        due_at = datetime.fromisoformat(due) if due else None
    except ValueError:
        return Q()
    if submitted_at.tzinfo is None or (due_at is not None and due_at.tzinfo is None):
        return Q()
    same = Q(submitted_at__gt=submitted_at) | Q(submitted_at=submitted_at, id__gt=identifier)
    if due_at is None:
        return Q(due_at__isnull=False) | Q(Q(due_at=None) & same)
    return Q(due_at__gt=due_at) | Q(Q(due_at=due_at) & same)


def waiting_counts(actor: Actor) -> dict[str, int]:
    """How many dossiers wait for each of the officer's roles, each counted up to 1,000; one statement."""
    rows = (
        policy.visible_to(actor)
        .filter(agency=actor.agency, waiting_for__in=actor.roles)
        .values_list("waiting_for", flat=True)[:COUNT_LIMIT]
    )
    counts: dict[str, int] = {}
    for role in rows:
        counts[role] = counts.get(role, 0) + 1
    return counts


def mine(actor: Actor, after: UUID | None = None) -> Page:
    """The applicant's own dossiers and drafts, newest first."""
    rows = Dossier.objects.filter(policy.own(actor))
    if after:
        rows = rows.filter(id__lt=after)
    found = list(rows.order_by("-id")[: PAGE + 1])
    return Page(found[:PAGE], str(found[PAGE - 1].id) if len(found) > PAGE else None)


def helped(actor: Actor) -> list[Dossier]:
    """The newest drafts of others that this person was invited to (at most 25)."""
    return list(policy.helped(actor).order_by("-id")[:PAGE])


def draft_of(actor: Actor, procedure: UUID, channel: str = "online") -> Dossier | None:
    """The newest draft of this person for a procedure, to be continued instead of begun twice."""
    found = Dossier.objects.filter(policy.own(actor), state="draft", channel=channel, version__procedure_id=procedure)
    return found.order_by("-id").first()


OTHERS = {pin.RENEWED: pin.RENEWED_TITLE, **entries.TITLES}
"""What else the journal tells of a dossier, beside the acts of the law, in words."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline, in words; `detail` is what the office wrote, when it wrote something."""

    title: str
    at: datetime
    who: str
    kind: str
    detail: str
    payload: dict[str, Any]


def timeline(dossier: Dossier, *, names: bool = True) -> list[Event]:
    """What happened, newest first. Without `names` (public progress) nobody is named and nothing is quoted."""
    events = []
    shown = BY_KIND.keys() | (OTHERS.keys() if names else {pin.RENEWED})
    facts = [fact for fact in journal.entries(dossier.subject) if fact.kind in shown]
    principals = _principals(facts) if names else {}
    for fact in reversed(facts):
        act = BY_KIND.get(fact.kind)
        title = str(act.done) if act else str(OTHERS[fact.kind])
        payload = fact.payload if names else {}
        detail = payload.get("reason") or payload.get("note") or ""
        who = _who(fact, principals) if names else ""
        events.append(Event(title, fact.at, who, fact.kind, detail, payload))
    return events


def _principals(facts: list[journal.Fact]) -> dict[tuple[UUID, UUID], str]:
    """On whose behalf each pair acted, in words; one statement, none when everybody acted for themselves."""
    pairs = {(fact.on_behalf_of, fact.actor) for fact in facts if fact.on_behalf_of and fact.actor}
    if not pairs:
        return {}
    found = Mandate.objects.filter(principal_id__in={one for one, _agent in pairs}).select_related("principal")
    return {(one.principal_id, one.agent_id): _called(one) for one in found.order_by("id")[:MOST_MANDATES]}


def _called(mandate: Mandate) -> str:
    name = mandate.principal.display_name
    return _("con là %(name)s") % {"name": name} if mandate.ground == Mandate.Ground.PARENT else name


def _who(fact: journal.Fact, principals: dict[tuple[UUID, UUID], str]) -> str:
    """ "Nguyễn Văn A làm thay Công ty B"."""
    if fact.on_behalf_of is None or fact.actor is None:
        return fact.actor_name
    other = principals.get((fact.on_behalf_of, fact.actor), "")
    told = {"who": fact.actor_name, "principal": other}
    return _("%(who)s làm thay %(principal)s") % told if other else fact.actor_name
