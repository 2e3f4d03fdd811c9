"""What is written down by hand about the addresses of one part of the product, a module a part.

A module may hold `PAGES` (as in `expectations`: address → method → rows), `ARGS` (address → the other parts of its
path, when they name nothing private), `build()` (address → the parts of a path to something of the person whom
`people` calls "owner"; called once, in the transaction of the test) and `PRIVATE` (words of what `build` made, which
nobody who is refused may be told).
"""

import importlib
import pkgutil
from types import ModuleType
from typing import Any

_owned: dict[str, dict[str, Any]] = {}


def modules() -> list[ModuleType]:
    return [importlib.import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__)]


def pages() -> dict[str, Any]:
    """What all parts wrote down; an address written down twice is a mistake."""
    found: dict[str, Any] = {}
    for module in modules():
        given = getattr(module, "PAGES", {})
        assert not found.keys() & given.keys(), found.keys() & given.keys()
        found |= given
    return found


def prepare() -> None:
    """Make what belongs to the owner, so that everybody can try to reach it."""
    _owned.clear()
    for module in modules():
        _owned.update(getattr(module, "build", dict)())


def arguments(name: str) -> dict[str, Any] | None:
    """The parts of an address' path, or None when no part of the product says any."""
    if name in _owned:
        return dict(_owned[name])
    for module in modules():
        if name in getattr(module, "ARGS", {}):
            return dict(module.ARGS[name])
    return None


def owned(name: str) -> bool:
    """Whether `build` made what this address names."""
    return name in _owned


def private() -> frozenset[str]:
    """The words that no refusal may hold."""
    return frozenset(word for module in modules() for word in getattr(module, "PRIVATE", ()))
