"""Things that change rarely, remembered in this process for a minute."""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

SECONDS = 60


class Remembered(Generic[Key, Value]):
    """A value per key, made when asked and kept at most a minute; what is empty is never kept.

    Two threads may make the same value at once: harmless, the later one stays. `most` bounds the keys where
    people choose them: everything is dropped when there are more.
    """

    def __init__(self, make: Callable[[Key], Value], seconds: float = SECONDS, most: int = 0) -> None:
        self._make = make
        self._seconds = seconds
        self._most = most
        self._kept: dict[Key, tuple[float, Value]] = {}

    def get(self, key: Key) -> Value:
        until, value = self._kept.get(key, (0.0, None))
        if value is not None and time.monotonic() < until:
            return value
        made = self._make(key)
        if made:
            if self._most and len(self._kept) >= self._most:
                self._kept.clear()
            self._kept[key] = (time.monotonic() + self._seconds, made)
        return made

    def forget(self) -> None:
        """Drop everything, after a change in this process."""
        self._kept.clear()
