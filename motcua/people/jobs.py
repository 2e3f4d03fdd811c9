"""Forgetting: codes, windows of attempts and spent proofs that are over."""

from motcua.journal.jobs import periodic
from motcua.people import api


@periodic("people.sweep", "*/30 * * * *")
def sweep() -> None:
    """Every half hour; safe to run at any time."""
    api.sweep()
