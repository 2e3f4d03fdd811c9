"""Types of rules, checked once when a form is loaded, so that a mistake never reaches a citizen."""

from collections.abc import Callable
from decimal import Decimal
from typing import Literal as Choice
from typing import cast

from motcua.forms.rules.grammar import EACH, Binary, Call, Literal, Name, Node, RuleError, Unary
from motcua.forms.rules.values import FUNCTIONS, Function

Type = Choice[
    "text", "number", "boolean", "date", "record", "list",
    "rows", "texts", "numbers", "booleans", "dates", "records", "lists",
]  # fmt: skip
"""`rows`: the rows of a repeating group. The plurals: what one of its fields says in every row."""
TypeOf = Callable[[tuple[str, ...]], Type | None]
"""The type of a name, or None when there is no such name."""

_PLURAL: dict[str, Type] = {
    "text": "texts", "number": "numbers", "boolean": "booleans", "date": "dates", "record": "records", "list": "lists",
}  # fmt: skip
_SINGULAR: dict[str, Type] = {many: cast(Type, one) for one, many in _PLURAL.items()}
MAX_COST = 20_000
"""Steps one rule may take at worst, every row of every repeating group counted."""


def plural(one: Type) -> Type:
    """The type of a field read over all rows."""
    return _PLURAL[one]


def check(node: Node, type_of: TypeOf) -> Type:
    """The type of a rule. Raises RuleError on unknown names and on types that do not fit."""
    if isinstance(node, Literal):
        return _literal(node)
    if isinstance(node, Name):
        found = "date" if node.path == ("today",) else type_of(node.path)
        if found is None:
            raise RuleError(f"unknown name {'.'.join(node.path)}")
        return found
    if isinstance(node, Call):
        return _call(node, type_of)
    if isinstance(node, Unary):
        return _expect(node.operand, "boolean", type_of)
    return _binary(node, type_of)


def _literal(node: Literal) -> Type:
    if isinstance(node.value, bool):
        return "boolean"
    if isinstance(node.value, int | Decimal):
        return "number"
    return "text" if isinstance(node.value, str) else "list"


def _expect(node: Node, wanted: str, type_of: TypeOf) -> Type:
    found = check(node, type_of)
    if found not in wanted.split():
        raise RuleError(f"{' or '.join(wanted.split())} expected, {found} found")
    return found


def _call(node: Call, type_of: TypeOf) -> Type:
    if node.function in EACH:
        return _each(node, type_of)
    if node.function == "if":
        return _if(node, type_of)
    function = FUNCTIONS.get(node.function)
    if function is None:
        raise RuleError(f"unknown function {node.function}")
    wanted = _wanted(node, function)
    first = _expect(node.arguments[0], wanted[0], type_of)
    for argument, types in zip(node.arguments[1:], wanted[1:], strict=True):
        _expect(argument, first if types == "same" else types, type_of)
    return cast(Type, function.result or first)


def _wanted(node: Call, function: Function) -> tuple[str, ...]:
    given, wanted = len(node.arguments), function.arguments
    if function.more and given > len(wanted):
        return (*wanted, *(wanted[-1:] * (given - len(wanted))))
    if given != len(wanted):
        raise RuleError(f"{node.function} takes {len(wanted)} arguments{' or more' if function.more else ''}")
    return wanted


def _if(node: Call, type_of: TypeOf) -> Type:
    if len(node.arguments) != 3:
        raise RuleError("if takes 3 arguments: a condition and two values")
    condition, then, otherwise = node.arguments
    _expect(condition, "boolean", type_of)
    return _expect(otherwise, _expect(then, "text number boolean date", type_of), type_of)


def _each(node: Call, type_of: TypeOf) -> Type:
    rows, condition = node.arguments if len(node.arguments) == 2 else (None, Literal(True))
    if not isinstance(rows, Name):
        raise RuleError(f"{node.function} takes the name of rows and a condition on item")
    at = rows.path
    _expect(rows, "rows", type_of)

    def in_row(path: tuple[str, ...]) -> Type | None:
        if path[0] != "item":
            return type_of(path)
        found = type_of((*at, *path[1:])) if len(path) > 1 else None
        return _SINGULAR.get(found) if found else None

    return _expect(condition, "boolean", in_row)


_ARITHMETIC = ("+", "-", "*", "/")


def _binary(node: Binary, type_of: TypeOf) -> Type:
    if node.operator in ("and", "or"):
        _expect(node.left, "boolean", type_of)
        return _expect(node.right, "boolean", type_of)
    if node.operator in _ARITHMETIC:
        _expect(node.left, "number", type_of)
        return _expect(node.right, "number", type_of)
    left = check(node.left, type_of)
    if node.operator == "in":
        if left not in ("text", "number"):
            raise RuleError(f"{left} cannot be in a list")
        _expect(node.right, "list texts", type_of)
        return "boolean"
    right = check(node.right, type_of)
    if left != right or left not in ("text", "number", "boolean", "date"):
        raise RuleError(f"{left} cannot be compared with {right}")
    if node.operator not in ("==", "!=") and left not in ("number", "date"):
        raise RuleError(f"{left} has no order")
    return "boolean"


def cost(node: Node, rows_at: Callable[[tuple[str, ...]], int]) -> int:
    """How many steps the rule takes at worst; `rows_at` tells how many rows a name can stand for (1 for none)."""
    if isinstance(node, Name):
        return rows_at(node.path)
    if isinstance(node, Unary):
        return 1 + cost(node.operand, rows_at)
    if isinstance(node, Binary):
        return 1 + cost(node.left, rows_at) + cost(node.right, rows_at)
    if not isinstance(node, Call):
        return 1
    if node.function in EACH and len(node.arguments) == 2 and isinstance(node.arguments[0], Name):
        return 1 + rows_at(node.arguments[0].path) * cost(node.arguments[1], rows_at)
    return 1 + sum(cost(argument, rows_at) for argument in node.arguments)


def bounded(node: Node, rows_at: Callable[[tuple[str, ...]], int]) -> int:
    """The steps of a rule at worst. Raises RuleError when they are more than any form needs."""
    steps = cost(node, rows_at)
    if steps > MAX_COST:
        raise RuleError(f"rule takes up to {steps} steps; {MAX_COST} are allowed")
    return steps
