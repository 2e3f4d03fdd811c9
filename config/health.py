"""Is the process alive, and is everything it needs alive?"""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from motcua.files import shelf


def process(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


def ready(request: HttpRequest) -> JsonResponse:
    """200 when database, queue and storage answer; 503 with what does not."""
    found = {"database": _database(), "queue": _queue(), "storage": _storage()}
    return JsonResponse(found, status=200 if all(value == "ok" for value in found.values()) else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception as error:
        return type(error).__name__
    return "ok"


def _queue() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM procrastinate_jobs LIMIT 1")
    except Exception as error:
        return type(error).__name__
    return "ok"


def _storage() -> str:
    try:
        shelf.own().ready()
    except Exception as error:
        return type(error).__name__
    return "ok"
