"""Citizens in front of their screens."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.messaging.models import Message
from motcua.portal import office
from motcua.portal.find import offer

CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET ")
Count = Callable[[Callable[[], object]], list[str]]


@pytest.fixture(autouse=True)
def _nothing_remembered(db: None) -> Iterator[None]:
    """What a page remembers for a minute must not outlive a test that is rolled back."""
    offer.forget()
    office.forget()
    yield
    offer.forget()
    office.forget()


@pytest.fixture
def browser() -> Client:
    """A browser nobody has signed in with."""
    return Client()


@pytest.fixture
def statements() -> Count:
    """The SQL a call makes, without transaction control."""

    def count(call: Callable[[], object]) -> list[str]:
        with CaptureQueriesContext(connection) as seen:
            call()
        return [one["sql"] for one in seen.captured_queries if not one["sql"].startswith(CONTROL)]

    return count


@pytest.fixture
def last_code() -> Callable[[str], str]:
    """The code of the newest message to a phone, read as its owner would."""

    def read(phone: str) -> str:
        message = Message.objects.filter(recipient=phone, channel="sms").latest("id")
        found = re.search(r"\b\d{6}\b", message.body)
        assert found
        return found.group()

    return read
