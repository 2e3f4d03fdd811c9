"""What the journal keeps of accounts: never a code, a password or an address of the network."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from motcua.journal.kinds import kind

How = Literal["code", "password", "passkey", "e_identity", "national_portal", "certificate", "staff_directory"]


class Registered(BaseModel):
    """An account was opened."""

    kind: str


class SignedIn(BaseModel):
    """Somebody signed in, and by which means."""

    how: How


class MandateGiven(BaseModel):
    """`agent` may act for `principal`; `offered` = the agent has not said yes so far."""

    mandate: UUID
    principal: UUID
    agent: UUID
    ground: str
    scope: list[str]
    offered: bool


class MandateEnded(BaseModel):
    """A mandate works no longer."""

    mandate: UUID
    agent: UUID


REGISTERED = kind("account.registered", Registered)
SIGNED_IN = kind("account.signed_in", SignedIn)
MANDATE_GIVEN = kind("account.mandate_given", MandateGiven)
MANDATE_ENDED = kind("account.mandate_ended", MandateEnded)
