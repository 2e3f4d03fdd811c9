"""Opening one's own store: only its party, and never under a mandate that covers only some procedures."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from motcua.dossiers import session
from motcua.kit.actor import Actor
from motcua.ui import errors
from motcua.vault import api as vault
from motcua.vault.models import Item


def page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view of the store: called with request and actor, once the actor may leaf through it."""

    @wraps(view)
    def opened(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        actor = session.actor(request)
        if not vault.may_browse(actor):
            return errors.show(request, _limited())
        return view(request, actor, **kwargs)

    return opened


def item(actor: Actor, id: UUID) -> Item:
    """A paper of this actor's store with its file, or 404."""
    found = vault.visible_to(actor).select_related("file").filter(pk=id).first()
    if found is None:
        raise Http404
    return found


def as_uuid(text: str) -> UUID | None:
    """A key or identifier from an address; None when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _limited() -> errors.Trouble:
    steps = [
        _("Khi làm hồ sơ, bạn vẫn chọn được giấy tờ cần cho hồ sơ đó."),
        _("Muốn xem kho của chính mình, hãy chuyển về làm việc cho bản thân."),
    ]
    told = _("Bạn đang làm thay cho một số thủ tục. Quyền này không gồm việc xem cả kho giấy tờ.")
    return errors.Trouble(403, _("Bạn chưa được xem kho này"), told, steps)
