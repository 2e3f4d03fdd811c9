"""The ID token: signed by a key of the provider, meant for us, fresh, and an answer to our own question.

OpenID Connect Core 1.0 §3.1.3.7. Signatures are checked by joserfc, claims by authlib's `CodeIDToken`.
"""

import base64
import json
from collections.abc import Callable
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwk, jwt
from joserfc.errors import JoseError

from motcua.kit import clock
from motcua.people.sso.provider import Configuration, Question, Untrusted

ALGORITHMS = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC"}
"""Accepted signatures and the kind of key each needs. Never `none`, never a shared secret."""
SKEW = 60
"""Seconds by which the provider's clock may differ from ours."""
OLDEST = 10 * 60
"""Seconds since the token was written: it answers a question asked a moment ago."""
LONGEST = 16 * 1024
MOST_KEYS = 20
Keys = list[dict[str, Any]]


def check(
    token: object, access_token: str, said: Configuration, question: Question,
    keys: Callable[[bool], Keys],
) -> dict[str, Any]:  # fmt: skip
    """The claims of a good token; raises `Untrusted`.

    `keys(False)` gives the keys known already, `keys(True)` looks for new ones: a provider may change them any day.
    """
    if not isinstance(token, str) or len(token) > LONGEST or token.count(".") != 2:
        raise Untrusted("no ID token")
    header = _header(token)
    algorithm = header.get("alg")
    if algorithm not in ALGORITHMS or "crit" in header:
        raise Untrusted(f"the ID token is signed by {str(algorithm)[:20]}")
    claims = _verified(token, header, keys(False)) or _verified(token, header, keys(True))
    if claims is None:
        raise Untrusted("no key of the provider signed the ID token")
    _claims(claims, header, access_token, said, question)
    return claims


def _header(token: str) -> dict[str, Any]:
    part = token.split(".", 1)[0]
    try:
        found = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, RecursionError) as error:
        raise Untrusted("the ID token is malformed") from error
    if not isinstance(found, dict):
        raise Untrusted("the ID token is malformed")
    return found


def _verified(token: str, header: dict[str, Any], keys: Keys) -> dict[str, Any] | None:
    """The claims, when one of the keys that the header may mean has signed them."""
    kid, kind = header.get("kid"), ALGORITHMS[header["alg"]]
    for key in keys[:MOST_KEYS]:
        if key.get("kty") != kind or key.get("use", "sig") != "sig" or key.get("alg", header["alg"]) != header["alg"]:
            continue
        if kid is not None and key.get("kid") != kid:
            continue
        try:
            return dict(jwt.decode(token, jwk.import_key(key), algorithms=[header["alg"]]).claims)
        except (JoseError, ValueError, TypeError, KeyError):
            continue
    return None


def _claims(
    claims: dict[str, Any], header: dict[str, Any], access_token: str, said: Configuration, question: Question
) -> None:
    now = int(clock.now().timestamp())
    wanted = {
        "iss": {"essential": True, "value": said.issuer},
        "aud": {"essential": True, "value": said.client_id},
        "nonce": {"essential": True, "value": question.nonce},
    }
    params = {"nonce": question.nonce, "client_id": said.client_id, "access_token": access_token}
    try:
        CodeIDToken(claims, header, wanted, params).validate(now=now, leeway=SKEW)
        if claims["iat"] < now - OLDEST - SKEW:
            raise Untrusted("the ID token is old")
    except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Untrusted(f"the ID token says something wrong: {type(error).__name__}") from error
    if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
        raise Untrusted("the ID token names nobody")
