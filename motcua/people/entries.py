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


What = Literal[
    "passkey_added", "passkey_removed", "passkeys_ended", "authenticator", "recovery_codes", "password",
]  # fmt: skip


class KeysChanged(BaseModel):
    """What proves the person was changed: a passkey added or removed, an app, paper codes, the password.

    `passkeys_ended`: all of them at once, because the telephone they may be in is lost.
    """

    what: What


class DetailsChanged(BaseModel):
    """The person corrected what they had typed; which fields, never what stands in them."""

    fields: list[str]


class PhoneChanging(BaseModel):
    """The number that opens the account: asked for with a delay, changed, or stopped. Numbers are not kept here."""

    step: Literal["asked", "changed", "stopped"]


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


class Invited(BaseModel):
    """The holder of a telephone (not kept here) was asked to act for this account; `withdrawn` = no longer."""

    invitation: UUID
    ground: str
    scope: list[str]
    withdrawn: bool = False


class CertificateProven(BaseModel):
    """A certificate with this fingerprint proved the account."""

    fingerprint: str
    issuer: str
    valid_to: str


class ConsentGiven(BaseModel):
    """A yes to one use of personal data, and to which edition of its words."""

    purpose: str
    wording: int


class ConsentWithdrawn(BaseModel):
    """A yes taken back, or an objection to what the law allows."""

    purpose: str


class AccountClosed(BaseModel):
    """The person closed the account: what went, by count; nothing of what it held."""

    drafts: int
    keys: int
    identities: int
    mandates: int


class IdentityLinked(BaseModel):
    """An account elsewhere opens this one from now on; nothing of what it told."""

    provider: str
    assurance: int


class IdentityUnlinked(BaseModel):
    """An account elsewhere opens this one no longer; `assurance` is the level that is left."""

    provider: str
    assurance: int


class Merged(BaseModel):
    """Two accounts of one person became one, both proven: what was moved, by table; never what is in it."""

    kept: UUID
    closed: UUID
    moved: dict[str, int]


REGISTERED = kind("account.registered", Registered)
SIGNED_IN = kind("account.signed_in", SignedIn)
KEYS_CHANGED = kind("account.keys_changed", KeysChanged)
DETAILS_CHANGED = kind("account.details_changed", DetailsChanged)
PHONE_CHANGING = kind("account.phone_changing", PhoneChanging)
MANDATE_GIVEN = kind("account.mandate_given", MandateGiven)
MANDATE_ENDED = kind("account.mandate_ended", MandateEnded)
INVITED = kind("account.invited", Invited)
CERTIFICATE_PROVEN = kind("account.certificate_proven", CertificateProven)
CONSENT_GIVEN = kind("account.consent_given", ConsentGiven)
CONSENT_WITHDRAWN = kind("account.consent_withdrawn", ConsentWithdrawn)
CLOSED = kind("account.closed", AccountClosed)
IDENTITY_LINKED = kind("account.identity_linked", IdentityLinked)
IDENTITY_UNLINKED = kind("account.identity_unlinked", IdentityUnlinked)
MERGED = kind("account.merged", Merged)
