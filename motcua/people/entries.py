"""What the journal keeps of accounts: never a code, a password or an address of the network."""

from typing import Literal

from pydantic import BaseModel

from motcua.journal.kinds import kind

How = Literal["code", "password"]


class Registered(BaseModel):
    """An account was opened."""

    kind: str


class SignedIn(BaseModel):
    """Somebody signed in, and by which means."""

    how: How


REGISTERED = kind("account.registered", Registered)
SIGNED_IN = kind("account.signed_in", SignedIn)
