"""Samples and what is said of them. Times are seconds inside, milliseconds when shown."""

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """One measured thing; `statements` and `inside` (seconds in the server) are known for requests only."""

    seconds: float
    statements: int | None = None
    inside: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table. `statements` is the most that any sample asked."""

    name: str
    at_once: int
    count: int
    median: float
    p95: float
    per_second: float
    statements: int | None
    inside: float | None

    @classmethod
    def of(cls, name: str, samples: Sequence[Sample], *, at_once: int = 1, lasted: float | None = None) -> "Figure":
        """Raises ValueError without samples. `lasted`: seconds of the whole run, when it ran side by side."""
        times = sorted(sample.seconds for sample in samples)
        if not times:
            raise ValueError(f"{name}: nothing was measured")
        asked = [sample.statements for sample in samples if sample.statements is not None]
        inside = [sample.inside for sample in samples if sample.inside is not None]
        return cls(
            name, at_once, len(times), statistics.median(times), times[min(len(times) - 1, int(len(times) * 0.95))],
            len(times) / (lasted or sum(times)), max(asked) if asked else None,
            statistics.median(inside) if inside else None,
        )  # fmt: skip

    def data(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Target:
    """One promise beside what was reached: `wanted` is a ceiling when `most`, else a floor."""

    name: str
    wanted: float
    reached: float
    unit: str
    most: bool

    @property
    def kept(self) -> bool:
        return self.reached <= self.wanted if self.most else self.reached >= self.wanted

    def data(self) -> dict[str, object]:
        return {**asdict(self), "kept": self.kept}
