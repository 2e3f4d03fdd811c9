"""Who may see and do what with a dossier. Every screen, file, job and command asks here (R49, DOMAIN §2.2)."""

from typing import Any

from django.db.models import Q, QuerySet

from motcua.agencies import functions
from motcua.catalogue import api as catalogue
from motcua.dossiers import concern, lifecycle, roles
from motcua.dossiers.models import Dossier, Party
from motcua.kit.actor import Actor

APPLICANT = "applicant"
CLERK = "clerk"
COUNTER = "counter"
"""The channel of dossiers typed at the counter."""
AT_THE_COUNTER = frozenset(
    {"submit", "answer_supplement", "answer_intake_supplement", "take_back", "request_withdrawal"}
)
"""Acts of the applicant that a clerk may do for the person who came."""
SUPPLEMENTING = frozenset({"intake_supplement", "merit_supplement"})
"""The states in which the applicant completes what the office asked for."""

PERMISSIONS: dict[str, frozenset[str]] = {row.name: frozenset(row.actors) for row in lifecycle.TRANSITIONS}
"""Transition → roles that may perform it; "applicant" is whoever holds the dossier."""

SEPARATED = {"sign": "propose"}
"""Acts that may not be done by the person who did another act on the same dossier (separation of duties)."""


class Forbidden(Exception):
    """This actor may not do this; to a stranger the dossier does not exist."""


def visible_to(actor: Actor) -> QuerySet[Dossier]:
    """The dossiers an actor may open, and nothing else; every list and every look-up starts from it."""
    mine = Q(pk__in=actor.held, owner=None) | Q(pk__in=actor.opened)
    if actor.party is not None:
        mine |= own(actor)
    if _may_help(actor):
        mine |= Q(state="draft", pk__in=_helping(actor).values("dossier_id"))
    if actor.kind == "officer" and actor.agency is not None and actor.roles - {"administrator"}:
        mine |= Q(agency_id=actor.agency) & ~Q(state="draft") & _of_their_power(actor)
        if CLERK in actor.roles:
            mine |= Q(agency_id=actor.agency, state="draft", channel=COUNTER)
    return Dossier.objects.filter(mine)


def _of_their_power(actor: Actor) -> Q:
    """Those who examine and sign see what their own power decides; the counter and the seal serve both powers."""
    work = actor.roles - {"administrator"}
    police = Q()
    for role in sorted(functions.POLICE):
        police |= Q(version__route__contains=[{"role": role}])
    if work <= functions.POLICE:
        return police
    return ~police if work <= functions.COMMITTEE else Q()


def own(actor: Actor) -> Q:
    """What an actor holds as applicant: the party's dossiers within the mandate, or the drafts of a browser."""
    return Q(owner_id=actor.party, **_within(actor)) if actor.party else Q(pk__in=actor.held, owner=None)


def is_applicant(actor: Actor, dossier: Dossier) -> bool:
    """The owner, who acts for them within a mandate, or the browser session that began a draft without an account."""
    if dossier.owner_id is None:
        return dossier.id in actor.held
    return actor.party == dossier.owner_id and covers(actor, dossier)


def helps(actor: Actor, dossier: Dossier) -> bool:
    """Whether somebody was invited to this draft, proved the telephone, and was not sent away since."""
    return dossier.state == "draft" and _may_help(actor) and _helping(actor).filter(dossier=dossier).exists()


def _may_help(actor: Actor) -> bool:
    """One helps in one's own name: neither for a principal nor as an officer."""
    known = actor.account is not None or bool(actor.parties)
    return known and actor.on_behalf_of is None and actor.kind != "officer"


def _helping(actor: Actor) -> QuerySet[Party]:
    who = Q(pk__in=actor.parties)
    if actor.account is not None:
        who |= Q(account_id=actor.account)
    return Party.objects.filter(who, part=Party.Part.EDITOR, standing=Party.State.JOINED)


def helped(actor: Actor) -> QuerySet[Dossier]:
    """The drafts of others that an actor was invited to and may fill in."""
    drafts = Dossier.objects.filter(state="draft", pk__in=_helping(actor).values("dossier_id"))
    return drafts if _may_help(actor) else drafts.none()


def may_invite(actor: Actor, dossier: Dossier) -> bool:
    """Whoever the draft belongs to invites others to it; who was invited does not."""
    return dossier.state == "draft" and dossier.channel == "online" and is_applicant(actor, dossier)


def may_ask(actor: Actor, dossier: Dossier) -> bool:
    """Whoever hands in a declaration, or corrects it for the office, asks those who must agree to it."""
    return may_invite(actor, dossier) or (dossier.state in SUPPLEMENTING and is_applicant(actor, dossier))


def reads(actor: Actor, dossier: Dossier) -> bool:
    """Whether the citizen's pages show a dossier: to its applicant, who gave code and PIN, who helps with the draft."""
    return is_applicant(actor, dossier) or dossier.id in actor.opened or helps(actor, dossier)


def is_visible(actor: Actor, dossier: Dossier) -> bool:
    """What `visible_to` asks of the database, of one dossier at hand."""
    if reads(actor, dossier):
        return True
    if actor.kind != "officer" or actor.agency is None or actor.agency != dossier.agency_id:
        return False
    if dossier.state == "draft":
        return dossier.channel == COUNTER and CLERK in actor.roles
    work = actor.roles - {"administrator"}
    return bool(work) and not work <= _outsiders(dossier)


def covers(actor: Actor, dossier: Dossier) -> bool:
    """Whether the mandate somebody acts under includes this dossier's procedure; without a mandate always."""
    return not actor.scope or catalogue.version(dossier.version_id).code in actor.scope


def _within(actor: Actor) -> dict[str, Any]:
    return {"version__procedure__code__in": sorted(actor.scope)} if actor.scope else {}


def is_office(actor: Actor, dossier: Dossier) -> bool:
    """An officer of the competent agency, and never on a dossier they are concerned by (`concern`)."""
    return (
        actor.kind == "officer"
        and actor.agency is not None
        and actor.agency == dossier.agency_id
        and not concern.of(actor, dossier)
    )


def may_type(actor: Actor) -> bool:
    """Whether somebody may begin dossiers at the counter: a clerk of an office."""
    return actor.kind == "officer" and actor.agency is not None and CLERK in actor.roles


def stands_in(actor: Actor, dossier: Dossier) -> bool:
    """A clerk of the office where a dossier was typed, for the person who came; claiming it takes nothing away."""
    return dossier.channel == COUNTER and is_office(actor, dossier) and may_type(actor)


def types_for(actor: Actor, dossier: Dossier) -> bool:
    """The same while it is a draft."""
    return dossier.state == "draft" and stands_in(actor, dossier)


def may(actor: Actor, transition: str, dossier: Dossier) -> bool:
    """Whether `actor` holds the role this act needs on this dossier (the state is the lifecycle's business)."""
    allowed: frozenset[str] = _roles_now(transition, dossier)
    if APPLICANT in allowed and is_applicant(actor, dossier):
        return True
    if transition in AT_THE_COUNTER and stands_in(actor, dossier):
        return True
    if actor.kind == "system":
        return "system" in allowed
    if not (is_office(actor, dossier) and actor.roles & allowed - _outsiders(dossier)):
        return False
    return not (transition in SEPARATED and dossier.handler_id == actor.account)


def check(actor: Actor, transition: str, dossier: Dossier) -> None:
    if not may(actor, transition, dossier):
        raise Forbidden(transition)


def acts(actor: Actor, dossier: Dossier) -> list[str]:
    """What this actor can do with this dossier now, in the lifecycle's order."""
    state = lifecycle.State(dossier.state)
    return [row.name for row in lifecycle.allowed(state) if may(actor, row.name, dossier)]


def _roles_now(transition: str, dossier: Dossier) -> frozenset[str]:
    """The roles that may do the act in the dossier's state; all its roles when the state does not allow it,
    so that the lifecycle, not the policy, answers whoever was slower."""
    state = lifecycle.State(dossier.state)
    if state not in lifecycle.transition(transition).sources:
        return PERMISSIONS[transition]
    return frozenset(lifecycle.who_may(transition, state))


def _outsiders(dossier: Dossier) -> frozenset[str]:
    """The roles of the power that does not decide this dossier; no statement once its version is known."""
    return roles.outsiders(catalogue.version(dossier.version_id).route)


def may_edit_draft(actor: Actor, dossier: Dossier) -> bool:
    return may_discard(actor, dossier) or helps(actor, dossier)


def may_discard(actor: Actor, dossier: Dossier) -> bool:
    """Only who the draft belongs to throws it away, or the clerk who types it."""
    return dossier.state == "draft" and (is_applicant(actor, dossier) or types_for(actor, dossier))


def may_read_papers(actor: Actor, dossier: Dossier) -> bool:
    """Files hold the most private data: whoever reads the dossier, and who at the handling office may open it."""
    return reads(actor, dossier) or (is_office(actor, dossier) and is_visible(actor, dossier))
