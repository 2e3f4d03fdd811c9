"""What the journal keeps of the store: which paper, never what stands on it. Subject: `store_of(owner)`."""

from uuid import UUID

from pydantic import BaseModel

from motcua.journal.kinds import kind


def store_of(owner: UUID) -> str:
    return f"vault:{owner}"


def looks_at(item: UUID) -> str:
    return f"paper-looks:{item}"


class Kept(BaseModel):
    """A paper came into the store."""

    item: UUID
    sort: str
    source: str
    sha256: str


class Changed(BaseModel):
    """What is said of a paper was changed, or its state; `fields` names what."""

    item: UUID
    fields: list[str]
    state: str


class Removed(BaseModel):
    """The owner deleted a paper."""

    item: UUID
    sha256: str


class Used(BaseModel):
    """A copy was given away with the owner's consent: to which subject."""

    item: UUID
    given_to: str
    file: UUID
    sha256: str


class Looked(BaseModel):
    """Somebody who acts for the owner opened a paper or its file; a chain a paper (`looks_at`)."""

    what: str


class Emptied(BaseModel):
    """All papers went: the account was closed."""

    items: int


class Moved(BaseModel):
    """All papers went to another account of the same person."""

    to: UUID
    items: int


KEPT = kind("vault.kept", Kept)
CHANGED = kind("vault.changed", Changed)
REMOVED = kind("vault.removed", Removed)
USED = kind("vault.used", Used)
LOOKED = kind("vault.looked", Looked)
EMPTIED = kind("vault.emptied", Emptied)
MOVED = kind("vault.moved", Moved)
