"""Which requests are sent: every route of the product with every sort of hostile input, in an order that mixes both."""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from tests.security.attacks import payloads

PART = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
GROUP = re.compile(r"\(\?P<(?P<name>\w+)>(?P<choices>[^()]*)\)")
USUAL = {"uuid": "01900000-0000-7000-8000-000000000001", "int": "1", "slug": "37", "path": "gi/do", "str": "1.001193"}
"""What stands for a part that nobody named."""
WITHOUT_TOKEN = "without-token"
PART_SORTS = (
    "sql", "html", "template", "path", "path-coded", "nul", "header", "long", "rtl", "letters", "uuid", "number",
)  # fmt: skip


@dataclass(frozen=True)
class Shot:
    """One request. `sort` says what is tried, `sent` what must not come back as it was sent."""

    method: str
    path: str
    sort: str
    sent: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def shots(routes: Mapping[str, str], known: Mapping[str, str], seed: int = 5) -> list[Shot]:
    """All of them, shuffled so that a run that is cut short has tried every sort nearly everywhere."""
    found = [shot for route in routes.values() for shot in _at(route, known)]
    random.Random(seed).shuffle(found)
    return found


def filled(route: str, known: Mapping[str, str], instead: Mapping[str, str] | None = None) -> str:
    """The path of a route with its parts filled; `instead` names parts that are as they are given."""
    chosen = instead or {}

    def said(match: re.Match[str]) -> str:
        name, kind = match["name"], match["kind"] or "str"
        return chosen.get(name) or quote(known.get(name) or USUAL.get(kind, "1"), safe="/.-")

    route = GROUP.sub(lambda match: chosen.get(match["name"]) or match["choices"].split("|")[0], route)
    return "/" + PART.sub(said, route).strip("^$").replace("\\", "").lstrip("/")


def _at(route: str, known: Mapping[str, str]) -> Iterator[Shot]:
    path = filled(route, known)
    for sort, text in payloads.TEXTS.items():
        said = quote(text.encode("utf-8", "replace"), safe="")
        yield Shot("GET", path + "?" + "&".join(f"{name}={said}" for name in payloads.NAMES), f"query {sort}", text)
    yield Shot("GET", f"{path}?{payloads.BROKEN_BYTES.decode()}", "query bytes")
    yield Shot("GET", path + "?" + "&".join(f"a{n}=1" for n in range(1500)), "query wide")
    for match in PART.finditer(route):
        for sort in PART_SORTS:
            said = quote(payloads.TEXTS[sort].encode("utf-8", "replace"), safe="")
            yield Shot("GET", filled(route, known, {match["name"]: said}), f"part {sort}", payloads.TEXTS[sort])
        yield Shot("GET", filled(route, known, {match["name"]: "%ff%c0%af"}), "part bytes")
    for method in payloads.METHODS:
        yield Shot(method, path, f"method {method}")
    for sort, headers in payloads.HEADERS.items():
        yield Shot("GET", path, f"header {sort}", "", headers)
    yield from _posts(path)


def _posts(path: str) -> Iterator[Shot]:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    yield Shot("POST", path, WITHOUT_TOKEN, "", kind, b"ma=1&reason=x")
    for sort, (said, body) in payloads.BODIES.items():
        yield Shot("POST", path, f"body {sort}", "", {"Content-Type": said}, body)
    for sort in ("sql", "html", "attribute", "template", "nul", "header", "redirect", "long", "letters"):
        yield Shot("POST", path, f"form {sort}", payloads.TEXTS[sort], kind, payloads.form(payloads.TEXTS[sort]))
