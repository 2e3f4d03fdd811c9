"""The pages of `docs/` that are printed from the code, so that they cannot grow old: `make documents` writes them.

A test compares each with what is committed.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from config import access
from motcua.dossiers import reactions
from motcua.dossiers.actions import BY_KIND
from motcua.dossiers.lifecycle_page import page as lifecycle
from motcua.journal import kinds, subscribe

ROOT = Path(__file__).resolve().parents[1]

_EVENTS = """# Who says what, and who listens

This page is written from the code by `make documents`; a test holds them together. Do not edit it by hand.

Every fact is one entry of the journal, written in the transaction of the act that made it true. What follows a
fact runs as a job after the commit, at least once, and is done once. Whoever asks "what happens when …?" finds
the answer in this table; there is no other way from one part of the product up to another.
"""

_ACCESS = """# Who may open which address

This page is written from `config/access.py` by `make documents`; a test holds them together. Do not edit it by hand.

An address that is not in the table is refused to everyone. Where the door is open, `motcua.dossiers.policy` still
decides about the object behind it: a stranger is told that it does not exist.
"""


def events() -> str:
    """The whole of `docs/events.md`."""
    get_resolver().url_patterns  # noqa: B018 - every address is loaded, so every kind of fact is declared
    following = subscribe.table()
    rows = [
        f"| `{kind}` | {_producer(kind)} | {_fields(kind)} | {_names(following.get(kind, ()))} | {_message(kind)} |"
        for kind in kinds.names()
        if kinds.carried(kind).__module__.startswith("motcua.")
    ]
    head = [
        "| fact | written by | carries | followed by | message to the applicant |",
        "| --- | --- | --- | --- | --- |",
    ]
    where = [
        f"| `{name}` | `{module}.{function}` |"
        for name, module, function in sorted(
            {(name, done.__module__, done.__name__) for row in reactions.TABLE.values() for name, done in row}
        )
    ]
    return "\n".join(
        [_EVENTS, *head, *rows, "\n## The reactions\n", "| name | function |", "| --- | --- |", *where, ""]
    )


def _producer(kind: str) -> str:
    act = BY_KIND.get(kind)
    return f"act `{act.transition}`" if act else f"`{kinds.carried(kind).__module__}`"


def _fields(kind: str) -> str:
    return _names(kinds.carried(kind).model_fields)


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "–"


def _message(kind: str) -> str:
    return f"`{reactions.MESSAGES[kind][0]}`" if kind in reactions.MESSAGES else "–"


def doors() -> str:
    """The whole of `docs/access.md`."""
    rows = [
        f"| `/{route}` | `{name}` | {access.TABLE[name].value} |"
        for route, name in sorted(_addresses(get_resolver().url_patterns))
    ]
    return "\n".join([_ACCESS, "| address | name | who |", "| --- | --- | --- |", *rows, ""])


def _addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, route)
        else:
            yield route, str(pattern.name)


PAGES: dict[str, Callable[[], str]] = {
    "docs/access.md": doors,
    "docs/events.md": events,
    "docs/lifecycle.md": lifecycle,
}
"""File → what it holds."""


def write() -> None:
    for name, page in PAGES.items():
        (ROOT / name).write_text(page(), encoding="utf-8")
