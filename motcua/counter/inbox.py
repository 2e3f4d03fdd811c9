"""Việc chờ tôi: what waits for this officer, the most urgent first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.agencies import api as agencies
from motcua.catalogue.models import ProcedureVersion
from motcua.counter import deadlines, reach, words
from motcua.dossiers import queries, roles, session
from motcua.dossiers.models import Dossier
from motcua.kit import clock
from motcua.kit.actor import Actor
from motcua.kit.references import normal_code
from motcua.kit.vietnamese import clean

LONGEST_CODE = 60


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the officer's roles as a view of the list."""

    text: str
    href: str
    current: bool
    count: str


@dataclass(frozen=True, slots=True)
class Row:
    """One dossier of the list."""

    dossier: Dossier
    procedure: str
    state: str
    badge: deadlines.Badge


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """The list; a code typed or scanned into the search box leads straight to its dossier."""
    actor = session.actor(request)
    text = clean(request.GET.get("tim", ""))[:100]
    if found := _by_code(actor, text):
        return HttpResponseRedirect(reverse("desk", args=[found]))
    role = request.GET.get("vai", "")
    role = role if role in actor.roles else ""
    after = request.GET.get("sau", "")
    page = queries.inbox(actor, roles=[role] if role else None, after=after, text=text)
    counts = queries.waiting_counts(actor)
    context = {
        "rows": _rows(actor, page.rows),
        "tabs": _tabs(actor, role, counts),
        "role": role,
        "text": text,
        "first": _address(role, text) if after else None,
        "next": _address(role, text, page.next_key) if page.next_key else None,
        "waiting": sum(counts.values()),
    }
    return render(request, "counter/inbox.html", context)


def _by_code(actor: Actor, text: str) -> UUID | None:
    """The dossier of this office with this code, whosever turn it is: its owner may be at the counter."""
    code = normal_code(text)
    if "-" not in code or not any(sign.isdigit() for sign in code) or len(code) > LONGEST_CODE:
        return None
    field = "submission_code" if code.startswith("MC-") else "code"
    return reach.office(actor).filter(**{field: code}).values_list("id", flat=True).first()


def _rows(actor: Actor, dossiers: list[Dossier]) -> list[Row]:
    if actor.agency is None or not dossiers:
        return []
    now, calendar = clock.now(), agencies.calendar_for(actor.agency)
    names = _procedures({dossier.version_id for dossier in dossiers})
    return [Row(one, names[one.version_id], words.state(one), deadlines.badge(one, now, calendar)) for one in dossiers]


def _procedures(versions: Iterable[UUID]) -> dict[UUID, str]:
    """The names of the procedures of a page of dossiers: one statement however many there are."""
    found = ProcedureVersion.objects.filter(id__in=versions)
    return dict(found.values_list("id", "procedure__name"))


def _tabs(actor: Actor, role: str, counts: Mapping[str, int]) -> list[Tab]:
    """One tab a role, for officers who have several; nothing to choose otherwise."""
    mine = [name for name in roles.OFFICE if name in actor.roles]
    if len(mine) < 2:
        return []
    tabs = [Tab(_("Tất cả"), _address("", ""), role == "", _shown(sum(counts.values())))]
    return tabs + [
        Tab(words.role(name), _address(name, ""), role == name, _shown(counts.get(name, 0))) for name in mine
    ]


def _shown(count: int) -> str:
    return str(count) if count < queries.COUNT_LIMIT else _("hơn %(count)s") % {"count": queries.COUNT_LIMIT}


def _address(role: str, text: str, after: str = "") -> str:
    given = {"vai": role, "tim": text, "sau": after}
    query = urlencode({name: value for name, value in given.items() if value})
    return reverse("inbox") + (f"?{query}" if query else "")
