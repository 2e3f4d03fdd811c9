"""The design system alone: its own addresses, no account, no database."""

from collections.abc import Iterator

import pytest
from django.test import Client

from motcua.ui import navigation
from motcua.ui.gallery import CONTACT
from tests.apps.ui.urls import frame_only


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """A browser of a portal in which only the design system exists; a database access would fail the test."""
    monkeypatch.setattr(navigation, "_sources", {})
    monkeypatch.setattr(navigation, "_contact", [lambda request: CONTACT])
    monkeypatch.setattr(navigation, "_language_action", [lambda: "/ngon-ngu/"])
    with frame_only():
        yield Client(raise_request_exception=False)
