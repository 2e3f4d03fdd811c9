"""Secrets in the database, readable only with the key of this installation (and the keys it had before)."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

__all__ = ["InvalidToken", "open_sealed", "seal"]


def seal(secret: bytes, purpose: str) -> bytes:
    """Encrypt and authenticate; only the same `purpose` opens it again."""
    return _keys(purpose).encrypt(secret)


def open_sealed(sealed: bytes, purpose: str) -> bytes:
    """The secret again; raises `InvalidToken` when it was changed or sealed by a key no longer known."""
    return _keys(purpose).decrypt(sealed)


def _keys(purpose: str) -> MultiFernet:
    known = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(str(key), purpose)) for key in known])


def _derived(key: str, purpose: str) -> bytes:
    made = salted_hmac(f"motcua.people.sealed.{purpose}", "key", secret=key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(hashlib.sha256(made).digest())
