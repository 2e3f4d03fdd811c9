"""Whether what tests publish counts as rehearsed. Everywhere but in the tests of rehearsal itself it does: they change
procedures in a hundred ways, and to rehearse each would take longer than all of them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from motcua.rehearsal import store
from motcua.rehearsal.store import Outcome

_real = store.outcome


def _believed(digest: str) -> Outcome | None:
    return Outcome(True, "được tin trong kiểm thử")


def believe() -> None:
    """From now on every form counts as rehearsed."""
    store.outcome = _believed


@contextmanager
def doubt() -> Iterator[None]:
    """Only what was rehearsed counts, as outside of tests."""
    store.outcome = _real
    store.forget()
    try:
        yield
    finally:
        believe()
        store.forget()
