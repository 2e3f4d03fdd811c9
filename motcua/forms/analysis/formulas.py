"""Rules taken apart for reasoning: what must be true of which answers, in the three values rules have.

Everything here may admit too much, never too little: what is then proved impossible is impossible.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from motcua.forms import rules
from motcua.forms.analysis import ranges
from motcua.forms.analysis.budget import Budget
from motcua.forms.analysis.domains import ANY, EITHER, FALSE, TRUE, Domain, Span, Words, only
from motcua.forms.analysis.walk import Index, Spot
from motcua.forms.catalogues import catalogue
from motcua.forms.kinds.number import NumberOptions
from motcua.forms.rules.grammar import EACH, Binary, Call, Literal, Name, Node, Unary
from motcua.forms.schema import Field


@dataclass(frozen=True, slots=True)
class Term:
    """Something with a value: an answer, a part of one, or an expression that is not looked into.

    `needs` are the addresses of answers without which it has no value.
    """

    key: str
    universe: Domain
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Atom:
    """True when the term's value is in one of `yes`, false in one of `no`, unknown without a value."""

    term: Term
    yes: tuple[Domain, ...]
    no: tuple[Domain, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """True when the answer is there, else false; never unknown."""

    term: Term


@dataclass(frozen=True, slots=True)
class Fixed:
    """Known without any answer: true, false, or (None) never known."""

    value: bool | None


@dataclass(frozen=True, slots=True)
class Not:
    inner: "Formula"


@dataclass(frozen=True, slots=True)
class Both:
    left: "Formula"
    right: "Formula"


@dataclass(frozen=True, slots=True)
class Either:
    left: "Formula"
    right: "Formula"


@dataclass(frozen=True, slots=True)
class If:
    condition: "Formula"
    then: "Formula"
    otherwise: "Formula"


@dataclass(frozen=True, slots=True)
class Each:
    """`any` (`some`) or `all` over rows: `whole` stands for it, `one` is its condition for the row at hand."""

    whole: Atom
    one: "Formula"
    some: bool


Formula = Atom | Given | Fixed | Not | Both | Either | If | Each
ALWAYS = Fixed(True)
_STRICT = {"age", "days_between", "year", "id_birth_year", "id_sex", "min", "max", "round", "join",
           "contains"}  # fmt: skip
"""Functions that have no value when one of their arguments has none."""
_SIGNS: dict[str, tuple[Span, Span]] = {
    "==": (Span(0, 0), Span(-1, 1, frozenset({0}))), "!=": (Span(-1, 1, frozenset({0})), Span(0, 0)),
    "<": (Span(-1, -1), Span(0, 1)), "<=": (Span(-1, 0), Span(1, 1)),
    ">": (Span(1, 1), Span(-1, 0)), ">=": (Span(0, 1), Span(-1, -1)),
}  # fmt: skip
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
ARITHMETIC = ("+", "-", "*", "/")
MOST_LISTED = 1000
ANY_DAY = date(2000, 1, 1)


@dataclass(slots=True)
class Reader:
    """Reads the rules of one form, each from its own place."""

    index: Index
    budget: Budget
    _made: dict[tuple[str, str, str], Formula] = field(default_factory=dict)

    def formula(self, rule: str, section: str, rows: str = "") -> Formula:
        """The rule as a formula; an empty rule always holds. `rows`: the rows or group it stands in."""
        if not rule:
            return ALWAYS
        known = self._made.get((rule, section, rows))
        if known is None and not self.budget.read(rule):
            return Atom(Term(rule, EITHER), (TRUE,), (FALSE,))  # anything may be: nothing is proved of it
        if known is None:
            known = self._made[rule, section, rows] = _Taking(self.index, section, rows).formula(rules.parse(rule))
        return known

    def of_spot(self, spot: Spot, rule: str) -> Formula:
        """A rule that stands at a question."""
        return self.formula(rule, spot.section.key, spot.within.key if spot.within else "")


class _Taking:
    def __init__(self, index: Index, section: str, rows: str, each: tuple[str, str] = ("", "")) -> None:
        self._index, self._section, self._rows, self._each = index, section, rows, each
        self._known_fine: dict[int, bool] = {}

    def formula(self, node: Node) -> Formula:
        if isinstance(node, Literal):
            return Fixed(node.value if isinstance(node.value, bool) else None)
        if isinstance(node, Unary):
            return Not(self.formula(node.operand))
        if isinstance(node, Binary):
            return self._binary(node)
        if isinstance(node, Call) and node.function == "present":
            return self._present(node.arguments[0])
        if isinstance(node, Call) and node.function == "if":
            return If(*(self.formula(argument) for argument in node.arguments))
        if isinstance(node, Call) and node.function in EACH:
            return self._of_each(node)
        if isinstance(node, Call) and node.function == "unique" and self._single(node.arguments[0]):
            return ALWAYS
        return Atom(self.term(node), (TRUE,), (FALSE,))

    def _single(self, node: Node) -> bool:
        """Whether a column can have one row at most."""
        found = self._found(node) if isinstance(node, Name) else None
        return found is not None and found[0].within is not None and found[0].within.most <= 1

    def _of_each(self, node: Call) -> Formula:
        whole = Atom(self.term(node), (TRUE,), (FALSE,))
        rows = self._found(node.arguments[0]) if isinstance(node.arguments[0], Name) else None
        if rows is None:
            return whole
        each = (rows[0].section.key, rows[0].field.key)
        one = _Taking(self._index, self._section, self._rows, each).formula(node.arguments[1])
        return Each(whole, one, node.function == "any")

    def _present(self, node: Node) -> Formula:
        return Given(self.term(node))

    def _binary(self, node: Binary) -> Formula:
        if node.operator == "and":
            return Both(self.formula(node.left), self.formula(node.right))
        if node.operator == "or":
            return Either(self.formula(node.left), self.formula(node.right))
        left, right = node.left, node.right
        if isinstance(left, Literal) and isinstance(right, Literal):
            return Fixed(_settled(node))
        if node.operator == "in":
            return self._in(node)
        if isinstance(left, Literal):
            return self._against(right, _TURNED.get(node.operator, node.operator), left.value)
        if isinstance(right, Literal):
            return self._against(left, node.operator, right.value)
        return self._pair(node)

    def _in(self, node: Binary) -> Formula:
        if isinstance(node.left, Literal) or not isinstance(node.right, Literal):
            return Atom(Term(self._said(node), EITHER, self._needs(node)), (TRUE,), (FALSE,))
        values = node.right.value if isinstance(node.right.value, tuple) else ()
        term = self.term(node.left)
        if not isinstance(term.universe, Span):
            listed = frozenset(value for value in values if not isinstance(value, Decimal))
            return Atom(term, (only(listed),), (Words(None, listed),))
        fine = self._fine(node.left)
        known = (ranges.units(value, fine=fine) for value in values if isinstance(value, int | Decimal))
        numbers = frozenset(value for value in known if value is not None)
        return Atom(term, tuple(Span(n, n) for n in sorted(numbers)[:MOST_LISTED]), (Span(None, None, numbers),))

    def _against(self, node: Node, operator: str, value: Any) -> Formula:
        """A comparison with something written in the rule."""
        if isinstance(value, bool):
            same = self.formula(node)
            return same if value is (operator == "==") else Not(same)
        term = self.term(node)
        if isinstance(value, str):
            alone, others = only((value,)), Words(None, frozenset({value}))
            return Atom(term, (alone,), (others,)) if operator == "==" else Atom(term, (others,), (alone,))
        if not isinstance(value, int | Decimal):
            return Fixed(None)
        yes, no = ranges.compared(operator, value, fine=self._fine(node))
        return Atom(term, (yes,), (no,))

    def _pair(self, node: Binary) -> Formula:
        """Two answers compared: only which of them is the larger is known of them."""
        left, right, operator = self._said(node.left), self._said(node.right), node.operator
        if left == right:
            return Atom(Term(f"{left} ? {left}", Span(0, 0), self._needs(node)), *_sign(operator))
        if left > right:
            left, right, operator = right, left, _TURNED.get(operator, operator)
        low = 0 if left == "today" and not self._future(right) else -1
        high = 0 if right == "today" and not self._future(left) else 1
        return Atom(Term(f"{left} ? {right}", Span(low, high), self._needs(node)), *_sign(operator))

    def _future(self, key: str) -> bool:
        """Whether a date may lie after today."""
        spot = self._index.by_key.get(key)
        if spot is None or spot.worked_out or spot.field.kind not in PAST:
            return True
        return bool(getattr(spot.field.options, "future", True))

    def term(self, node: Node) -> Term:
        """What a node stands for. A name that is unknown stands for itself: such a form does not load anyway."""
        if isinstance(node, Name) and (found := self._found(node)):
            spot, part = found
            key = f"{spot.key}.{part}" if part else spot.key
            if self._column(node, spot):
                return Term(f"[{key}]", ANY)
            return Term(key, self._universe(spot, part), (spot.key,))
        return Term(self._said(node), self._range(node), self._needs(node))

    def _universe(self, spot: Spot, part: str) -> Domain:
        known = self._index.universes.get((spot.key, part))
        if known is None:
            known = self._index.universes[spot.key, part] = universe(spot.field, part)
        return known

    def _found(self, node: Name) -> tuple[Spot, str] | None:
        if node.path == ("today",):
            return None
        if node.path[0] == "item" and self._each[1]:
            return self._index.find((*self._each, *node.path[1:]), self._section)
        return self._index.find(node.path, self._section, self._rows)

    def _column(self, node: Name, spot: Spot) -> bool:
        """Whether the name means the answers of all rows at once."""
        return spot.repeated and node.path[0] != "item"

    def _needs(self, node: Node) -> tuple[str, ...]:
        if isinstance(node, Name):
            found = self._found(node)
            return (found[0].key,) if found and not self._column(node, found[0]) else ()
        if isinstance(node, Binary) and node.operator not in ("and", "or"):
            return (*self._needs(node.left), *self._needs(node.right))
        if isinstance(node, Call) and node.function in _STRICT:
            return tuple(key for argument in node.arguments for key in self._needs(argument))
        return ()

    def _range(self, node: Node) -> Domain:
        if not isinstance(node, Name) and self._fine(node):
            return Span()
        if isinstance(node, Literal) and type(node.value) is int:
            return Span(node.value, node.value)
        if isinstance(node, Name):
            found = self._found(node)
            return self._universe(*found) if found else ANY
        if isinstance(node, Binary):
            return ranges.worked(node.operator, self._range(node.left), self._range(node.right))
        if isinstance(node, Call):
            return self._range_of_call(node)
        return EITHER

    def _fine(self, node: Node) -> bool:
        """Whether a number may have decimals; asked of every part of a rule, so it is remembered."""
        known = self._known_fine.get(id(node))
        if known is None:
            known = self._known_fine[id(node)] = self._may_be_fine(node)
        return known

    def _may_be_fine(self, node: Node) -> bool:
        if isinstance(node, Literal):
            return isinstance(node.value, Decimal)
        if isinstance(node, Name):
            found = self._found(node)
            return found is not None and not found[1] and fine(found[0].field)
        if isinstance(node, Binary):
            return node.operator in ARITHMETIC and (self._fine(node.left) or self._fine(node.right))
        if isinstance(node, Call) and node.function in ("if", "min", "max", "sum", "round"):
            given = node.arguments[1:] if node.function == "if" else node.arguments
            return node.function == "round" or any(self._fine(argument) for argument in given)
        return False

    def _range_of_call(self, node: Call) -> Domain:
        if node.function in (*EACH, "unique", "contains", "present"):
            return EITHER
        if node.function == "count":
            found = self._found(node.arguments[0]) if isinstance(node.arguments[0], Name) else None
            return Span(0, getattr(found[0].field.options, "maximum", None) if found else None)
        if node.function in ("if", "min", "max"):
            arguments = node.arguments[1:] if node.function == "if" else node.arguments
            return ranges.hull([self._range(argument) for argument in arguments])
        return _RANGES.get(node.function, ANY)

    def _said(self, node: Node, each: str = "") -> str:
        """The node in one way of writing, with full addresses: the same thing is the same key.

        `each`: the rows of which `item` is one, inside `any` and `all`.
        """
        if isinstance(node, Literal):
            return repr(node.value)
        if isinstance(node, Name):
            return self._said_name(node, each)
        if isinstance(node, Unary):
            return f"not {self._said(node.operand, each)}"
        if isinstance(node, Binary):
            return f"({self._said(node.left, each)} {node.operator} {self._said(node.right, each)})"
        rows = self._found(node.arguments[0]) if isinstance(node.arguments[0], Name) else None
        if node.function in EACH and rows:
            return f"{node.function}({rows[0].key}, {self._said(node.arguments[1], rows[0].key)})"
        return f"{node.function}({', '.join(self._said(argument, each) for argument in node.arguments)})"

    def _said_name(self, node: Name, each: str) -> str:
        if each and node.path[0] == "item":
            return f"<{each}>.{'.'.join(node.path[1:])}"
        found = self._found(node)
        if not found:
            return ".".join(node.path)
        key = ".".join(filter(None, (found[0].key, found[1])))
        return f"[{key}]" if self._column(node, found[0]) else key


PAST = {"date", "partial_date"}
_RANGES: dict[str, Domain] = {
    "age": Span(), "days_between": Span(), "year": Span(1, 9999), "sum": Span(),
    "id_birth_year": Span(1900, 2399), "id_sex": only(("male", "female")),
}  # fmt: skip


def _sign(operator: str) -> tuple[tuple[Domain, ...], tuple[Domain, ...]]:
    yes, no = _SIGNS[operator]
    return (yes,), (no,)


def _settled(node: Binary) -> bool | None:
    value = rules.evaluate(node, lambda path: None, ANY_DAY)
    return value if isinstance(value, bool) else None


def universe(question: Field, part: str = "") -> Domain:
    """Every value an answer, or a part of it, can have."""
    if question.compute or (question.fields and not part):
        free: dict[str, Domain] = {"number": Span(), "boolean": EITHER}
        return free.get(question.of_kind.rule_type, ANY)
    return _universe(question, part)


def _retired(kind: Any) -> list[str]:
    """Codes of an official list that old answers may have, though nobody can choose them now."""
    name = getattr(kind, "list_name", "")
    return [item.code for item in catalogue(name).items if item.retired] if name else []


def _universe(question: Field, part: str) -> Domain:
    kind = question.of_kind
    type_ = kind.parts[part] if part else kind.rule_type
    schema: Any = kind.json_schema(question)
    if part:
        schema = (schema.get("properties") or {}).get(part) or {}
    if "const" in schema:
        return only([schema["const"]])
    if isinstance(schema.get("enum"), list) and type_ == "text":
        return only((*schema["enum"], *(() if part else _retired(kind))))
    if type_ == "boolean":
        return EITHER
    if type_ == "number":
        low, high = schema.get("minimum"), schema.get("maximum")
        scale = ranges.SCALE if not part and fine(question) else 1
        return Span(None if low is None else low * scale, None if high is None else high * scale)
    return ANY


def fine(question: Field) -> bool:
    """Whether its answers are decimals."""
    return isinstance(question.options, NumberOptions) and question.options.decimals > 0
