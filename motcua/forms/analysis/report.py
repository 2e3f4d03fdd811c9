"""What an analysis tells: findings with their place and weight, and which rule makes what."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
RANK: dict[str, int] = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right. `code` names the sort, `path` the question ("section.field"; "" = the whole form).

    `place` and `message` are for an administrator, in plain words. An error keeps the form from being published.
    """

    severity: Severity
    code: str
    path: str
    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What one rule does to one question; `words` say it, `rule` is as written in the form."""

    what: Literal["show", "require", "fill", "compute", "check"]
    words: str
    rule: str


@dataclass(frozen=True, slots=True)
class Made:
    """Everything rules do to one question."""

    path: str
    label: str
    effects: tuple[Effect, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(effect.words for effect in self.effects)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything found, errors first, each sort in the order of the form; and which rule makes what.

    `undecided` questions about rules were too hard; a finding tells where, and what to simplify.
    """

    findings: tuple[Finding, ...]
    makes: tuple[Made, ...] = ()
    undecided: int = 0

    @property
    def errors(self) -> tuple[Finding, ...]:
        return self.of("error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return self.of("warning")

    @property
    def publishable(self) -> bool:
        """Whether nothing was found that keeps the form from being published."""
        return not self.errors

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.severity == severity)

    def named(self, code: str) -> tuple[Finding, ...]:
        """The findings of one sort."""
        return tuple(one for one in self.findings if one.code == code)


def ordered(findings: list[Finding]) -> tuple[Finding, ...]:
    """The same, errors first; equal ones once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda one: RANK[one.severity]))
