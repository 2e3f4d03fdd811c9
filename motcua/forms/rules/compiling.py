"""Tree → function. A rule is taken apart once for a form and then only called: that is what keeps pages quick.

Every value may be None: unknown. A program never raises on what a citizen typed.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from motcua.forms.rules import numbers
from motcua.forms.rules.grammar import EACH, Call, Literal, Name, Node, RuleError, Unary
from motcua.forms.rules.values import FUNCTIONS, moment

MAX_STEPS = 50_000
"""Rows one evaluation may look at, those of inner rows counted again for each outer one."""


class Scope:
    """What one evaluation sees: the answers, the day, and the row at hand."""

    __slots__ = ("answers", "item", "steps", "today")

    def __init__(self, answers: Any, today: date, item: Any = None) -> None:
        self.answers = answers
        self.today = today
        self.item = item
        self.steps = MAX_STEPS

    def spend(self, steps: int) -> None:
        """Count steps. Raises RuleError when the rule has taken too many."""
        self.steps -= steps
        if self.steps < 0:
            raise RuleError("rule takes too many steps")


Program = Callable[[Scope], object]


class Reader(Protocol):
    """How the names of rules are read from a scope: worked out once for each name, not at every evaluation."""

    def name(self, path: tuple[str, ...]) -> Program:
        """The value of a name; a list for a name that stands for all rows."""

    def rows(self, path: tuple[str, ...]) -> Callable[[Scope], Sequence[Any]]:
        """The rows of a repeating group."""

    def item(self, rows: tuple[str, ...], path: tuple[str, ...]) -> Program:
        """The value of `item.<path>` in a row of these rows; rows () are those the rule itself stands in."""


def compiled(node: Node, reader: Reader) -> Program:
    """The rule as a function of a scope."""
    return _Compiler(reader, ()).program(node)


class _Compiler:
    def __init__(self, reader: Reader, rows: tuple[str, ...]) -> None:
        self._reader = reader
        self._rows = rows

    def program(self, node: Node) -> Program:
        if isinstance(node, Literal):
            value = node.value
            return lambda scope: value
        if isinstance(node, Name):
            return self._name(node.path)
        if isinstance(node, Call):
            return self._call(node)
        if isinstance(node, Unary):
            return _not(self.program(node.operand))
        left, right = self.program(node.left), self.program(node.right)
        if node.operator in ("and", "or"):
            return _logic(left, right, decisive=node.operator == "or")
        if node.operator in _ARITHMETIC:
            return _arithmetic(_ARITHMETIC[node.operator], left, right)
        if node.operator == "in":
            return _within(left, right)
        plain = isinstance(node.left, Literal) or isinstance(node.right, Literal)
        return _comparison(_COMPARE[node.operator], left, right, plain=plain)

    def _name(self, path: tuple[str, ...]) -> Program:
        if path == ("today",):
            return lambda scope: scope.today
        return self._reader.item(self._rows, path[1:]) if path[0] == "item" else self._reader.name(path)

    def _call(self, node: Call) -> Program:
        if node.function in EACH:
            return self._each(node)
        arguments = [self.program(argument) for argument in node.arguments]
        if node.function == "if":
            return _if(*arguments)
        run = FUNCTIONS[node.function].run
        if len(arguments) == 1:
            only = arguments[0]
            return lambda scope: run(only(scope))
        return lambda scope: run(*[argument(scope) for argument in arguments])

    def _each(self, node: Call) -> Program:
        rows, condition = node.arguments
        if not isinstance(rows, Name):
            raise RuleError(f"{node.function} takes the name of rows")
        inner = _Compiler(self._reader, rows.path).program(condition)
        return _each_row(self._reader.rows(rows.path), inner, decisive=node.function == "any")


def _not(inner: Program) -> Program:
    def run(scope: Scope) -> object:
        value = inner(scope)
        return None if value is None else not value

    return run


def _logic(left: Program, right: Program, *, decisive: bool) -> Program:
    """`or` is decided by one true, `and` by one false; otherwise one unknown makes the whole unknown."""

    def run(scope: Scope) -> object:
        first = left(scope)
        if first is decisive:
            return decisive
        second = right(scope)
        if second is decisive:
            return decisive
        return None if first is None or second is None else not decisive

    return run


def _if(condition: Program, then: Program, otherwise: Program) -> Program:
    def run(scope: Scope) -> object:
        held = condition(scope)
        return None if held is None else (then if held else otherwise)(scope)

    return run


def _each_row(rows: Callable[[Scope], Sequence[Any]], condition: Program, *, decisive: bool) -> Program:
    def run(scope: Scope) -> object:
        outer, unknown = scope.item, False
        try:
            for row in rows(scope):
                scope.item = row
                scope.spend(1)
                value = condition(scope)
                if value is decisive:
                    return decisive
                unknown = unknown or value is None
        finally:
            scope.item = outer
        return None if unknown else not decisive

    return run


_Work = Callable[[numbers.Number, numbers.Number], numbers.Number | None]
_ARITHMETIC: Mapping[str, _Work] = {
    "+": numbers.add, "-": numbers.subtract, "*": numbers.multiply, "/": numbers.divide,
}  # fmt: skip


def _arithmetic(work: _Work, left: Program, right: Program) -> Program:
    """Exact; a division by zero is as absent as a number nobody gave, or one beyond all bounds."""

    def run(scope: Scope) -> object:
        a, b = numbers.bounded(left(scope)), numbers.bounded(right(scope))
        return None if a is None or b is None else numbers.bounded(work(a, b))

    return run


def _within(left: Program, right: Program) -> Program:
    def run(scope: Scope) -> object:
        item, items = left(scope), right(scope)
        return None if item is None or not isinstance(items, tuple | list) else item in items

    return run


_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def _comparison(compare: Callable[[Any, Any], bool], left: Program, right: Program, *, plain: bool) -> Program:
    """With `plain`, one side is written in the rule and so is no date."""

    def run(scope: Scope) -> object:
        a, b = left(scope), right(scope)
        if a is None or b is None:
            return None
        if not plain:
            a, b = _comparable(a, b)
        try:
            return compare(a, b)
        except (TypeError, ArithmeticError):
            return None

    return run


def _comparable(left: object, right: object) -> tuple[object, object]:
    """Two dates are compared on the parts both know: 1987 against 5 March 1987 is "the same year"."""
    a, b = moment(left), moment(right)
    if a is None or b is None:
        return left, right
    length = min(len(a), len(b))
    return a[:length], b[:length]
