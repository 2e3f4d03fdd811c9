"""A real browser for the journeys: Chromium of the system, driven by Playwright."""

import asyncio
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect, sync_playwright

from tests.journeys.checks import settle

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-dev-shm-usage",
]
PATIENCE = 15_000
"""Milliseconds that a page may take to become what is expected, on a machine with much else to do."""
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PageAt = Callable[..., Page]


@pytest.fixture(scope="module")
def monkeypatch_module() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="module")
def browser(monkeypatch_module: pytest.MonkeyPatch) -> Iterator[Browser]:
    """One Chromium for the journeys of a file. `make test` installs it; `CHROMIUM` names another one.

    No longer than a file: Playwright keeps an event loop running in the thread of the tests, and a test of something
    else that needs a loop of its own (signatures do) would be refused it.
    """
    if not Path(CHROMIUM).exists():
        pytest.fail(f"{CHROMIUM} is missing: apt-get install chromium, or set CHROMIUM", pytrace=False)
    monkeypatch_module.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # its loop runs where the database is read too
    monkeypatch_module.setattr(Locator, "click", _click_through)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
    asyncio.set_event_loop(None)


_click = Locator.click


def _click_through(locator: Locator, **how: Any) -> None:
    """A click, and the whole of the page it leads to: what is asked next is never asked of half a page."""
    _click(locator, **how)
    if not locator.page.is_closed():
        settle(locator.page)


def _is_trouble(said: ConsoleMessage) -> bool:
    """Whether something is broken; a page that asks for what is missing (422) is an answer as any other."""
    return said.type == "error" and "status of 422" not in said.text


@pytest.fixture
def page_at(browser: Browser, pictures: Path, request: pytest.FixtureRequest) -> Iterator[PageAt]:
    """`page_at(360)` opens a page in a context of its own; `scripts=False`: no JavaScript, `dark=True`: night.

    What a page writes to the console as an error, and what it throws, fails the test at its end.
    """
    failed_before = request.session.testsfailed
    opened: list[BrowserContext] = []
    troubles: list[str] = []

    def make(
        width: int = 360, *, scripts: bool = True, dark: bool = False, quiet: bool = False, height: int = 800
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        page = context.new_page()
        if not quiet:
            page.on("pageerror", lambda error: troubles.append(str(error)))
            page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
        return page

    yield make
    if request.session.testsfailed > failed_before:
        _keep_pictures(opened, pictures / request.node.name)
    for context in opened:
        context.close()
    assert not troubles, f"the browser reported: {troubles}"


def _keep_pictures(opened: list[BrowserContext], folder: Path) -> None:
    """What every browser showed when the test failed."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, context in enumerate(opened):
        for page in context.pages:
            page.screenshot(path=folder / f"{number}.png", full_page=True)


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where journeys leave screenshots; `MOTCUA_TEST_PICTURES` keeps them after the run."""
    folder = Path(os.environ.get("MOTCUA_TEST_PICTURES") or settings.MOTCUA_HOME / "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
