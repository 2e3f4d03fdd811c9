"""Types of rules, checked once when a form is loaded, so that a mistake never reaches a citizen."""

from collections.abc import Callable
from typing import Literal as Choice
from typing import cast

from motcua.forms.rules.grammar import Binary, Call, Literal, Name, Node, RuleError, Unary
from motcua.forms.rules.values import FUNCTIONS

Type = Choice["text", "number", "boolean", "date", "record", "list"]


def check(node: Node, type_of: Callable[[tuple[str, ...]], Type | None]) -> Type:
    """The type of a rule; `type_of(path)` answers None for a name that does not exist. Raises RuleError."""
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
    if isinstance(node.value, int):
        return "number"
    return "text" if isinstance(node.value, str) else "list"


def _expect(node: Node, wanted: str, type_of: Callable[[tuple[str, ...]], Type | None]) -> Type:
    found = check(node, type_of)
    if wanted not in ("any", found):
        raise RuleError(f"{wanted} expected, {found} found")
    return found


def _call(node: Call, type_of: Callable[[tuple[str, ...]], Type | None]) -> Type:
    function = FUNCTIONS.get(node.function)
    if function is None:
        raise RuleError(f"unknown function {node.function}")
    if len(node.arguments) != len(function.arguments):
        raise RuleError(f"{node.function} takes {len(function.arguments)} arguments")
    for argument, wanted in zip(node.arguments, function.arguments, strict=True):
        _expect(argument, wanted, type_of)
    return cast(Type, function.result)


def _binary(node: Binary, type_of: Callable[[tuple[str, ...]], Type | None]) -> Type:
    if node.operator in ("and", "or"):
        _expect(node.left, "boolean", type_of)
        return _expect(node.right, "boolean", type_of)
    left = check(node.left, type_of)
    if node.operator == "in":
        if left not in ("text", "number"):
            raise RuleError(f"{left} cannot be in a list")
        _expect(node.right, "list", type_of)
        return "boolean"
    right = check(node.right, type_of)
    if left != right or left in ("record", "list"):
        raise RuleError(f"{left} cannot be compared with {right}")
    if node.operator not in ("==", "!=") and left not in ("number", "date"):
        raise RuleError(f"{left} has no order")
    return "boolean"
