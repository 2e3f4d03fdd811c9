"""The database goes away for a while: pages say what to do, words stay, and the next request works."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest

from tests.journeys.installation import Installation
from tests.proof.applicants import TOKEN
from tests.proof.running import await_ready, inside, processes

pytestmark = [pytest.mark.timeout(400), pytest.mark.xdist_group("installation")]
SOON = 25.0
"""Seconds within which a page must say that something is wrong."""


MINUTE = 60.0
IN_A_ROW = 8


@contextmanager
def database_away(running: Installation) -> Iterator[None]:
    """The postmaster is killed, and nobody starts it again before the end of the block."""
    supervisor = json.loads((running.home / "running.json").read_text())["pid"]
    os.kill(supervisor, signal.SIGSTOP)
    try:
        os.kill(processes(running, "database")[0], signal.SIGKILL)
        yield
    finally:
        os.kill(supervisor, signal.SIGCONT)
        await_ready(running)


def test_the_page_says_what_to_do_and_the_next_request_works(installation: Installation) -> None:
    prepared = inside(installation, "prepare", "1")
    page = f"/nop-ho-so/{prepared['code']}/{prepared['drafts'][0]['id']}/to-khai/requester/"
    with httpx.Client(base_url=installation.url, cookies={"motcua": prepared["session"]}, timeout=60) as browser:
        token = TOKEN.search(browser.get(page).text)
        assert token
        form = {"csrfmiddlewaretoken": token[1], "full_name": "Trịnh Bảo Ngọc"}
        sent = {"data": form, "headers": {"Referer": installation.url + page}}
        with database_away(installation):
            for answer in (browser.get("/"), browser.get(page), browser.post(f"{page}luu-tam/", **sent)):
                _clear(answer)
            began = time.monotonic()
            assert browser.get("/healthz").status_code == 200  # the process lives: nobody need restart it
            assert browser.get("/readyz").status_code == 503
            assert time.monotonic() - began < SOON
        _all_answer(lambda: browser.post(f"{page}luu-tam/", **sent).status_code)
        assert "Trịnh Bảo Ngọc" in browser.get(page).text


def _all_answer(save: Callable[[], int]) -> None:
    """Every process of the web server has its connections again within the minute that the page promised."""
    deadline, in_a_row = time.monotonic() + MINUTE, 0
    while in_a_row < IN_A_ROW:
        in_a_row = in_a_row + 1 if save() == 204 else 0
        assert time.monotonic() < deadline, "not every process came back"


def _clear(answer: httpx.Response) -> None:
    assert answer.status_code == 503, answer.status_code
    assert answer.elapsed.total_seconds() < SOON, answer.elapsed
    assert answer.headers["Retry-After"]
    assert "Bạn có thể làm gì" in answer.text and "Hãy chờ một phút rồi thử lại." in answer.text
    assert "psycopg" not in answer.text and "Traceback" not in answer.text
