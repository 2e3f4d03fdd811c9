"""Sends the requests to a running installation and judges every answer."""

import http.client
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.security.attacks import payloads
from tests.security.attacks.aiming import WITHOUT_TOKEN, Shot

TOKEN = "b" * 32
"""Cookie and field agree, which is what the check against forged requests asks of a browser."""
LEAKS = ("root:x:0:", "Traceback (most recent call last)", "psycopg", "syntax error at or near", "django.db.utils")
SLOW = 5.0


class Raw(http.client.HTTPConnection):
    """Sends what is asked, also what no browser would."""

    def _validate_path(self, url: str) -> None: ...

    def _validate_method(self, method: str) -> None: ...


@dataclass
class Outcome:
    """How many requests were sent, how they were answered, what was wrong."""

    planned: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        counts = ", ".join(f"{status or 'hung up'}: {count:,}" for status, count in sorted(self.answers.items()))
        return f"{self.answers.total():,} of {self.planned:,} requests sent; {counts}; {len(self.wrong)} wrong"


def fire(url: str, shots: Sequence[Shot], *, seconds: float, cookie: str = "") -> Outcome:
    """As many as `seconds` allow. `cookie` is that of somebody who has signed in."""
    parts, outcome = urlsplit(url), Outcome(len(shots))
    until = time.monotonic() + seconds
    line = Raw(parts.hostname or "localhost", parts.port, timeout=30)
    for shot in shots:
        if time.monotonic() > until:
            break
        began = time.monotonic()
        try:
            status, headers, text = _ask(line, shot, cookie)
        except (http.client.HTTPException, OSError):  # the server hung up, which is an answer
            line.close()
            outcome.answers[0] += 1
            continue
        outcome.answers[status] += 1
        lasted = time.monotonic() - began
        place = f"{shot.method} {shot.path[:120]} ({shot.sort}) → {status}"
        outcome.wrong += [f"{place}: {fault}" for fault in faults(shot, status, headers, text, lasted)]
    line.close()
    return outcome


def _ask(line: Raw, shot: Shot, cookie: str) -> tuple[int, list[tuple[str, str]], str]:
    held = f"csrftoken={TOKEN}" + (f"; motcua={cookie}" if cookie else "")
    headers = {"Cookie": held, **shot.headers}
    if shot.method == "POST" and shot.sort != WITHOUT_TOKEN:
        headers["X-CSRFToken"] = TOKEN
    line.request(shot.method, shot.path, body=shot.body or None, headers=headers)
    answer = line.getresponse()
    return answer.status, answer.getheaders(), answer.read(400_000).decode("utf-8", "replace")


def faults(shot: Shot, status: int, headers: list[tuple[str, str]], text: str, lasted: float) -> Iterator[str]:
    """What this answer shows to be wrong, in words."""
    if status >= 500:
        yield "failed"
    if shot.sort == WITHOUT_TOKEN and status < 400:
        yield "taken without the token of a page"
    names = {name.lower() for name, _value in headers}
    given = "\n".join(f"{name}: {value}" for name, value in headers)
    if "x-injected" in names or payloads.COOKIE + "=1" in given.split("Location")[0]:
        yield "a header of ours came from what was sent"
    location = next((value for name, value in headers if name.lower() == "location"), "")
    if _leads_away(location):
        yield f"leads to another site: {location[:80]}"
    if shot.sort.startswith("header host") and payloads.EVIL in text + given:
        yield "believes the name it was called by"
    if shot.sent.startswith(("<", '"><')) and shot.sent in text and "html" in given.lower():
        yield "markup came back as markup"
    if payloads.SUM in shot.sent and payloads.EVALUATED in text:
        yield "a template was evaluated"
    yield from (f"tells {word!r}" for word in LEAKS if word in text)
    if lasted > SLOW:
        yield f"took {lasted:.1f} s"


def _leads_away(location: str) -> bool:
    """Whether a browser would leave: another host, another scheme, or what browsers read as one."""
    bare = location.strip().replace("\\", "/")
    parts = urlsplit(bare)
    return bare.startswith("//") or payloads.EVIL in parts.netloc or parts.scheme not in ("", "http", "https")
