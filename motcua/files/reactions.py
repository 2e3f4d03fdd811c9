"""What upper floors do when a file that was taken turns out to be infected."""

from collections.abc import Callable

from pydantic import BaseModel

from motcua.files.models import StoredFile
from motcua.journal import api as journal
from motcua.journal.kinds import kind
from motcua.kit.actor import Actor

Hook = Callable[[StoredFile], None]
_hooks: list[Hook] = []


class FileInfected(BaseModel):
    """Which file, by id, and what the scanner calls the thing."""

    file: str
    found: str


INFECTED = kind("file.infected", FileInfected)


def on_infected(hook: Hook) -> Hook:
    """Call `hook(file)` when a kept file is found infected, in the transaction that marks it."""
    if hook not in _hooks:
        _hooks.append(hook)
    return hook


def mark_infected(file: StoredFile, found: str) -> None:
    """Lock the file away, record it, tell the upper floors; needs a transaction."""
    file.scan, file.scan_detail = StoredFile.Scan.INFECTED, found[:200]
    file.save(update_fields=["scan", "scan_detail"])
    journal.record(INFECTED, file.subject, actor=Actor.SYSTEM, payload=FileInfected(file=str(file.id), found=found))
    for hook in _hooks:
        hook(file)
