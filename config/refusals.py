"""Refusals that no view gave: people get a page, programs a problem they can read."""

import sys
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from motcua.exchange import problems
from motcua.exchange.problems import Stop
from motcua.files import api as files
from motcua.ui import errors

PROGRAMS = "/api/"


def _either(page: Callable[..., HttpResponse], stop: Callable[[], Stop]) -> Callable[..., HttpResponse]:
    def refuse(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.path.startswith(PROGRAMS):
            return page(request, *args, **kwargs)
        with translation.override("vi"):
            return problems.answer(stop())

    return refuse


bad_request = _either(errors.bad_request, problems.unreadable)
permission_denied = _either(errors.permission_denied, problems.not_yours)
page_not_found = _either(errors.page_not_found, problems.nothing_here)


def _fault(request: HttpRequest) -> HttpResponse:
    """What a page did not expect: it may only be that the store of files does not answer now."""
    if isinstance(sys.exc_info()[1], files.StoreAway | files.NotKept):
        return errors.files_away(request)
    return errors.server_error(request)


server_error = _either(_fault, problems.our_fault)


def sign_in_first(request: HttpRequest) -> HttpResponse | None:
    """What a program without a session is told; None for people, who are led to the door."""
    if not request.path.startswith(PROGRAMS):
        return None
    with translation.override("vi"):
        return problems.answer(problems.sign_in_first())
