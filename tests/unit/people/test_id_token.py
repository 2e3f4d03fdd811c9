"""The ID token itself, one lie at a time: each claim is checked though all the others are true."""

import base64
import json
from functools import cache
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from joserfc import jwk

from motcua.kit import clock
from motcua.people.adapters import oidc_http, oidc_tokens
from motcua.people.sso.provider import Configuration, Question, Untrusted

SAID = Configuration("vneid", "https://provider.example", "motcua", "secret")
ASKED = Question("https://motcua.example/ve/", "state", "nonce-of-this-question", "verifier")
MINUTE = 60


@cache
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def published(anew: bool = False) -> list[dict[str, Any]]:
    public: dict[str, Any] = jwk.import_key(key().public_key(), "RSA").as_dict(private=False)
    return [{**public, "kid": "one", "use": "sig", "alg": "RS256"}]


def part(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def token(header: dict[str, Any] | None = None, **lies: Any) -> str:
    """Signed by the provider's own key; `lies` replace claims, None leaves one out."""
    now = int(clock.now().timestamp())
    claims = {
        "iss": SAID.issuer, "aud": SAID.client_id, "sub": "person-1", "nonce": ASKED.nonce, "iat": now,
        "exp": now + 5 * MINUTE,
    } | lies  # fmt: skip
    told = {name: value for name, value in claims.items() if value is not None}
    head = {"alg": "RS256", "kid": "one", **(header or {})}
    signed = f"{part(json.dumps(head).encode())}.{part(json.dumps(told).encode())}"
    return f"{signed}.{part(key().sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def check(given: str) -> dict[str, Any]:
    return oidc_tokens.check(given, "access", SAID, ASKED, published)


def ago(minutes: float) -> int:
    return int(clock.now().timestamp() - minutes * MINUTE)


def test_a_true_token_says_who_it_is() -> None:
    assert check(token())["sub"] == "person-1"
    assert check(token(aud=["motcua"], azp="motcua"))["sub"] == "person-1"


@pytest.mark.parametrize(
    "lie",
    [
        {"aud": "another"}, {"aud": "another", "azp": "motcua"}, {"aud": None}, {"iss": "https://evil.example"},
        {"iss": None}, {"nonce": "of another question"}, {"nonce": None}, {"sub": ""}, {"sub": 7}, {"sub": None},
        {"sub": "x" * 256}, {"exp": 2}, {"exp": None}, {"iat": 12}, {"iat": -5}, {"iat": None},
    ],
)  # fmt: skip
def test_one_false_claim_is_enough(lie: dict[str, Any]) -> None:
    """`exp` and `iat` are minutes ago."""
    told = {name: ago(value) if name in ("exp", "iat") and value is not None else value for name, value in lie.items()}
    with pytest.raises(Untrusted):
        check(token(**told))


@pytest.mark.parametrize("header", [{"crit": ["b64"], "b64": True}, {"alg": "none"}, {"alg": "HS256"}, {"kid": "two"}])
def test_a_header_that_asks_for_something_else_is_refused(header: dict[str, Any]) -> None:
    with pytest.raises(Untrusted):
        check(token(header))


@pytest.mark.parametrize("address", ["http://provider.example/token", "ftp://provider.example", "//provider.example"])
def test_only_an_encrypted_address_is_asked(address: str) -> None:
    with pytest.raises(Untrusted):
        oidc_http.secure(address)
    assert oidc_http.secure("https://provider.example/token")
