"""What the pages of all acts share: entries to fill, sentences about what follows, reading what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, ClassVar, Literal

from motcua.dossiers.models import Dossier
from motcua.kit.actor import Actor

EntryKind = Literal["text", "long_text", "date", "tick", "amount", "ask"]
ButtonKind = Literal["primary", "secondary", "warning"]
Preview = Literal["", "typed", "stored"]
Typed = Mapping[str, str]
FOLD_ABOVE = 6
"""A group with more entries than this is folded until something in it is ticked."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to fill in. `ask` is a tick that opens a line for what is wrong (`<name>-problem`).

    `group` is the heading under which it stands; entries of one group follow each other.
    """

    name: str
    label: str
    kind: EntryKind
    hint: str = ""
    required: bool = True
    group: str = ""
    value: str = ""
    ticked: bool = False
    problem: str = ""

    def filled(self, typed: Typed, problems: Typed) -> "Entry":
        """With what was typed and with what is wrong about it; a faulty question is never folded away."""
        problem = problems.get(self.name, "")
        written = f"{self.name}-problem" if self.kind == "ask" else self.name
        ticked = bool(typed.get(self.name)) or (self.kind == "ask" and bool(problem))
        return replace(self, value=typed.get(written, ""), ticked=ticked, problem=problem)


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading ("" = none)."""

    title: str
    entries: list[Entry]

    @property
    def folded(self) -> bool:
        return bool(self.title) and len(self.entries) > FOLD_ABOVE

    @property
    def open(self) -> bool:
        return any(entry.ticked for entry in self.entries)


def grouped(entries: Sequence[Entry]) -> list[Group]:
    return [Group(title, list(members)) for title, members in groupby(entries, lambda entry: entry.group)]


class Faulty(Exception):
    """What was typed cannot be used: name of the entry → what to do about it."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(problems)
        self.problems = dict(problems)


class Blank:
    """The page of one act on one dossier."""

    button: ClassVar[ButtonKind] = "primary"
    preview: ClassVar[Preview] = ""

    def __init__(self, dossier: Dossier, actor: Actor) -> None:
        self.dossier = dossier
        self.actor = actor

    def follows(self) -> list[str]:
        """What will happen when the button is pressed, in plain sentences."""
        return []

    def why(self) -> list[str]:
        """Why the date that the act leads to is that date; nothing when it moves none."""
        return []

    def asked(self) -> list[Entry]:
        """What there is to fill in, as on an untouched page."""
        return []

    def entries(self, typed: Typed, problems: Typed) -> list[Entry]:
        """The same with what was typed kept; an untouched page passes nothing typed."""
        return [entry.filled(typed, problems) if typed else entry for entry in self.asked()]

    def arguments(self, typed: Typed) -> dict[str, Any]:
        """The arguments of the act; raises `Faulty`."""
        return {}
