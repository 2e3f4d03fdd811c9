"""The page that says in plain words what programs can read here, printed from the same document they use."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.exchange import contract, problems


@dataclass(frozen=True, slots=True)
class Line:
    """One address: what it gives, and what it takes."""

    path: str
    summary: str
    signed_in: bool
    takes: list[tuple[str, str, str]]


def _lines() -> list[tuple[str, list[Line]]]:
    """By part, in the order of the document."""
    parts: dict[str, list[Line]] = {}
    for path, operations in contract.document()["paths"].items():
        for operation in operations.values():
            takes = [(one["name"], one.get("description", ""), _kind(one["schema"])) for one in operation["parameters"]]
            line = Line(path, operation["summary"], bool(operation.get("security")), takes)
            parts.setdefault(operation["tags"][0], []).append(line)
    return list(parts.items())


def _kind(schema: dict[str, Any]) -> str:
    """What may stand there: the words of a list, or bounds."""
    if "enum" in schema:
        return ", ".join(word for word in schema["enum"] if word)
    least, most = schema.get("minimum"), schema.get("maximum")
    return f"{least}–{most}" if least is not None and most is not None else ""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """For people who write programs; also without JavaScript."""
    return render(request, "exchange/page.html", {"parts": _lines()})


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1, for programs that make programs."""
    return JsonResponse(contract.document(), json_dumps_params={"ensure_ascii": False})


def unknown(request: HttpRequest, rest: str) -> HttpResponse:
    """Every other address here: a refusal that a program can read."""
    raise problems.nothing_here()
