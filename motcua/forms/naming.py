"""What a name in a rule stands for in one form: where the answer is, its type, and the code that reads it."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from motcua.forms import rules
from motcua.forms.rules import Program, Scope

if TYPE_CHECKING:
    from motcua.forms.schema import Field, FormDefinition

Path = tuple[str, ...]


class Reference(NamedTuple):
    """An answer, or a part of it. With `sub`, the answer is inside the rows (or the group) `field`."""

    section: str
    field: str
    part: str = ""
    sub: str = ""


class Names:
    """The names of one form, seen from a section and, inside a repeating group, from one of its rows."""

    def __init__(self, form: "FormDefinition", section: str = "", rows: str = "") -> None:
        self._form, self._section, self._rows = form, section, rows

    def resolve(self, path: Path) -> Reference | None:
        """What `field`, `section.field`, `section.rows.sub` or `item.sub` means; None when there is no such answer."""
        if path[0] == "item":
            own = self._form.field(self._section, self._rows) if self._rows else None
            return _inside(self._section, own, path[1:]) if own and len(path) > 1 else None
        if len(path) > 1 and (found := self._below(path[0], path[1:])):
            return found
        return self._below(self._section, path)

    def _below(self, section: str, path: Path) -> Reference | None:
        field = self._form.field(section, path[0])
        if field is None or len(path) == 1:
            return Reference(section, path[0]) if field else None
        if field.fields:
            return _inside(section, field, path[1:])
        return _with_part(Reference(section, field.key), field, path[1:])

    def type_of(self, path: Path) -> rules.Type | None:
        found = self.resolve(path)
        if found is None:
            return None
        field = self.field(found)
        one = field.of_kind.parts[found.part] if found.part else field.of_kind.rule_type
        return rules.plural(one) if found.sub and path[0] != "item" and self._repeats(found) else one

    def field(self, found: Reference) -> "Field":
        """The question a reference leads to."""
        outer = self._form.by_key[found.section].by_key[found.field]
        return outer.by_key[found.sub] if found.sub else outer

    def _repeats(self, found: Reference) -> bool:
        return self._form.by_key[found.section].by_key[found.field].kind == "rows"

    def rows_at(self, path: Path) -> int:
        """How many rows a name can stand for at most; 1 for everything that is asked once."""
        found = self.resolve(path)
        if found is None or path[0] == "item" or not self._repeats(found):
            return 1
        return self._form.by_key[found.section].by_key[found.field].most

    def name(self, path: Path) -> Program:
        found = self.resolve(path)
        if found is None:
            return _absent
        pick = _picker(self.field(found), found.part)
        section, key, sub = found.section, found.field, found.sub
        if sub and self._repeats(found):
            rows = _rows_of(section, key)
            return lambda scope: [_inner(row, sub, pick) for row in rows(scope)]

        def run(scope: Scope) -> object:
            values = scope.answers.get(section)
            value = values.get(key) if isinstance(values, Mapping) else None
            if sub:
                return _inner(value, sub, pick)
            return None if value is None else pick(value)

        return run

    def rows(self, path: Path) -> Callable[[Scope], Sequence[Any]]:
        found = self.resolve(path)
        return _rows_of(found.section, found.field) if found else lambda scope: ()

    def item(self, rows: Path, path: Path) -> Program:
        found = self.resolve((*rows, *path) if rows else ("item", *path))
        if found is None or not found.sub:
            return _absent
        sub, pick = found.sub, _picker(self.field(found), found.part)
        return lambda scope: _inner(scope.item, sub, pick)


def _inside(section: str, outer: "Field", path: Path) -> Reference | None:
    field = outer.by_key.get(path[0])
    return _with_part(Reference(section, outer.key, sub=path[0]), field, path[1:]) if field else None


def _with_part(found: Reference, field: "Field", rest: Path) -> Reference | None:
    if not rest:
        return found
    return found._replace(part=rest[0]) if len(rest) == 1 and rest[0] in field.of_kind.parts else None


def _absent(scope: Scope) -> object:
    return None


def _picker(field: "Field", part: str) -> Callable[[Any], object]:
    kind = field.of_kind
    if part:
        return lambda value: kind.part(value, part)
    return kind.reading(field) or _as_it_is


def _as_it_is(value: Any) -> object:
    return value


def _inner(row: object, sub: str, pick: Callable[[Any], object]) -> object:
    value = row.get(sub) if isinstance(row, Mapping) else None
    return None if value is None else pick(value)


def _rows_of(section: str, key: str) -> Callable[[Scope], Sequence[Any]]:
    def run(scope: Scope) -> Sequence[Any]:
        values = scope.answers.get(section)
        rows = values.get(key) if isinstance(values, Mapping) else None
        return rows if isinstance(rows, list) else ()

    return run
