"""What every address of the programs has in common: reading only, known parameters, limits, what may be kept."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from motcua.exchange import problems
from motcua.exchange.problems import Fault, Stop
from motcua.people import throttle
from motcua.people.origin import ip_of

READING = ("GET", "HEAD")
LANGUAGE = "vi"
KEPT = "public, max-age=300"
PRIVATE = "private, no-store"
MINUTE, QUARTER, HOUR = 60, 15 * 60, 60 * 60
SHARED: dict[str, tuple[str, int, int]] = {
    "api_progress": ("track-from", 120, HOUR),
    "api_check": ("check", 60, QUARTER),
}
"""Addresses that answer what a page answers count with that page: key, attempts, seconds."""
PROGRESS_PER_HOUR = 20
"""By program a dossier's degree needs no confirmation code (mã xác nhận), so it may be asked less often."""

View = Callable[..., HttpResponse]


def opened(view: View, name: str, parameters: Callable[[str], frozenset[str]], *, private: bool) -> View:
    """The view behind this door. `parameters` gives the names an operation takes in its query."""

    @csrf_exempt
    @wraps(view)
    def door(request: HttpRequest, **parts: Any) -> HttpResponse:
        with translation.override(LANGUAGE):
            try:
                if request.method not in READING:
                    return problems.answer(problems.only_reading(), Allow=", ".join(READING))
                _limited(request, name)
                _known(request, parameters(name))
                request.method = "GET"
                made = view(request, **parts)
            except Stop as stop:
                return problems.answer(stop)
        return _kept(request, made, private)

    return door


def _limited(request: HttpRequest, name: str) -> None:
    """One statement for all limits. Raises `Stop`."""
    whence = ip_of(request)
    rules = [throttle.Rule(f"api:{whence}", settings.MOTCUA_API_PER_MINUTE, MINUTE)]
    if name in SHARED:
        key, limit, window = SHARED[name]
        rules.append(throttle.Rule(f"{key}:{whence}", limit, window))
    if name == "api_progress":
        rules.append(throttle.Rule(f"api-progress:{whence}", PROGRESS_PER_HOUR, HOUR))
    if wait := throttle.hit_all(rules):
        raise problems.too_many(wait)


def _known(request: HttpRequest, names: frozenset[str]) -> None:
    """What is misspelt or said twice is refused: a filter that silently does nothing misleads a program."""
    sent = dict(request.GET.lists())
    unknown = _("Không có tham số này.")
    strange = [Fault(where=f"query.{name}"[:200], what=unknown) for name in sent if name not in names]
    twice = [
        Fault(where=f"query.{name}", what=_("Chỉ gửi một lần."))
        for name, values in sent.items() if name in names and len(values) > 1
    ]  # fmt: skip
    if strange or twice:
        raise problems.wrong_values([*strange, *twice][:20])


def _kept(request: HttpRequest, made: HttpResponse, private: bool) -> HttpResponse:
    """Says who may keep the answer; an answer that did not change is not sent again."""
    if made.status_code != 200:
        made.headers.setdefault("Cache-Control", "no-store")
        return made
    made["Content-Language"] = LANGUAGE
    if private:
        made["Cache-Control"] = PRIVATE
        return made
    made["Cache-Control"] = KEPT
    made["ETag"] = f'"{hashlib.sha256(made.content).hexdigest()[:32]}"'
    found: HttpResponse = get_conditional_response(request, etag=made["ETag"], response=made)  # type: ignore[assignment]
    return found
