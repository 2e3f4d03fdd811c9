"""Forgetting codes, windows of attempts, spent proofs, sessions and devices; changing numbers that waited."""

from motcua.journal.jobs import periodic
from motcua.people import api, devices, phones


@periodic("people.sweep", "*/30 * * * *")
def sweep() -> None:
    """Every half hour; safe to run at any time."""
    api.sweep()
    devices.sweep()


@periodic("people.change_phones", "*/10 * * * *")
def change_phones() -> None:
    """Every ten minutes: numbers whose delay is over begin to work; safe to run at any time."""
    phones.carry_out_due()
