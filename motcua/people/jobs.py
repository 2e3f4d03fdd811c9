"""Forgetting: codes, windows of attempts, spent proofs, sessions and devices that are over."""

from motcua.journal.jobs import periodic
from motcua.people import api, devices


@periodic("people.sweep", "*/30 * * * *")
def sweep() -> None:
    """Every half hour; safe to run at any time."""
    api.sweep()
    devices.sweep()
