"""What a rehearsal tells: which branches were taken, which could not be, and what broke with which answers."""

from dataclasses import dataclass, field
from typing import Any

from motcua.forms.answers import Answers


@dataclass(frozen=True, slots=True)
class Way:
    """One branch by its stable key and in words."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that broke: `what` in plain words, `where` the step or question, `answers` those that broke it."""

    where: str
    what: str
    answers: Answers | None = None


@dataclass(slots=True)
class Rehearsal:
    """One form, or one procedure with its form. `digest` is of everything that was rehearsed.

    `impossible` branches are proved to have no answers; the others not taken are `missed`. `steps` are those of the
    road through the office that were done, `papers` how many papers were drawn.
    """

    code: str
    form: str
    digest: str
    taken: list[Way] = field(default_factory=list)
    missed: list[Way] = field(default_factory=list)
    impossible: list[Way] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    documents: int = 0
    papers: int = 0
    steps: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def total(self) -> int:
        """Branches that answers can take."""
        return len(self.taken) + len(self.missed)

    @property
    def green(self) -> bool:
        """Every branch taken and nothing broken."""
        return not self.missed and not self.faults

    def data(self) -> dict[str, Any]:
        """For programs."""
        return {
            "code": self.code, "form": self.form, "digest": self.digest, "green": self.green,
            "branches": self.total, "taken": len(self.taken), "documents": self.documents, "papers": self.papers,
            "steps": self.steps, "seconds": round(self.seconds, 2),
            "missed": [{"key": way.key, "words": way.words} for way in self.missed],
            "impossible": [{"key": way.key, "words": way.words} for way in self.impossible],
            "faults": [{"where": one.where, "what": one.what, "answers": one.answers} for one in self.faults],
        }  # fmt: skip
