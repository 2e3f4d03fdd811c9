"""The ID token, and every way in which it can be made wrong on command."""

import base64
import hashlib
import json
import time
from typing import Any

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

LIFE = 300
"""Seconds an honest ID token lives."""
LIES = (
    "ok", "fail", "delay", "wrong_key", "expired", "early", "old_code", "old_token", "new_keys", "wrong_nonce",
    "wrong_audience", "two_audiences", "wrong_issuer", "alg_none", "alg_hs256", "other_subject", "lower_acr", "huge",
)  # fmt: skip
_CHANGES: dict[str, dict[str, Any]] = {
    "wrong_nonce": {"nonce": "another"},
    "wrong_audience": {"aud": "another-portal"},
    "wrong_issuer": {"iss": "https://another.example"},
    "lower_acr": {"acr": "low"},
}


def half_hash(text: str) -> str:
    return _b64(hashlib.sha256(text.encode()).digest()[:16])


def honest(
    issuer: str, audience: str, subject: str, nonce: str, acr: str, amr: list[str], token: str
) -> dict[str, Any]:  # fmt: skip
    """What a truthful provider says about one sign-in."""
    now = int(time.time())
    return {
        "iss": issuer, "aud": audience, "sub": subject, "nonce": nonce, "iat": now, "exp": now + LIFE,
        "auth_time": now, "acr": acr, "amr": amr, "at_hash": half_hash(token),
    }  # fmt: skip


def token(claims: dict[str, Any], key: RSAKey, mode: str) -> str:
    """The signed token, spoiled as `mode` says."""
    now = claims["iat"]
    claims = {**claims, **_CHANGES.get(mode, {})}
    if mode == "expired":
        claims |= {"iat": now - 3600, "exp": now - 3600 + LIFE}
    if mode == "early":
        claims |= {"iat": now + 3600, "exp": now + 3600 + LIFE}
    if mode == "two_audiences":
        claims["aud"] = [claims["aud"], "another-portal"]
    if mode == "alg_none":
        return f"{_b64(json.dumps({'alg': 'none'}).encode())}.{_b64(json.dumps(claims).encode())}."
    if mode == "alg_hs256":  # the public key as a shared secret: the oldest trick
        public = OctKey.import_key(key.as_pem(private=False).replace(b"-----", b""))
        return jwt.encode({"alg": "HS256", "kid": key.kid}, claims, public)
    if mode == "wrong_key":  # names the right key, is signed by another
        return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, RSAKey.generate_key(2048))
    return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key)


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
