"""References people and machines use: identifiers, codes, PINs."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

import uuid_utils

from motcua.kit.clock import HANOI
from motcua.kit.words import N_, Invalid

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 signs nobody confuses when reading aloud or from bad print: no 0 O 1 I L."""
PIN_LENGTH = 10
_SECRET_LENGTH = 9
"""31⁹ = 44.6 bits: the code may not be found by trying."""
_SUBMISSION = re.compile(rf"MC-?([0-9]{{6}})-?([{ALPHABET}]{{5}})-?([{ALPHABET}]{{5}})")
_DOSSIER = re.compile(
    r"(?P<prefix>[A-Z0-9]{1,3}(?:\.[A-Z0-9]{1,3}){0,5})-(?P<day>[0-9]{6}(?:[0-9]{2})?)-(?P<sequence>[0-9]{4,8})"
)


class Chooser(Protocol):
    """Where randomness comes from: the `secrets` module, or a stand-in of a test."""

    def choice(self, seq: str, /) -> str: ...


def uuid7() -> UUID:
    """A time-ordered identifier, made here so that a row knows its name before the database sees it."""
    return UUID(int=uuid_utils.uuid7().int)


def _check(day: str, signs: str) -> str:
    """One check sign; 31 is prime, so any single wrong sign or swapped neighbours are noticed."""
    total = int(day) + sum(weight * ALPHABET.index(sign) for weight, sign in enumerate(signs, start=2))
    return ALPHABET[total % len(ALPHABET)]


def submission_code(now: datetime, random: Chooser = secrets) -> str:
    """The code given at submission, valid for ever: MC-261121-7K3F9-QXD2W (day, 9 secret signs, check)."""
    day = f"{now.astimezone(HANOI):%y%m%d}"
    signs = "".join(random.choice(ALPHABET) for _ in range(_SECRET_LENGTH))
    signs += _check(day, signs)
    return f"MC-{day}-{signs[:5]}-{signs[5:]}"


def is_submission_code(text: str) -> bool:
    """Whether `text`, however typed, is a submission code with its check sign right."""
    match = _SUBMISSION.fullmatch(normal_code(text))
    if match is None or _day(match[1]) is None:
        return False
    signs = match[2] + match[3]
    return _check(match[1], signs[:-1]) == signs[-1]


def normal_code(text: str) -> str:
    """Any code as printed: upper case, no blanks, plain dashes, those of a submission code put back."""
    code = re.sub(r"[\s\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]", "", text).upper()
    code = re.sub(r"[-‐‑‒–—―−_]+", "-", code).strip("-")
    match = _SUBMISSION.fullmatch(code)
    return f"MC-{match[1]}-{match[2]}-{match[3]}" if match else code


@dataclass(frozen=True, slots=True)
class DossierCode:
    """The official code taken apart: agency prefix, local day of receipt, running number of that day."""

    prefix: str
    day: date
    sequence: int


def _day(figures: str) -> date | None:
    full = figures if len(figures) == 8 else f"20{figures}"
    try:
        return date(int(full[:4]), int(full[4:6]), int(full[6:]))
    except ValueError:
        return None


def format_dossier_code(prefix: str, day: date, sequence: int, width: int = 4) -> str:
    """H31.117.01-261121-0001 (Circular 01/2018 Art 19); ValueError when the parts cannot make such a code."""
    code = f"{prefix}-{day:%y%m%d}-{sequence:0{width}}"
    if sequence < 1 or not 2000 <= day.year <= 2099 or not _DOSSIER.fullmatch(code):
        raise ValueError(f"{prefix!r}, {day} and {sequence} make no dossier code")
    return code


def parse_dossier_code(text: str) -> DossierCode:
    """Read an official code, also of other systems (8-figure days and numbers); Invalid otherwise."""
    match = _DOSSIER.fullmatch(normal_code(text))
    day = _day(match["day"]) if match else None
    if match is None or day is None:
        raise Invalid(N_("Mã hồ sơ chưa đúng. Hãy nhập như trên giấy hẹn, ví dụ H31.117.01-261121-0001."))
    return DossierCode(match["prefix"], day, int(match["sequence"]))


def secret_pin(key: bytes, subject: UUID, generation: int) -> str:
    """The PIN printed on Form 01: 10 signs (49 bits) derived from the key, renewed by a new generation."""
    digest = hmac.digest(key, b"pin" + subject.bytes + generation.to_bytes(4), hashlib.sha256)
    number, signs = int.from_bytes(digest), ""
    for _ in range(PIN_LENGTH):
        number, index = divmod(number, len(ALPHABET))
        signs += ALPHABET[index]
    return signs


def pin_display(pin: str) -> str:
    """XXXXX-XXXXX, as printed."""
    return f"{pin[:5]}-{pin[5:]}"


def normal_pin(text: str) -> str:
    """A typed PIN without blanks and dashes, in upper case; not checked further."""
    return re.sub(r"[^A-Z0-9]", "", normal_code(text))
