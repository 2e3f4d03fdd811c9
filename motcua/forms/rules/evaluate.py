"""Tree + answers → value, for whoever has a rule and a way to look names up. Forms keep their rules compiled."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from motcua.forms.rules.compiling import Program, Scope, compiled
from motcua.forms.rules.grammar import Node

Lookup = Callable[[tuple[str, ...]], object]


class _ByLookup:
    """Names asked from a function. Rows are a list of mappings; a name below rows is a list of their values."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    def name(self, path: tuple[str, ...]) -> Program:
        return lambda scope: self._lookup(path)

    def rows(self, path: tuple[str, ...]) -> Callable[[Scope], Sequence[Any]]:
        def found(scope: Scope) -> Sequence[Any]:
            rows = self._lookup(path)
            return rows if isinstance(rows, list | tuple) else ()

        return found

    def item(self, rows: tuple[str, ...], path: tuple[str, ...]) -> Program:
        if not rows:
            return lambda scope: self._lookup(("item", *path))

        def found(scope: Scope) -> object:
            value = scope.item
            for part in path:
                value = value.get(part) if isinstance(value, Mapping) else None
            return value

        return found


def evaluate(node: Node, lookup: Lookup, today: date) -> object:
    """The value of a rule, or None when it depends on an answer that is absent."""
    return compiled(node, _ByLookup(lookup))(Scope(None, today))


def holds(node: Node, lookup: Lookup, today: date) -> bool:
    """True only when the rule is known to be true: what to show, what to require."""
    return evaluate(node, lookup, today) is True


def violated(node: Node, lookup: Lookup, today: date) -> bool:
    """True only when the rule is known to be false: what to refuse."""
    return evaluate(node, lookup, today) is False
