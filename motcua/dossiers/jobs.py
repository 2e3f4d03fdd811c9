"""Work of this floor by the clock."""

from motcua.dossiers import keeping
from motcua.journal.jobs import periodic


@periodic("dossiers.keep", "40 2 * * *")
def keep() -> None:
    """Every night: notices, then what is over; safe to run at any time."""
    keeping.run()
