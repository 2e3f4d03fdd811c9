"""The one clock of the product, so that a test can travel and every screen agrees on the hour."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
_shift = timedelta(0)


def now() -> datetime:
    """The present moment, aware, in Vietnamese time."""
    return datetime.now(HANOI) + _shift


@contextmanager
def travel(to: datetime) -> Iterator[None]:
    """Make `now()` start from `to` and run on from there; for tests only, one traveller a process."""
    global _shift
    before = _shift
    _shift = to - datetime.now(HANOI)
    try:
        yield
    finally:
        _shift = before
