"""How one document differs from another, in words for a table."""

from motcua.catalogue.comparing import compare
from motcua.catalogue.schema import ProcedureFile


def between(old: ProcedureFile, new: ProcedureFile) -> list[tuple[str, str, str]]:
    """(what, before, after) for everything that differs."""
    return [(change.item, change.before, change.after) for change in compare(old, new)]
