"""Text → tree: the tokens and the grammar of rules, by a Pratt parser with bounds on length and depth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

MAX_LENGTH = 1000
MAX_TOKENS = 300
MAX_DEPTH = 20


class RuleError(ValueError):
    """A rule that cannot be used; the message says where and why, for the author of the form."""


@dataclass(frozen=True, slots=True)
class Literal:
    value: str | int | bool | Decimal | tuple[str | int | Decimal, ...]


@dataclass(frozen=True, slots=True)
class Name:
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Unary:
    operand: "Node"


@dataclass(frozen=True, slots=True)
class Binary:
    operator: str
    left: "Node"
    right: "Node"


Node = Literal | Name | Call | Unary | Binary
Token = tuple[str, str]

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d{1,12}(?:\.\d{1,6})?(?![\w.]))|(?P<text>'[^'\\]*'|"[^"\\]*")|(?P<name>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*){0,3})
    |(?P<operator><=|>=|==|!=|<|>|\+|-|\*|/|\(|\)|\[|\]|,))""",
    re.VERBOSE,
)
_BINDING = {"or": 1, "and": 2, "in": 4, "==": 4, "!=": 4, "<": 4, "<=": 4, ">": 4, ">=": 4}
_BINDING |= {"+": 5, "-": 5, "*": 6, "/": 6}
_WORDS = {"and", "or", "not", "in", "true", "false"}
EACH = ("any", "all")
"""Calls that try a condition on every row of their first argument: in it, `item.x` is that row's answer."""


def _tokens(text: str) -> Iterator[Token]:
    at, count = 0, 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        count += 1
        if match is None or count > MAX_TOKENS:
            raise RuleError(f"rule not understood at character {at + 1}: {text[at : at + 20]!r}")
        kind = match.lastgroup or ""
        value = match[kind]
        yield ("operator" if value in _WORDS else kind, value)
        at = match.end()
    yield ("end", "")


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._at = 0

    def rule(self) -> Node:
        node = self._expression(0, 0)
        if self._peek()[0] != "end":
            raise RuleError(f"unexpected {self._peek()[1]!r}")
        return node

    def _peek(self) -> Token:
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def _take(self, value: str) -> None:
        if self._next() != ("operator", value):
            raise RuleError(f"{value!r} expected")

    def _expression(self, power: int, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise RuleError("rule nested too deeply")
        left = self._prefix(depth)
        while True:
            kind, value = self._peek()
            if kind != "operator" or _BINDING.get(value, 0) <= power:
                return left
            self._next()
            left = Binary(value, left, self._expression(_BINDING[value], depth + 1))

    def _prefix(self, depth: int) -> Node:
        kind, value = self._next()
        if kind == "number":
            return Literal(_number(value))
        if kind == "text":
            return Literal(value[1:-1])
        if kind == "name":
            return self._call(value, depth) if self._peek() == ("operator", "(") else Name(tuple(value.split(".")))
        if value in ("true", "false"):
            return Literal(value == "true")
        if value == "not":
            return Unary(self._expression(3, depth + 1))
        if value == "-":
            return Binary("-", Literal(0), self._expression(6, depth + 1))
        if value == "(":
            node = self._expression(0, depth + 1)
            self._take(")")
            return node
        if value == "[":
            return self._list()
        raise RuleError(f"unexpected {value or 'end of rule'!r}")

    def _call(self, function: str, depth: int) -> Node:
        self._take("(")
        arguments: list[Node] = []
        while self._peek() != ("operator", ")"):
            if arguments:
                self._take(",")
            arguments.append(self._expression(0, depth + 1))
        self._next()
        return Call(function, tuple(arguments))

    def _list(self) -> Node:
        items: list[str | int | Decimal] = []
        while self._peek() != ("operator", "]"):
            if items:
                self._take(",")
            kind, value = self._next()
            if kind not in ("number", "text"):
                raise RuleError("a list holds only texts and numbers")
            items.append(_number(value) if kind == "number" else value[1:-1])
        self._next()
        return Literal(tuple(items))


def _number(text: str) -> int | Decimal:
    """A decimal point makes a decimal, also of what is whole: 10.0."""
    return Decimal(text) if "." in text else int(text)


@lru_cache(maxsize=4096)
def parse(text: str) -> Node:
    """The tree of one rule.

    Raises RuleError if it is longer than 1,000 characters, nested more than 20 deep or not understood.
    """
    if len(text) > MAX_LENGTH:
        raise RuleError(f"rule longer than {MAX_LENGTH} characters")
    return _Parser(text).rule()


def names(node: Node) -> frozenset[tuple[str, ...]]:
    """Every name the rule reads, `today` apart.

    What a condition tries on each row is told by where the rows are: `any(a.rows, item.x)` reads `a.rows.x`.
    An `item.x` outside such a call is of the row the rule itself stands in, and stays as it is.
    """
    if isinstance(node, Name):
        return frozenset() if node.path == ("today",) else frozenset({node.path})
    if isinstance(node, Call):
        return _of_call(node)
    if isinstance(node, Unary):
        return names(node.operand)
    if isinstance(node, Binary):
        return names(node.left) | names(node.right)
    return frozenset()


def _of_call(node: Call) -> frozenset[tuple[str, ...]]:
    each = node.function in EACH and len(node.arguments) == 2
    rows, *rest = node.arguments or (Literal(True),)
    if not each or not isinstance(rows, Name):
        return frozenset().union(*(names(argument) for argument in node.arguments))
    read = {(*rows.path, *path[1:]) if path[0] == "item" else path for path in names(rest[0])}
    return frozenset({rows.path, *read})


def with_prefix(text: str, bare: frozenset[str], prefix: str) -> str:
    """The rule with `prefix.` before every name that begins with one of `bare`; what is no rule stays as it is."""

    def replaced(match: re.Match[str]) -> str:
        name, whole = match["name"], match[0]
        if name is None or name.split(".")[0] not in bare or text[match.end() :].lstrip().startswith("("):
            return whole
        return whole[: len(whole) - len(name)] + f"{prefix}.{name}"

    return _TOKEN.sub(replaced, text)
