"""The rule, pure: from evidence to level, visits, toàn trình or một phần, and the national code.

Decree 42/2022 and its successor Decree 224/2026 know only toàn trình and một phần; the national database knows
the codes 2, 3 and 4 (DOMAIN §2.1). Visits: levels 1–2 two, level 3 one, level 4 none (R8, R10, R13).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.catalogue.levels.conditions import CONDITIONS, Condition

MOST = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """A condition and what was found of it."""

    condition: Condition
    ok: bool
    said: str


@dataclass(frozen=True, slots=True)
class Proof:
    """The level and every finding behind it. `free_usually`: nothing is paid in the usual case."""

    findings: tuple[Finding, ...]
    free_usually: bool = False

    @property
    def level(self) -> int:
        """0 when even the eleven items are not complete, else 1–4."""
        return level_of({finding.condition.key: finding.ok for finding in self.findings})

    @property
    def visits(self) -> int:
        """How often one must come to an office in the usual case: 2, 1 or 0."""
        if self.level <= 2:
            return 2
        return 0 if self.level == MOST or self._nothing_on_site() else 1

    @property
    def full_online(self) -> bool:
        """Whether the law calls it toàn trình: done and received without coming."""
        return self.level >= 3 and self.visits == 0

    @property
    def national_code(self) -> str:
        """MucDo of the national database: 2 information, 3 một phần, 4 toàn trình."""
        if self.level < 3:
            return "2"
        return "4" if self.full_online else "3"

    def lacking(self, level: int) -> tuple[Finding, ...]:
        """What is not met for `level`, in the order of the table."""
        return tuple(one for one in self.findings if not one.ok and one.condition.level <= level)

    def _met(self, key: str) -> bool:
        return any(finding.ok for finding in self.findings if finding.condition.key == key)

    def _nothing_on_site(self) -> bool:
        paid = self._met("payment") or self.free_usually
        return paid and self._met("delivery") and self._met("presence")


def level_of(met: Mapping[str, bool]) -> int:
    """The highest level whose conditions, and those of every lower level, are all met."""
    unmet = [condition.level for condition in CONDITIONS if not met.get(condition.key, False)]
    return min(unmet) - 1 if unmet else MOST
