"""One part of the measurement: its figures, its promises, and what is said beside them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.figures import Figure, Target

Say = Callable[[str], None]
"""Tells who waits what is being measured."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a part found. `steps` are requests of a road, which have no rate of their own."""

    title: str
    figures: Sequence[Figure] = ()
    targets: Sequence[Target] = ()
    told: Sequence[str] = ()
    steps: Sequence[Figure] = field(default=())

    def find(self, name: str, at_once: int = 1) -> Figure | None:
        """The figure or step of this name, if it was measured."""
        return next((one for one in (*self.figures, *self.steps) if (one.name, one.at_once) == (name, at_once)), None)
