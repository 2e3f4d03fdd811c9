"""Lists that answers choose from: official names and codes, read once from library/catalogues/*.yaml."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import yaml

LIBRARY = Path(__file__).resolve().parents[2] / "library"


@dataclass(frozen=True, slots=True)
class Item:
    """One choice: the code stored in answers, the name shown."""

    code: str
    name: str
    retired: bool = False


@dataclass(frozen=True)
class Catalogue:
    """One list, in the order it is shown. A retired item can still be read, but no longer chosen."""

    name: str
    source: str
    items: tuple[Item, ...]

    @cached_property
    def by_code(self) -> dict[str, Item]:
        return {item.code: item for item in self.items}

    @cached_property
    def choices(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if not item.retired)


@lru_cache(maxsize=32)
def catalogue(name: str) -> Catalogue:
    """The named list. Raises FileNotFoundError for a name that is not in the library."""
    raw = yaml.safe_load((LIBRARY / "catalogues" / f"{name}.yaml").read_text(encoding="utf-8"))
    items = tuple(Item(str(i["code"]), str(i["name"]), bool(i.get("retired", False))) for i in raw["items"])
    return Catalogue(name, str(raw["source"]), items)
