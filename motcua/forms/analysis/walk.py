"""Every question of a form, also those inside rows and groups, under one address each: "section.field.sub"."""

from collections.abc import Iterator
from dataclasses import dataclass

from motcua.forms.analysis.domains import Domain
from motcua.forms.schema import Field, FormDefinition, Section

Path = tuple[str, ...]
MANY = "rows"
"""The kind whose fields are asked once a row; those of any other kind with fields are asked once."""


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """One question: its page, itself, and the repeating or plain group it stands in."""

    section: Section
    field: Field
    within: Field | None = None

    @property
    def key(self) -> str:
        """Its address in rules, as in `legal` and in checks."""
        middle = f"{self.within.key}." if self.within else ""
        return f"{self.section.key}.{middle}{self.field.key}"

    @property
    def label(self) -> str:
        return self.field.label

    @property
    def worked_out(self) -> bool:
        """Whether the form gives the answer itself, so that nobody is asked."""
        return self.field.worked_out

    @property
    def repeated(self) -> bool:
        """Whether it is asked once a row."""
        return self.within is not None and self.within.kind == MANY


def walk(form: FormDefinition) -> Iterator[Spot]:
    """Every question in the order of the form, a group before what it holds."""
    for section in form.sections:
        for field in section.fields:
            yield Spot(section, field)
            for sub in field.fields:
                yield Spot(section, sub, field)


class Index:
    """Finds the question a rule's name means, from where the rule stands."""

    def __init__(self, form: FormDefinition) -> None:
        self.form = form
        self.spots = tuple(walk(form))
        self.by_key = {spot.key: spot for spot in self.spots}
        self.order = {spot.key: number for number, spot in enumerate(self.spots)}
        self.universes: dict[tuple[str, str], Domain] = {}
        """Every value that an answer, or a part of it, can have; filled by whoever asks for it."""
        self._found: dict[tuple[Path, str, str], tuple[Spot, str] | None] = {}

    def find(self, path: Path, section: str, rows: str = "") -> tuple[Spot, str] | None:
        """The question and the part of it that `path` names; None for an unknown name.

        `rows`: key of the rows or group in the section that `item` stands for.
        """
        at = (path, section, rows)
        if at not in self._found:
            self._found[at] = self._find(path, section, rows)
        return self._found[at]

    def _find(self, path: Path, section: str, rows: str) -> tuple[Spot, str] | None:
        found = self.form.resolve(path, section, rows)
        if found is None:
            return None
        spot = self.by_key.get(".".join(filter(None, (found.section, found.field, found.sub))))
        return (spot, found.part) if spot else None
