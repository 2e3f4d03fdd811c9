"""The floors hold, no module runs in a circle, and every package says what it owns."""

import ast
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

from tests.architecture.sources import ROOT, files, name, tree

CLIENTS = {"urllib.request", "http.client", "ftplib", "telnetlib", "imaplib", "poplib"}
"""Clients import-linter cannot tell from their harmless siblings."""


def test_import_linter_finds_no_broken_contract() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout[-3000:]


def _circles(graph: grimp.ImportGraph) -> list[set[str]]:
    """Groups of modules that import each other in a circle: what is left when every free end is cut off."""
    left = {module: set(graph.find_modules_directly_imported_by(module)) for module in graph.modules}
    while ends := {module for module, imports in left.items() if not imports & left.keys()}:
        left = {module: imports for module, imports in left.items() if module not in ends}
    return [
        set(chain)
        for module in sorted(left)
        if (chain := graph.find_shortest_chain(next(iter(left[module] & left.keys())), module))
    ]


def test_no_two_modules_import_each_other_in_a_circle() -> None:
    graph = grimp.build_graph("motcua", "config", exclude_type_checking_imports=True, cache_dir=None)
    assert not _circles(graph)


def test_a_circle_would_be_seen() -> None:
    graph = grimp.ImportGraph()
    for importer, imported in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")):
        graph.add_import(importer=importer, imported=imported)
    assert {"a", "b", "c"} in _circles(graph)


def _imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return set()


def test_clients_of_the_web_live_in_adapters() -> None:
    assert not [
        name(path)
        for path in files(".py", folders=("motcua",))
        if not {"adapters", "sandbox"} & set(path.parts)
        for node in ast.walk(tree(path))
        if _imported(node) & CLIENTS
    ]


PACKAGES = sorted(path.parent for path in (ROOT / "motcua").glob("*/__init__.py"))


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_every_package_says_what_it_owns_offers_and_never_does(package: Path) -> None:
    said = [line for line in (ast.get_docstring(tree(package / "__init__.py")) or "").splitlines() if line]
    assert [line.split()[0] for line in said] == ["Owns", "Offers", "Never"]


def test_no_package_is_empty() -> None:
    assert not [
        folder.name
        for folder in PACKAGES
        if not any(path.name not in ("__init__.py", "apps.py") for path in folder.glob("*.py"))
    ]
