"""The proof a definition stands when it is loaded: every rule read once, in the order of the form.

Names exist, types fit, nothing shown or worked out depends on what comes later, and no answers can make a rule slow.
Every mistake is a ValueError that says where it is, for the author of the form.
"""

from typing import TYPE_CHECKING

from motcua.forms import rules
from motcua.forms.naming import Names

if TYPE_CHECKING:
    from motcua.forms.schema import Field, FormDefinition, Section

NESTED = {"rows", "group"}
MAX_INNER = 40
"""Questions of one row."""
MAX_INPUTS = 2000
"""Inputs of one page with every row filled: a browser posts them at once (DATA_UPLOAD_MAX_NUMBER_FIELDS is more)."""
MAX_FORM_COST = 200_000
"""Steps all rules of a form may take together at worst."""
COMPUTED = {"number", "money", "text", "date", "yes_no"}


class Proof:
    """One reading of one definition."""

    def __init__(self, form: "FormDefinition") -> None:
        self._form = form
        self._seen: set[tuple[str, str]] = set()
        self._seen_in_row: set[str] = set()
        self._cost = 0

    def run(self) -> None:
        for section in self._form.sections:
            self._rule(section.show_when, Names(self._form, section.key), f"{section.key}: show_when", earlier=True)
            for guidance in section.guidance:
                self._rule(guidance.show_when, Names(self._form, section.key), f"{section.key}: guidance")
            for field in section.fields:
                self._top(section, field)
                self._seen.add((section.key, field.key))
            if (inputs := sum(_inputs(field) for field in section.fields)) > MAX_INPUTS:
                raise ValueError(f"{section.key}: up to {inputs} inputs on one page; {MAX_INPUTS} are allowed")
        self._checks()
        self._legal()
        self._cosign()
        if self._cost > MAX_FORM_COST:
            raise ValueError(f"the rules take up to {self._cost} steps together; {MAX_FORM_COST} are allowed")

    def _top(self, section: "Section", field: "Field") -> None:
        where = f"{section.key}.{field.key}"
        self._field(field, Names(self._form, section.key), where)
        if (field.kind in NESTED) is not bool(field.fields):
            raise ValueError(f"{where}: fields belong to rows and group, which need at least one")
        if len(field.fields) > MAX_INNER or len(field.by_key) != len(field.fields):
            raise ValueError(f"{where}: a field key is used twice, or there are more than {MAX_INNER} fields")
        if field.fields and (field.worked_out or field.autocomplete):
            raise ValueError(f"{where}: {field.kind} is asked, not worked out; autocomplete belongs to its fields")
        self._seen_in_row = set()
        for inner in field.fields:
            self._inner(section, field, inner, f"{where}.{inner.key}")

    def _inner(self, section: "Section", outer: "Field", field: "Field", where: str) -> None:
        if field.kind in NESTED or field.fields:
            raise ValueError(f"{where}: rows and groups hold no other rows or groups")
        if field.key == "refresh":
            raise ValueError(f"{where}: a field key is reserved")
        if outer.kind == "rows" and field.prefill and field.prefill.source.startswith("account."):
            raise ValueError(f"{where}: the account knows one person, not every row")
        before = self._cost
        self._field(field, Names(self._form, section.key, outer.key), where)
        self._cost = before + (self._cost - before) * outer.most
        self._seen_in_row.add(field.key)

    def _field(self, field: "Field", names: Names, where: str) -> None:
        self._rule(field.show_when, names, where, earlier=True)
        if isinstance(field.required, str):
            self._rule(field.required, names, where)
        if field.derive and field.compute:
            raise ValueError(f"{where}: derive and compute both work the answer out; choose one")
        for case in field.derive:
            self._rule(case.when, names, where, earlier=True)
            try:
                field.of_kind.typed(field, case.value)
            except ValueError as error:
                raise ValueError(f"{where}: derived value {case.value!r}: {error}") from error
        if field.compute:
            if field.kind not in COMPUTED:
                raise ValueError(f"{where}: {field.kind} cannot be computed; {', '.join(sorted(COMPUTED))} can")
            self._rule(field.compute, names, where, earlier=True, wanted=field.of_kind.rule_type)
        self._prefill(field, names, where)

    def _prefill(self, field: "Field", names: Names, where: str) -> None:
        if field.prefill is None:
            return
        if field.worked_out:
            raise ValueError(f"{where}: what the form works out itself cannot be prefilled")
        self._rule(field.prefill.when, names, where, earlier=True)
        parts = tuple(field.prefill.source.split("."))
        if field.prefill.source and parts[0] != "account" and parts not in self._seen:
            raise ValueError(f"{where}: prefill source {field.prefill.source} is not an earlier field")

    def _checks(self) -> None:
        for check in self._form.checks:
            section, field, sub = check.place
            outer = self._form.field(section, field)
            if outer is None or (sub and sub not in outer.by_key) or check.at.count(".") not in (1, 2):
                raise ValueError(f"check at {check.at}: no such field")
            before = self._cost
            self._rule(check.rule, Names(self._form, section, field if sub else ""), f"check at {check.at}")
            if sub:
                self._cost = before + (self._cost - before) * outer.most

    def _legal(self) -> None:
        for item in self._form.legal:
            for path in item.at:
                if path not in self._form.paths:
                    raise ValueError(f"legal {item.asks!r}: there is no {path}")
        keys = [paper.key for paper in self._form.papers]
        if len(set(keys)) != len(keys):
            raise ValueError("papers: a key is used twice")
        for paper in self._form.papers:
            if unknown := [key for key in paper.sections if key not in self._form.by_key]:
                raise ValueError(f"paper {paper.key}: there is no section {', '.join(unknown)}")
            self._rule(paper.show_when, Names(self._form, ""), f"paper {paper.key}")

        if self._form.subject and self._form.subject not in self._form.by_key:
            raise ValueError(f"subject: there is no section {self._form.subject}")

    def _cosign(self) -> None:
        """Who must agree is named by questions that every declaration asks once, each by its own."""
        told = [one.phone for one in self._form.cosign]
        if len(set(told)) != len(told):
            raise ValueError("cosign: two persons have the same phone")
        for one in self._form.cosign:
            for path, kind in ((one.name, "person_name"), (one.phone, "phone")):
                section, _dot, key = path.partition(".")
                found = self._form.field(section, key)
                if found is None or found.kind != kind:
                    raise ValueError(f"cosign {one.label}: {path} is no {kind} of this form")
            self._rule(one.show_when, Names(self._form, ""), f"cosign {one.label}")

    def _rule(
        self, text: str, names: Names, where: str, *, earlier: bool = False, wanted: rules.Type = "boolean"
    ) -> None:
        if not text:
            return
        try:
            node = rules.parse(text)
            found = rules.check(node, names.type_of)
            if found != wanted:
                told = "true or false" if wanted == "boolean" else f"a {wanted}, and this is a {found}"
                raise rules.RuleError(f"a rule must be {told}")
            steps = rules.bounded(node, names.rows_at)
        except rules.RuleError as error:
            raise ValueError(f"{where}: {error} in {text!r}") from error
        self._cost += steps
        for path in rules.names(node) if earlier else ():
            if not self._is_earlier(path, names):
                raise ValueError(f"{where}: {'.'.join(path)} comes later in the form")

    def _is_earlier(self, path: tuple[str, ...], names: Names) -> bool:
        found = names.resolve(path)
        if found is None:
            return False
        return found.sub in self._seen_in_row if path[0] == "item" else found[:2] in self._seen


def _inputs(field: "Field") -> int:
    """How many inputs a question may have on its page, the notes of its rows included."""
    return len(field.inputs) + field.most * sum(1 + len(asked.inputs) for asked in field.fields)
