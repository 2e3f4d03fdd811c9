"""What an import did: counts for everybody, one entry a record for those who ask."""

import resource
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from motcua.catalogue.comparing import Change
from motcua.catalogue.importers.mapping import Made
from motcua.catalogue.importers.text import shortened

Outcome = Literal["taken", "unchanged", "changed", "conflicts", "repeated", "refused"]
OUTCOMES: tuple[Outcome, ...] = ("taken", "unchanged", "changed", "refused", "conflicts", "repeated")
MOST_TROUBLES = 1_000
MOST_TOLD = 600


@dataclass(slots=True)
class Report:
    """Counts by outcome and item; `troubles` = refused lines and unreadable files (the first thousand)."""

    dry_run: bool = False
    details: bool = False
    files: list[dict[str, Any]] = field(default_factory=list)
    records: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    understood: Counter[str] = field(default_factory=Counter)
    doubts: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    names: int = 0
    troubles: list[dict[str, Any]] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)
    unreadable: int = 0
    started: float = field(default_factory=time.monotonic)

    def refuse(self, file: str, line: int, why: str, code: str = "") -> None:
        """A record was not taken."""
        self.records += 1
        self.outcomes["refused"] += 1
        self._trouble({"file": file, "line": line, "code": code, "why": shortened(why, MOST_TOLD)})

    def fail(self, file: str, why: str) -> None:
        """A file could not be read to its end, so nothing of it was taken."""
        self.unreadable += 1
        self._trouble({"file": file, "line": 0, "code": "", "why": why})

    def note(
        self, file: str, line: int, code: str, outcome: Outcome, made: Made | None, changes: Sequence[Change] = ()
    ) -> None:
        """A record was dealt with; `made` is None for a bare name."""
        self.records += 1
        self.outcomes[outcome] += 1
        doubts = [doubt.model_dump(exclude_defaults=True) for doubt in made.document.doubts] if made else []
        if made is None:
            self.names += 1
        elif outcome != "repeated":
            self.understood.update(made.understood.keys())
            self.doubts.update({doubt["item"] for doubt in doubts})
            self.missing.update(made.missing)
        if self.details or outcome in ("changed", "conflicts"):
            entry: dict[str, Any] = {"file": file, "line": line, "code": code, "outcome": outcome}
            if changes:
                entry["changes"] = [
                    {"item": change.item, "before": shortened(change.before, MOST_TOLD),
                     "after": shortened(change.after, MOST_TOLD)}
                    for change in changes
                ]  # fmt: skip
            if made is not None and self.details:
                entry |= {"understood": made.understood, "doubts": doubts, "missing": made.missing}
            if self.details or len(self.entries) < MOST_TROUBLES:
                self.entries.append(entry)

    def _trouble(self, entry: dict[str, Any]) -> None:
        if len(self.troubles) < MOST_TROUBLES:
            self.troubles.append(entry)

    @property
    def exit_code(self) -> int:
        """0 all fine, 1 some records were refused, 2 a file could not be read."""
        return 2 if self.unreadable else 1 if self.outcomes["refused"] else 0

    def data(self) -> dict[str, Any]:
        """For a program: one JSON object."""
        made: dict[str, Any] = {
            "dry_run": self.dry_run, "files": self.files, "records": self.records,
            **{name: self.outcomes[name] for name in OUTCOMES},
            "names": self.names, "unreadable_files": self.unreadable,
            "understood": dict(self.understood.most_common()), "doubts": dict(self.doubts.most_common()),
            "missing": dict(self.missing.most_common()), "troubles": self.troubles,
            "seconds": round(time.monotonic() - self.started, 2), "peak_mb": peak(),
        }  # fmt: skip
        if self.entries:
            made["records_report"] = self.entries
        return made


def peak() -> int:
    """The most memory this process ever held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
