"""What the person who has signed in may read of their own: dossiers, what happened to them, the account."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router
from ninja.security import APIKeyCookie

from motcua.agencies import api as agencies
from motcua.catalogue import api as catalogue
from motcua.catalogue.versions import versions
from motcua.dossiers import degree, policy, queries, session, viewing
from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Dossier
from motcua.dossiers.states import FACTS
from motcua.exchange import problems, shapes
from motcua.exchange.offices import Size
from motcua.kit.actor import Actor
from motcua.kit.words import N_
from motcua.people.models import Account


class SessionCookie(APIKeyCookie):
    """The cookie of the pages: who signed in there reads here, and nobody else."""

    param_name = "motcua"

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        return session.actor(request) if session.actor(request).account else None


router = Router(tags=[N_("Của tôi")], auth=SessionCookie(csrf=False))


def _mine(actor: Actor) -> Any:
    """What this person may see and is theirs, or the one's whom they act for."""
    return policy.visible_to(actor).filter(owner_id=actor.party)


@router.get("/dossiers", response=shapes.MineList, url_name="api_mine", summary=N_("Hồ sơ của tôi"))
def dossiers(
    request: HttpRequest, after: Annotated[UUID | None, Query(description="id cuối của trang trước")] = None,
    size: Size = 20,
) -> shapes.MineList:  # fmt: skip
    """Newest first, by key; the versions of a page in one statement."""
    rows = _mine(session.actor(request)).defer("answers", "typed")
    if after is not None:
        rows = rows.filter(id__lt=after)
    found = list(rows.order_by("-id")[: size + 1])
    versions(row.version_id for row in found)
    items = [shapes.Mine(**_told(row)) for row in found[:size]]
    return shapes.MineList(items=items, next=str(items[-1].id) if len(found) > size else None)


@router.get("/dossiers/{uuid:id}", response=shapes.MyDossier, url_name="api_dossier", summary=N_("Một hồ sơ của tôi"))
def dossier(request: HttpRequest, id: Annotated[UUID, Path(description="id trong danh sách")]) -> shapes.MyDossier:
    """Where it stands and what happened; what is not mine does not exist."""
    actor = session.actor(request)
    found: Dossier | None = _mine(actor).filter(pk=id).first()
    if found is None or not policy.is_applicant(actor, found):
        raise problems.nothing_here()
    viewing.note(actor, found)
    state = State(found.state)
    events = queries.timeline(found, names=False)
    return shapes.MyDossier(
        **_told(found), done=0 if state is State.DRAFT else degree.reached(state), of=len(degree.ROAD),
        national_code=FACTS[state].national,
        timeline=[shapes.Happened(at=one.at, kind=one.kind, title=one.title) for one in events],
    )  # fmt: skip


@router.get("/account", response=shapes.MyAccount, url_name="api_account", summary=N_("Tài khoản của tôi"))
def account(request: HttpRequest) -> shapes.MyAccount:
    """Who is signed in, and for whom this session works."""
    actor, me = session.actor(request), request.user
    assert isinstance(me, Account)
    principal = Account.objects.filter(pk=actor.on_behalf_of).first() if actor.on_behalf_of else None
    return shapes.MyAccount(
        name=me.full_name, kind=me.kind, assurance=me.assurance, phone=me.phone or "", email=me.email,
        language=me.language, acting_for=principal.display_name if principal else "",
    )  # fmt: skip


def _told(row: Dossier) -> dict[str, Any]:
    version, state = catalogue.version(row.version_id), State(row.state)
    return {
        "id": row.id, "code": row.code or row.submission_code or "", "procedure": version.code, "name": version.name,
        "state": state.value, "state_words": FACTS[state].label,
        "office": agencies.agency(row.agency_id).name if row.agency_id else "",
        "submitted_at": row.submitted_at, "due_at": row.due_at,
    }  # fmt: skip
