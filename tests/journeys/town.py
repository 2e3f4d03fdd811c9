"""A town whose demonstration is loaded once for a whole file of journeys, instead of again for each of them.

A file takes both fixtures in by name: `town, transactional_db = towns.town, towns.transactional_db`. Its tests carry no
`django_db` mark, which would empty the database after each; they undo themselves what may not stay for the next.
"""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tests.support import world


@pytest.fixture(scope="module")
def transactional_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """In the place of pytest-django's own: filled once, emptied when the file is done."""
    with django_db_blocker.unblock():
        world.ensure()
        yield
        call_command("flush", verbosity=0, interactive=False, allow_cascade=False)
        world.forget()
        connection.close()  # while Playwright's loop runs it is another one than pytest-django closes


@pytest.fixture(scope="module")
def town(transactional_db: None) -> Iterator[str]:
    """The address of the portal."""
    server = LiveServer("localhost")
    yield server.url
    server.stop()


def seat(page: Page, address: str, who: str) -> Page:
    """Sign somebody of the demonstration in at this browser."""
    client = Client()
    client.force_login(world.account(who))
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": address}])
    return page
