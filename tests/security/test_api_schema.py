"""The programs' interface keeps every word of its own description, whatever is sent to it."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections
from schemathesis.schemas import BaseSchema

from motcua.exchange import contract as described
from motcua.exchange import door
from tests.security import people
from tests.security.attacks import contract
from tests.security.objects import Thing
from tests.security.test_strangers import things

__all__ = ["things"]
pytestmark = pytest.mark.django_db
EXAMPLES = 10


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[None]:
    """No limit on questions, and the connection of this test for every request."""
    settings.MOTCUA_API_PER_MINUTE = 10**9
    monkeypatch.setattr(door, "PROGRESS_PER_HOUR", 10**9)
    monkeypatch.setattr(door, "SHARED", {})
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


def loaded(things: dict[str, Thing], *, signed_in: bool) -> BaseSchema:
    """The description, with examples that exist; without its word on signing in for who has done so."""
    told = copy.deepcopy(described.document())
    known = {
        "/progress/{code}": things["processing"].dossier.code, "/results/{code}": things["resolved"].check_code,
        "/my/dossiers/{id}": str(things["resolved"].dossier.id),
    }  # fmt: skip
    for path, operations in told["paths"].items():
        if signed_in:
            operations["get"].pop("security", None)
        for end, example in known.items():
            if path.endswith(end):
                operations["get"]["parameters"][0]["example"] = example
    if signed_in:
        del told["components"]["securitySchemes"]
    schema = schemathesis.openapi.from_dict(told)
    schema.app = WSGIHandler()
    return schema


@pytest.mark.usefixtures("unlimited")
def test_a_stranger_gets_what_is_described_and_nothing_of_anybody(things: dict[str, Thing]) -> None:
    report = contract.run(loaded(things, signed_in=False), examples=EXAMPLES)
    print(f"API, a stranger: {report}")
    assert not report.wrong, "\n".join(report.wrong[:20])
    assert report.answers[200] > 100 and report.answers[401] > 50


@pytest.mark.usefixtures("unlimited")
def test_who_has_signed_in_gets_what_is_described(things: dict[str, Thing]) -> None:
    cookie = people.browser("owner", things).cookies["motcua"].value
    report = contract.run(loaded(things, signed_in=True), examples=EXAMPLES, cookies={"motcua": cookie})
    print(f"API, signed in: {report}")
    assert not report.wrong, "\n".join(report.wrong[:20])
    assert report.answers[200] > 100 and not report.answers[401]
