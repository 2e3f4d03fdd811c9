"""Tree + answers → value. Pure, bounded, and never raising on what a citizen typed."""

import operator
from collections.abc import Callable, Mapping
from datetime import date

from motcua.forms.rules.grammar import Binary, Call, Literal, Name, Node, RuleError, Unary
from motcua.forms.rules.values import FUNCTIONS, moment

MAX_STEPS = 2000
_COMPARE: Mapping[str, Callable[[object, object], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,  # type: ignore[dict-item]
    "<=": operator.le,  # type: ignore[dict-item]
    ">": operator.gt,  # type: ignore[dict-item]
    ">=": operator.ge,  # type: ignore[dict-item]
}


class _Run:
    def __init__(self, lookup: Callable[[tuple[str, ...]], object], today: date) -> None:
        self._lookup = lookup
        self._today = today
        self._steps = 0

    def value(self, node: Node) -> object:
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise RuleError("rule takes too many steps")
        if isinstance(node, Literal):
            return node.value
        if isinstance(node, Name):
            return self._today if node.path == ("today",) else self._lookup(node.path)
        if isinstance(node, Call):
            return FUNCTIONS[node.function].run(*(self.value(argument) for argument in node.arguments))
        if isinstance(node, Unary):
            inner = self.value(node.operand)
            return None if inner is None else not inner
        return self._logic(node) if node.operator in ("and", "or") else self._comparison(node)

    def _logic(self, node: Binary) -> object:
        decisive = node.operator == "or"
        left = self.value(node.left)
        if left is decisive:
            return decisive
        right = self.value(node.right)
        if right is decisive:
            return decisive
        return None if left is None or right is None else not decisive

    def _comparison(self, node: Binary) -> object:
        left, right = self.value(node.left), self.value(node.right)
        if left is None or right is None:
            return None
        if node.operator == "in":
            return left in right if isinstance(right, tuple) else None
        left, right = _comparable(left, right)
        try:
            return _COMPARE[node.operator](left, right)
        except TypeError:
            return None


def _comparable(left: object, right: object) -> tuple[object, object]:
    """Two dates are compared on the parts both know: 1987 against 5 March 1987 is "the same year"."""
    a, b = moment(left), moment(right)
    if a is None or b is None:
        return left, right
    length = min(len(a), len(b))
    return a[:length], b[:length]


def evaluate(node: Node, lookup: Callable[[tuple[str, ...]], object], today: date) -> object:
    """The value of a rule, or None when it depends on an answer that is absent."""
    return _Run(lookup, today).value(node)


def holds(node: Node, lookup: Callable[[tuple[str, ...]], object], today: date) -> bool:
    """True only when the rule is known to be true: what to show, what to require."""
    return evaluate(node, lookup, today) is True


def violated(node: Node, lookup: Callable[[tuple[str, ...]], object], today: date) -> bool:
    """True only when the rule is known to be false: what to refuse."""
    return evaluate(node, lookup, today) is False
