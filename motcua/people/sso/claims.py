"""What a provider said, in our own names: cleaned, bounded, and nothing that was not asked for."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from motcua.kit import identity
from motcua.kit.vietnamese import clean
from motcua.kit.words import Invalid
from motcua.people.sso.provider import Answer, Configuration, Untrusted

LONGEST = 150
KEPT = (
    "full_name", "personal_id", "birth_date", "sex", "address", "phone", "email", "passport", "organisation_name",
    "tax_code", "business_code",
)  # fmt: skip
MULTIPLE = frozenset({"mfa", "hwk", "swk", "fpt", "face", "sc"})
"""Values of `amr` (RFC 8176) that mean more than a password."""


@dataclass(frozen=True, slots=True)
class Told:
    """One person or organisation as a provider vouches for it; an empty text was not told.

    `assurance` is ours (DOMAIN §2.9): never more than the answer proves. `second_factor`: signed in with more than a
    password, proven by acr or amr.
    """

    provider: str
    subject: str
    organisation: bool = False
    full_name: str = ""
    personal_id: str = ""
    birth_date: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    sex: str = ""
    passport: str = ""
    organisation_name: str = ""
    tax_code: str = ""
    business_code: str = ""
    assurance: int = 1
    email_verified: bool = False
    second_factor: bool = False

    def kept(self) -> dict[str, str]:
        """What an `Identity` remembers of it, for its owner to see."""
        return {name: value for name in KEPT if (value := getattr(self, name))}

    def as_session(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_session(cls, kept: Mapping[str, Any]) -> Self:
        return cls(**kept)


def told(said: Configuration, answer: Answer) -> Told:
    """Read an answer by the table of its provider; raises `Untrusted` when it names nobody."""
    value = {name: _first(answer.claims, claims) for name, claims in said.names.items()}
    organisation = value.get("account_type", "").upper() in said.organisations
    name = clean(value.get("full_name", ""))[:LONGEST]
    company = clean(value.get("organisation_name", ""))[:250] if organisation else ""
    if not name and not company:
        raise Untrusted("the provider tells no name")
    return Told(
        provider=said.name, subject=answer.subject, organisation=organisation, full_name=name or company[:LONGEST],
        personal_id="" if organisation else _personal_id(value.get("personal_id", "")),
        birth_date=_date(value.get("birth_date", "")), address=clean(value.get("address", ""))[:250],
        phone=_phone(value.get("phone", "")), email=_email(value.get("email", "")), organisation_name=company,
        tax_code=_tax_code(value.get("tax_code", "")) if organisation else "",
        sex=clean(value.get("sex", ""))[:20], passport=clean(value.get("passport", ""))[:20],
        business_code=clean(value.get("business_code", ""))[:20] if organisation else "",
        assurance=_level(said, answer, value.get("level", "")),
        email_verified=answer.claims.get("email_verified") is True,
        second_factor=_strong(said, answer),
    )  # fmt: skip


def _first(claims: Mapping[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        found = claims.get(name)
        if isinstance(found, str | int) and not isinstance(found, bool) and str(found).strip():
            return str(found).replace("\0", "").strip()[:1000]
    return ""


def _strong(said: Configuration, answer: Answer) -> bool:
    return (bool(said.acr) and answer.acr in said.acr) or bool(MULTIPLE & set(answer.amr))


def _level(said: Configuration, answer: Answer, level: str) -> int:
    """Our level: theirs by the table, but 1 when the way of signing in is not the one asked for."""
    if said.acr and answer.acr not in said.acr:
        return 1
    return min(2, max(1, said.levels.get(level, 1)))


def _personal_id(text: str) -> str:
    try:
        return identity.PersonalId.parse(text).number if text else ""
    except Invalid:
        return ""


def _phone(text: str) -> str:
    try:
        number = identity.phone(text) if text else ""
    except Invalid:
        return ""
    return "" if number.startswith("02") else number


def _tax_code(text: str) -> str:
    try:
        return identity.tax_code(text) if text else ""
    except Invalid:
        return ""


def _email(text: str) -> str:
    return text if re.fullmatch(r"[^@\s]{1,64}@[^@\s]{1,180}\.[^@\s.]{2,20}", text) else ""


def _date(text: str) -> str:
    """ISO, from "1995-03-12" or "12/03/1995"."""
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        text = f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        return ""
