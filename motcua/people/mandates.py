"""Acting for another: give, accept, end a mandate; and whose business a session is doing just now."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.journal import api as journal
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.people.entries import MANDATE_ENDED, MANDATE_GIVEN, MandateEnded, MandateGiven
from motcua.people.errors import Refused
from motcua.people.models import Account, Mandate
from motcua.ui.alphabet import alphabetical

ACTING = "acting"
"""Session key: the mandate under which this browser works now."""
MOST = 200
"""Living mandates one principal may have given."""


class NotPossible(Refused):
    """The mandate cannot be given or used; `message` says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self._message = message

    @property
    def message(self) -> str:
        return self._message


def give(
    principal: Account, agent: Account, ground: Mandate.Ground, *, actor: Actor, scope: Sequence[str] = (),
    valid_from: date | None = None, valid_to: date | None = None, offered: bool = False, proven: str = "declared",
    evidence: UUID | None = None,
) -> Mandate:  # fmt: skip
    """Let `agent` act for `principal`; `offered` waits for the agent's yes. Raises `NotPossible`."""
    if principal.pk == agent.pk:
        raise NotPossible(_("Bạn không cần ủy quyền cho chính mình."))
    if principal.agents.exclude(state=Mandate.State.ENDED)[:MOST].count() >= MOST:
        raise NotPossible(_("Đã có quá nhiều người được ủy quyền. Hãy chấm dứt bớt."))
    state = Mandate.State.OFFERED if offered else Mandate.State.ACTIVE
    try:
        with transaction.atomic():
            made = Mandate.objects.create(
                principal=principal, agent=agent, ground=ground, scope=list(scope), state=state, proven=proven,
                valid_from=valid_from or clock.now().date(), valid_to=valid_to, evidence=evidence,
            )  # fmt: skip
            told = MandateGiven(
                mandate=made.pk, principal=principal.pk, agent=agent.pk, ground=ground, scope=list(scope),
                offered=offered,
            )  # fmt: skip
            journal.record(MANDATE_GIVEN, f"account:{principal.pk}", actor=actor, payload=told)
    except IntegrityError as error:
        raise NotPossible(_("Người này đã được giao việc rồi. Hãy chấm dứt bản cũ nếu muốn đổi.")) from error
    return made


def accept(mandate: Mandate, *, actor: Actor) -> None:
    """The agent says yes to what was offered; a second yes changes nothing."""
    with transaction.atomic():
        if Mandate.objects.filter(pk=mandate.pk, state=Mandate.State.OFFERED).update(state=Mandate.State.ACTIVE):
            told = MandateGiven(
                mandate=mandate.pk, principal=mandate.principal_id, agent=mandate.agent_id, ground=mandate.ground,
                scope=mandate.scope, offered=False,
            )  # fmt: skip
            journal.record(MANDATE_GIVEN, f"account:{mandate.principal_id}", actor=actor, payload=told)


def end(mandate: Mandate, *, actor: Actor) -> None:
    """From now on nothing can be done under it; what was done stays. A second end changes nothing."""
    with transaction.atomic():
        ended = Mandate.objects.filter(pk=mandate.pk).exclude(state=Mandate.State.ENDED)
        if ended.update(state=Mandate.State.ENDED, ended_at=clock.now()):
            told = MandateEnded(mandate=mandate.pk, agent=mandate.agent_id)
            journal.record(MANDATE_ENDED, f"account:{mandate.principal_id}", actor=actor, payload=told)


def living(today: date | None = None) -> QuerySet[Mandate]:
    """Mandates that work today, with both sides."""
    day = today or clock.now().date()
    found = Mandate.objects.filter(state=Mandate.State.ACTIVE, valid_from__lte=day)
    open_ended = found.filter(Q(valid_to=None) | Q(valid_to__gte=day))
    return open_ended.filter(principal__is_active=True, agent__is_active=True).select_related("principal", "agent")


def between(persons: QuerySet[Account], other: UUID, since: datetime | None = None) -> QuerySet[Mandate]:
    """Mandates between any of these accounts and another one, whoever acts for whom.

    Those that work today, and with `since` those that worked at any time from then on.
    """
    today = clock.now().date()
    first = since.astimezone(clock.HANOI).date() if since else today
    worked = Q(state=Mandate.State.ACTIVE)
    if since:
        worked |= Q(state=Mandate.State.ENDED, ended_at__gte=since)
    found = Mandate.objects.filter(worked, Q(valid_to=None) | Q(valid_to__gte=first), valid_from__lte=today)
    return found.filter(Q(principal=other, agent__in=persons) | Q(agent=other, principal__in=persons))


def of_agent(agent: UUID) -> list[Mandate]:
    """On whose behalf this account may act today (one statement, at most 200)."""
    return list(living().filter(agent_id=agent).order_by(alphabetical("principal__organisation_name"), "id")[:MOST])


def act_under(request: HttpRequest, mandate: Mandate) -> None:
    """From here on this session works for the principal; it is asked anew at every request."""
    request.session[ACTING] = str(mandate.pk)


def act_for_oneself(request: HttpRequest) -> None:
    request.session.pop(ACTING, None)


def acting(request: HttpRequest, account: UUID) -> Mandate | None:
    """The mandate this session works under, when it still works; no statement for who acts for themselves."""
    chosen = request.session.get(ACTING)
    if not chosen:
        return None
    found = living().filter(pk=chosen, agent_id=account).first()
    if found is None:
        act_for_oneself(request)
    return found


def covers(scope: Iterable[str], procedure: str) -> bool:
    """Whether a mandate of this scope includes a procedure; no scope includes all."""
    given = frozenset(scope)
    return not given or procedure in given
