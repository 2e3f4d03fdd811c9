"""The programs' interface keeps every word of its own description, whatever is sent to it."""

import pytest
import schemathesis
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections

from motcua.exchange import door
from tests.security import people
from tests.security.attacks import contract
from tests.security.test_strangers import things

pytestmark = pytest.mark.django_db
__all__ = ["things"]
EXAMPLES = 10
SCHEMA = "/api/v1/openapi.json"


@pytest.fixture
def api(db, monkeypatch, settings):  # type: ignore[no-untyped-def]
    settings.MOTCUA_API_PER_MINUTE = 10**9
    monkeypatch.setattr(door, "PROGRESS_PER_HOUR", 10**9)
    monkeypatch.setattr(door, "SHARED", {})
    started, finished = signals.request_started, signals.request_finished
    for signal in (started, finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi(SCHEMA, WSGIHandler())
    for signal in (started, finished):
        signal.connect(close_old_connections)


def test_a_stranger(api, things) -> None:  # type: ignore[no-untyped-def]
    report = contract.run(api, examples=EXAMPLES)
    print(f"API, stranger: {report}")
    assert not report.wrong, "\n".join(report.wrong[:20])


def test_somebody_who_has_signed_in(api, things) -> None:  # type: ignore[no-untyped-def]
    browser = people.browser("owner", things)
    report = contract.run(api, examples=EXAMPLES, cookies={"motcua": browser.cookies["motcua"].value})
    print(f"API, signed in: {report}")
    assert not report.wrong, "\n".join(report.wrong[:20])
    assert report.answers[200] > 100
