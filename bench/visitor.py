"""Someone at a browser: cookies, CSRF, mã xác nhận; every request is timed and its statements noted."""

import time
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import altcha
import httpx

from bench.counting import MILLISECONDS, STATEMENTS
from bench.figures import Sample
from motcua.people.altcha import ALGORITHM, COST, LIFETIME, _key

TOKEN = "b" * 32
"""Cookie and field agree, which is what CSRF protection asks of a browser."""


class Unexpected(Exception):
    """The server answered something else than this road expects."""


class Visitor:
    """One browser. `number` gives it an address of its own, so that limits by address see many people."""

    def __init__(self, url: str, session: str = "", number: int = 0) -> None:
        cookies = {"csrftoken": TOKEN} | ({"motcua": session} if session else {})
        self._client = httpx.Client(base_url=url, cookies=cookies, timeout=30)
        self.number, self._asked = number, 0
        self.samples: dict[str, list[Sample]] = defaultdict(list)

    def get(self, name: str, address: str, expect: int = 200) -> httpx.Response:
        return self._ask(name, "GET", address, expect)

    def post(
        self, name: str, address: str, fields: Mapping[str, Any] | None = None, expect: int = 302, files: Any = None
    ) -> httpx.Response:
        given = {"csrfmiddlewaretoken": TOKEN, **(fields or {})}
        return self._ask(name, "POST", address, expect, data=given, files=files)

    def _ask(self, name: str, method: str, address: str, expect: int, **more: Any) -> httpx.Response:
        self._asked += 1
        origin = f"10.{self.number % 250}.{self._asked // 250 % 250}.{self._asked % 250}"
        began = time.perf_counter()
        answer = self._client.request(method, address, headers={"X-Forwarded-For": origin}, **more)
        seconds = time.perf_counter() - began
        if answer.status_code != expect:
            raise Unexpected(f"{method} {address}: {answer.status_code}\n{answer.text[:3000]}")
        self.samples[name].append(
            Sample(seconds, int(answer.headers[STATEMENTS]), float(answer.headers[MILLISECONDS]) / 1000)
        )
        return answer

    def close(self) -> None:
        self._client.close()


def proof(purpose: str) -> str:
    """A solved task, as the widget sends it: checking it costs the server the same as any other.

    It is made with the answer known, because finding one takes a telephone 256 attempts, and those would
    take the cores from the server that is measured.
    """
    task = altcha.create_challenge(
        ALGORITHM, COST, counter=1, expires_at=int(time.time()) + LIFETIME, data={"purpose": purpose},
        hmac_secret=_key(),
    )  # fmt: skip
    found = altcha.solve_challenge(task)
    assert found is not None
    return str(altcha.Payload(task, found).to_base64())


def solved(visitor: Visitor, purpose: str) -> str:
    """The honest way: fetch a task of the server and search for its answer."""
    task = altcha.Challenge.from_dict(visitor.get("mã xác nhận, task", f"/ma-xac-nhan/?viec={purpose}").json())
    found = altcha.solve_challenge(task)
    assert found is not None
    return str(altcha.Payload(task, found).to_base64())
