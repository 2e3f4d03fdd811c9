"""What an administrator may see and change here; every view asks first. Strangers are told that nothing is there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse

from motcua.agencies import api as agencies
from motcua.agencies.models import Agency
from motcua.catalogue import policy
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.dossiers import session
from motcua.kit.actor import Actor

View = Callable[..., HttpResponse]


def publisher(view: View) -> View:
    """Only the province's administrators: they edit, publish, withdraw, confirm and import."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policy.may_publish(session.actor(request)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return asked


def procedure(actor: Actor, code: str) -> Procedure:
    """The procedure of an address. One not in force exists only for those who publish. Raises Http404."""
    found = Procedure.objects.filter(code=code).first() if code.isprintable() else None
    if found is None or (found.current_id is None and not policy.may_publish(actor)):
        raise Http404
    return found


def in_force(of: Procedure) -> ProcedureVersion | None:
    """The version in force with procedure and form; None when nothing is (one statement)."""
    if of.current_id is None:
        return None
    return ProcedureVersion.objects.filter(id=of.current_id).select_related("procedure", "form").first()


def latest(of: Procedure) -> ProcedureVersion | None:
    """The version in force, else the last one that was (one statement); None when nothing was ever published."""
    if of.current_id:
        return in_force(of)
    published = of.versions.exclude(published_at=None).select_related("procedure", "form")
    return published.order_by("-number").first()


def office(actor: Actor, code: str = "") -> Agency:
    """The office to decide for: the administrator's own, or the one of `code` when they may. Raises Http404."""
    if actor.agency is None:
        raise PermissionDenied
    own = agencies.agency(actor.agency)
    if not code or code == own.code:
        return own
    found = Agency.objects.filter(code=code, is_active=True).select_related("unit").first()
    if found is None or not policy.may_adapt(actor, found):
        raise Http404
    return found


def offices(actor: Actor) -> list[Agency]:
    """The offices the administrator may decide for, by code; service centres offer nothing themselves."""
    active = Agency.objects.filter(is_active=True).exclude(kind=Agency.Kind.SERVICE_CENTRE).select_related("unit")
    if not policy.may_publish(actor):
        active = active.filter(Q(id=actor.agency) | Q(parent=actor.agency))
    return list(active.order_by("code")[:500])
