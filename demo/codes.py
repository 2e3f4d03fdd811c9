"""The demonstration officers' authenticator apps: each secret follows from the phone, so that everybody can try.

Public on purpose, like the password: never use such a secret anywhere else.
"""

import hashlib
import time

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

STEP = 30


def secret(phone: str) -> bytes:
    """The secret of the app of the officer with this phone."""
    return hashlib.sha256(f"motcua demonstration {phone}".encode()).digest()[:20]


def code(phone: str, step: int | None = None) -> str:
    """The code the app shows now, or in a step of thirty seconds counted from 1970."""
    at = time.time() if step is None else step * STEP
    return TOTP(secret(phone), 6, SHA1(), STEP).generate(int(at)).decode()  # noqa: S303 - what every app speaks
