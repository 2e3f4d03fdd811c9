"""Reactions: what follows an entry. Each runs as a job, at least once, and is done once."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from uuid import UUID

Reaction = Callable[[UUID], None]
_BY_KIND: dict[str, list[str]] = defaultdict(list)
_BY_NAME: dict[str, Reaction] = {}


def subscribe(kinds: Iterable[str], name: str, reaction: Reaction) -> None:
    """Let `reaction(entry id)` follow every entry of `kinds`; `name` is kept in the database, so it is stable."""
    _BY_NAME[name] = reaction
    for kind in kinds:
        if name not in _BY_KIND[kind]:
            _BY_KIND[kind].append(name)


def following(kind: str) -> tuple[str, ...]:
    return tuple(_BY_KIND.get(kind, ()))


def named(name: str) -> Reaction:
    return _BY_NAME[name]


def table() -> dict[str, tuple[str, ...]]:
    """Kind → names of its reactions, for the documentation and its test."""
    return {kind: tuple(names) for kind, names in sorted(_BY_KIND.items()) if names}
