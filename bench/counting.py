"""What a request asked of the database, counted where it happens and told in two headers of the answer."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

STATEMENTS = "X-Bench-Statements"
MILLISECONDS = "X-Bench-Milliseconds"
CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET CONSTRAINTS")
"""Transaction control is no statement of ours: the targets leave it out."""


class Recorder:
    """An execute wrapper that keeps every statement with its parameters, in order."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, Any]] = []

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        text = sql if isinstance(sql, str) else sql.as_string()
        if not text.lstrip().upper().startswith(CONTROL):
            self.seen += [(text, one) for one in params] if many else [(text, params)]
        return execute(sql, params, many, context)

    def here(self) -> AbstractContextManager[None]:
        """Record what this thread asks while the context is open."""
        return connection.execute_wrapper(self)


class Counted:
    """Outermost middleware: sessions, sign-in and page are inside what is counted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        recorder, began = Recorder(), time.perf_counter()
        with recorder.here():
            answer = self.get_response(request)
        answer[STATEMENTS] = str(len(recorder.seen))
        answer[MILLISECONDS] = f"{(time.perf_counter() - began) * 1000:.3f}"
        return answer
