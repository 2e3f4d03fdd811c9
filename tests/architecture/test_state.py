"""A dossier's state is assigned in one place: the base of the actions."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, files, name, tree

ALLOWED = {"motcua/dossiers/actions/base.py"}
MADE_UP = {"motcua/backstage/specimens.py"}
"""Dossiers that the page of rights invents to ask the policy about; none is ever saved."""
FLOORS = ("motcua/dossiers", "motcua/portal", "motcua/counter", "motcua/backstage", "config", "demo", "bench")
"""Whoever can see a dossier; lower floors cannot import it and have states of their own."""
QUERIES = {"update", "bulk_update", "update_or_create", "get_or_create", "create"}


def _targets(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
    elif isinstance(node, ast.AugAssign | ast.AnnAssign):
        yield node.target


def _own(target: ast.Attribute) -> bool:
    """`self.state` of an exception or a value is not a dossier's; models are read apart."""
    return isinstance(target.value, ast.Name) and target.value.id == "self"


def assignments(module: ast.Module, *, model: bool = False) -> Iterator[int]:
    """Lines that give a state to something."""
    for node in ast.walk(module):
        for target in _targets(node):
            if isinstance(target, ast.Attribute) and target.attr == "state" and (model or not _own(target)):
                yield node.lineno  # type: ignore[attr-defined]
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        named = {word.arg for word in node.keywords}
        literal = {part.value for part in ast.walk(node) if isinstance(part, ast.Constant)}
        by_name = called in QUERIES | {"Dossier"} and "state" in named
        by_text = called in {"bulk_update", "setattr"} and "state" in literal
        if by_name or by_text:
            yield node.lineno


def test_no_state_is_assigned_outside_the_actions() -> None:
    found = [
        f"{name(path)}:{line}"
        for path in files(".py", folders=FLOORS)
        if name(path) not in ALLOWED | MADE_UP and "migrations" not in path.parts
        for line in assignments(tree(path), model="models" in name(path))
    ]
    assert not found


def test_the_one_place_exists() -> None:
    for path in ALLOWED:
        assert list(assignments(tree(ROOT / Path(path)))), path


@pytest.mark.parametrize(
    "line",
    [
        "dossier.state = 'resolved'",
        "a, dossier.state = 1, 2",
        "Dossier.objects.filter(pk=1).update(state='x')",
        "Dossier.objects.bulk_update(many, ['state'])",
        "setattr(dossier, 'state', 'x')",
        "Dossier(state='resolved')",
    ],
)
def test_every_way_of_assigning_is_seen(line: str) -> None:
    assert list(assignments(ast.parse(line)))
