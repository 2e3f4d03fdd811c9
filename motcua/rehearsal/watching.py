"""How far a rehearsal is, told now and then, and until when it goes on."""

import time
from collections.abc import Callable

PAUSE = 2.0
"""Seconds at least between two words about it, however many branches are settled meanwhile."""


class Watch:
    """Counts branches that are settled: taken, missed or proved impossible."""

    def __init__(self, tell: Callable[[int, int], None] | None = None, seconds: float | None = None) -> None:
        """`tell` hears how many of how many; what it raises ends all. After `seconds` nothing new is tried."""
        self.settled = 0
        self.count = 0
        self._tell = tell
        self._next = 0.0
        self._until = time.monotonic() + seconds if seconds is not None else None

    def expect(self, count: int) -> None:
        """So many branches more will be tried."""
        self.count += count

    def settle(self, count: int = 1) -> None:
        """So many are settled."""
        self.settled += count

    def late(self) -> bool:
        """Whether the time is over. Asked wherever a search may be long, so it also shows that one is alive."""
        now = time.monotonic()
        if now >= self._next:
            self.say()
        return self._until is not None and now > self._until

    def say(self) -> None:
        """Tell it now."""
        self._next = time.monotonic() + PAUSE
        if self._tell is not None:
            self._tell(self.settled, self.count)
