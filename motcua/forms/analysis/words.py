"""Rules in Vietnamese words, as an administrator reads them: “Bạn là gì của trẻ?” là “Mẹ”."""

from decimal import Decimal

from django.utils.translation import gettext as _

from motcua.forms import rules
from motcua.forms.analysis.walk import Index, Spot
from motcua.forms.kinds._choosing import Choosing
from motcua.forms.kinds.id_paper import TYPES
from motcua.forms.rules.grammar import EACH, Binary, Call, Literal, Name, Node, Unary
from motcua.forms.rules.numbers import Number, written
from motcua.kit.words import N_

LONGEST = 600
MOST = 100_000
"""Characters of all rules of a form that are put in words; a shipped form has a few thousand."""
PARTS = {
    "type": N_("loại giấy tờ"), "number": N_("số"), "date": N_("ngày"), "issuer": N_("nơi cấp"),
    "province": N_("tỉnh, thành phố"), "commune": N_("xã, phường"), "country": N_("nước"),
    "detail": N_("số nhà, đường, thôn"), "text": N_("cả địa chỉ"), "facility": N_("tên cơ sở"),
    "book": N_("quyển số"), "bank": N_("ngân hàng"), "holder": N_("chủ tài khoản"),
}  # fmt: skip
COMPARED = {
    "==": N_("%(left)s bằng %(right)s"), "!=": N_("%(left)s khác %(right)s"),
    "<": N_("%(left)s nhỏ hơn %(right)s"), "<=": N_("%(left)s không quá %(right)s"),
    ">": N_("%(left)s lớn hơn %(right)s"), ">=": N_("%(left)s từ %(right)s trở lên"),
}  # fmt: skip
DATED = {
    "==": N_("%(left)s cùng ngày với %(right)s"), "!=": N_("%(left)s khác ngày với %(right)s"),
    "<": N_("%(left)s trước %(right)s"), "<=": N_("%(left)s trước hoặc cùng ngày %(right)s"),
    ">": N_("%(left)s sau %(right)s"), ">=": N_("%(left)s sau hoặc cùng ngày %(right)s"),
}  # fmt: skip
CALLED = {
    "age": N_("tuổi tính từ %(a)s đến %(b)s"), "days_between": N_("số ngày từ %(a)s đến %(b)s"),
    "year": N_("năm của %(a)s"), "id_birth_year": N_("năm sinh ghi trong số %(a)s"),
    "id_sex": N_("giới tính ghi trong số %(a)s"), "count": N_("số lượng của %(a)s"),
    "sum": N_("tổng của %(a)s ở mọi dòng"), "unique": N_("%(a)s không trùng nhau giữa các dòng"),
    "round": N_("%(a)s làm tròn đến %(b)s chữ số sau dấu phẩy"),
    "contains": N_("%(a)s có chọn %(b)s"),
}  # fmt: skip
SEVERAL = {
    "min": N_("số nhỏ nhất trong %(list)s"), "max": N_("số lớn nhất trong %(list)s"), "join": N_("ghép %(list)s"),
}  # fmt: skip


class Words:
    """Says the rules of one form, the first `MOST` characters of them; the rest stays as it is written."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._left = MOST

    def rule(self, rule: str, section: str, rows: str = "") -> str:
        """A condition in words."""
        if not self._room(rule):
            return rule[:LONGEST]
        return _Saying(self._index, section, rows).condition(rules.parse(rule))[:LONGEST]

    def expression(self, rule: str, section: str, rows: str = "") -> str:
        """What a rule works out, in words; also a mere name."""
        if not self._room(rule):
            return rule[:LONGEST]
        return _Saying(self._index, section, rows).said(rules.parse(rule))[:LONGEST]

    def _room(self, rule: str) -> bool:
        self._left -= len(rule)
        return self._left >= 0

    def of_spot(self, spot: Spot, rule: str) -> str:
        """A condition that stands at a question."""
        return self.rule(rule, spot.section.key, spot.within.key if spot.within else "")

    def worked_out(self, spot: Spot, rule: str) -> str:
        """An expression that stands at a question."""
        return self.expression(rule, spot.section.key, spot.within.key if spot.within else "")


class _Saying:
    def __init__(self, index: Index, section: str, rows: str) -> None:
        self._index, self._section, self._rows = index, section, rows
        self._each: Spot | None = None

    def said(self, node: Node) -> str:
        if isinstance(node, Literal):
            return self._literal(node)
        if isinstance(node, Name):
            return self._name(node)
        if isinstance(node, Unary):
            return self._not(node.operand)
        return self._call(node) if isinstance(node, Call) else self._binary(node)

    def _literal(self, node: Literal) -> str:
        if isinstance(node.value, bool):
            return _("Có") if node.value else _("Không")
        if isinstance(node.value, tuple):
            return ", ".join(value if isinstance(value, str) else written(value) for value in node.value)
        return f"“{node.value}”" if isinstance(node.value, str) else written(node.value)

    def _name(self, node: Name) -> str:
        if node.path == ("today",):
            return _("hôm nay")
        found = self._found(node)
        if found is None:
            return ".".join(node.path)
        spot, part = found
        label = f"“{spot.label}”"
        if spot.section.key != self._section:
            label = _("%(label)s (phần “%(section)s”)") % {"label": label, "section": spot.section.title}
        return f"{_(PARTS.get(part, part))} {_('của')} {label}" if part else label

    def _found(self, node: Name) -> tuple[Spot, str] | None:
        if node.path == ("today",):
            return None
        if self._each and node.path[0] == "item":
            return self._index.find((self._each.section.key, self._each.field.key, *node.path[1:]), "")
        return self._index.find(node.path, self._section, self._rows)

    def _not(self, node: Node) -> str:
        if isinstance(node, Call) and node.function == "present":
            return _("chưa điền %(name)s") % {"name": self.said(node.arguments[0])}
        if isinstance(node, Name):
            return self._chosen(node, wanted=False)
        return _("không phải: (%(rule)s)") % {"rule": self.condition(node)}

    def condition(self, node: Node) -> str:
        """The node where it stands for a condition."""
        return self._chosen(node, wanted=True) if isinstance(node, Name) else self.said(node)

    def _chosen(self, node: Name, *, wanted: bool) -> str:
        found = self._found(node)
        name = self._name(node)
        if found and found[0].field.kind == "statement":
            return (_("đã đánh dấu %(name)s") if wanted else _("chưa đánh dấu %(name)s")) % {"name": name}
        return (_("%(name)s chọn Có") if wanted else _("%(name)s chọn Không")) % {"name": name}

    def _binary(self, node: Binary) -> str:
        if node.operator in ("and", "or"):
            join = _("và") if node.operator == "and" else _("hoặc")
            return f"{self._side(node.left, node.operator)} {join} {self._side(node.right, node.operator)}"
        if node.operator in ("+", "-", "*", "/"):
            sign = {"*": "×", "/": "÷"}.get(node.operator, node.operator)
            return f"({self.said(node.left)} {sign} {self.said(node.right)})"
        if isinstance(node.right, Literal) and isinstance(node.right.value, bool) and isinstance(node.left, Name):
            return self._chosen(node.left, wanted=node.right.value is (node.operator == "=="))
        if isinstance(node.right, Literal):
            return self._against(node.left, node.operator, node.right)
        if node.operator == "in":
            return _("%(left)s là một trong %(right)s") % {"left": self.said(node.left), "right": self.said(node.right)}
        table = DATED if self._dated(node.left) or self._dated(node.right) else COMPARED
        return _(table[node.operator]) % {"left": self.said(node.left), "right": self.said(node.right)}

    def _side(self, node: Node, operator: str) -> str:
        mixed = isinstance(node, Binary) and node.operator in ("and", "or") and node.operator != operator
        return f"({self.condition(node)})" if mixed else self.condition(node)

    def _against(self, left: Node, operator: str, right: Literal) -> str:
        name = self.said(left)
        values = right.value if isinstance(right.value, tuple) else (right.value,)
        if operator == "in" or isinstance(right.value, str):
            listed = ", ".join(self._choice(left, value) for value in values)
            several = len(values) > 1
            if operator == "!=":
                return _("%(name)s không phải %(value)s") % {"name": name, "value": listed}
            said = _("%(name)s là một trong: %(value)s") if several else _("%(name)s là %(value)s")
            return said % {"name": name, "value": listed}
        return _(COMPARED[operator]) % {"left": name, "right": self._literal(right)}

    def _choice(self, node: Node, value: str | Number) -> str:
        """The words of a choice's value."""
        if isinstance(value, Decimal):
            return f"“{written(value)}”"
        found = self._found(node) if isinstance(node, Name) else None
        kind = found[0].field.of_kind if found and not found[1] else None
        label = kind.label_of(found[0].field, str(value)) if found and isinstance(kind, Choosing) else None
        known = {"male": N_("nam"), "female": N_("nữ")} if isinstance(node, Call) else {}
        if found and found[0].field.kind == "id_paper":
            known = {code: name for code, (_number, name) in TYPES.items()}
        return f"“{_(label or known.get(str(value), str(value)))}”"

    def _dated(self, node: Node) -> bool:
        if isinstance(node, Name):
            found = self._found(node)
            if found is None:
                return node.path == ("today",)
            spot, part = found
            return (spot.field.of_kind.parts[part] if part else spot.field.of_kind.rule_type) == "date"
        return False

    def _call(self, node: Call) -> str:
        if node.function == "present":
            return _("đã điền %(name)s") % {"name": self.said(node.arguments[0])}
        if node.function == "if":
            condition, then, otherwise = node.arguments
            parts = {"if": self.condition(condition), "then": self.said(then), "else": self.said(otherwise)}
            return _("(nếu %(if)s thì %(then)s, nếu không thì %(else)s)") % parts
        if node.function in EACH:
            return self._each_row(node)
        if node.function in SEVERAL:
            return _(SEVERAL[node.function]) % {"list": ", ".join(map(self.said, node.arguments))}
        arguments = list(map(self.said, node.arguments))
        if node.function == "contains" and isinstance(node.arguments[1], Literal):
            arguments[1] = self._choice(node.arguments[0], str(node.arguments[1].value))
        return _(CALLED.get(node.function, node.function)) % dict(zip("ab", arguments, strict=False))

    def _each_row(self, node: Call) -> str:
        rows = self._found(node.arguments[0]) if isinstance(node.arguments[0], Name) else None
        name, outer = self.said(node.arguments[0]), self._each
        self._each = rows[0] if rows else None
        try:
            condition = self.condition(node.arguments[1])
        finally:
            self._each = outer
        if node.function == "any":
            return _("có dòng trong %(rows)s mà %(rule)s") % {"rows": name, "rule": condition}
        return _("mọi dòng trong %(rows)s đều: %(rule)s") % {"rows": name, "rule": condition}
