"""Where evidence comes from: each floor says what it can show, under the key of a condition.

A condition that nobody speaks for is not met. Where several speak (payment: no fee, online, the post), one yes
is enough; the first yes, else the last no, is what is told.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from motcua.catalogue.levels.conditions import BY_KEY
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.schema import ProcedureFile, Step


@dataclass(frozen=True, slots=True)
class Case:
    """What is judged: a version as a document, and the office that would offer it (None = in general).

    `confirmed`: items whose doubt was answered for; `files`: forms kept to download; `route`: the office's own steps.
    """

    version: ProcedureVersion
    document: ProcedureFile
    agency: UUID | None
    confirmed: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    route: tuple[Step, ...] = ()

    def open_doubts(self) -> list[str]:
        """Items whose doubt nobody has confirmed yet."""
        return [doubt.item for doubt in self.document.doubts if doubt.item not in self.confirmed]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Whether a condition is met and by what, in plain words, translated already."""

    ok: bool
    said: str


Provider = Callable[[Case], Evidence]
_providers: dict[str, list[Provider]] = {}


def provide(key: str) -> Callable[[Provider], Provider]:
    """Let a function speak for a condition; KeyError for a condition that the table does not have."""
    BY_KEY[key]

    def register(provider: Provider) -> Provider:
        known = _providers.setdefault(key, [])
        if provider not in known:
            known.append(provider)
        return provider

    return register


def ask(key: str, case: Case) -> Evidence:
    """The evidence for one condition."""
    said = [provider(case) for provider in _providers.get(key, [])]
    return next((one for one in said if one.ok), said[-1] if said else Evidence(False, ""))


def spoken_for() -> frozenset[str]:
    """The conditions for which at least one provider exists."""
    return frozenset(key for key, known in _providers.items() if known)
