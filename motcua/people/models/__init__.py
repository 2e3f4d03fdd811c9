"""The tables of people: accounts, what opens them, on whose behalf somebody acts, what they consented to."""

from motcua.people.models.accounts import Account, Accounts
from motcua.people.models.codes import OneTimeCode, SpentProof
from motcua.people.models.consents import Consent
from motcua.people.models.devices import Device, PhoneChange
from motcua.people.models.identities import Certificate, Identity
from motcua.people.models.invitations import Invitation
from motcua.people.models.keys import Authenticator, Passkey, RecoveryCode
from motcua.people.models.mandates import Mandate

__all__ = [
    "Account", "Accounts", "Authenticator", "Certificate", "Consent", "Device", "Identity", "Invitation", "Mandate",
    "OneTimeCode", "Passkey", "PhoneChange", "RecoveryCode", "SpentProof",
]  # fmt: skip
