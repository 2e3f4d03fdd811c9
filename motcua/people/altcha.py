"""Mã xác nhận without a picture to read: a small proof of work, bound to its purpose, good once.

Expiry follows the machine's clock, not `kit.clock`: the browser's widget compares with real time too.
"""

import base64
import hashlib
import json
import time
from datetime import UTC, datetime
from typing import Any

import altcha
from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac

from motcua.people.errors import ProofRefused
from motcua.people.models import SpentProof

ALGORITHM = "PBKDF2/SHA-256"
COST = 1000  # about 256 attempts of 1,000 rounds: under a second on a cheap phone, 1 ms to verify
LIFETIME = 20 * 60
MAX_PAYLOAD = 4096

_SPEND = "INSERT INTO people_spentproof (digest, expires_at) VALUES (%s, %s) ON CONFLICT DO NOTHING"


def challenge(purpose: str) -> dict[str, Any]:
    """A signed task for the widget, valid twenty minutes and only for `purpose`. No statement."""
    made: dict[str, Any] = altcha.create_challenge(
        ALGORITHM,
        COST,
        expires_at=int(time.time()) + LIFETIME,
        data={"purpose": purpose},
        hmac_secret=_key(),
    ).to_dict()
    return made


def verify(payload: str, purpose: str) -> None:
    """Accept a solved task once; raises `ProofRefused`. One statement, and none when the proof is false."""
    parameters = _parameters(payload)
    if parameters.get("data") != {"purpose": purpose} or parameters.get("algorithm") != ALGORITHM:
        raise ProofRefused
    if not altcha.verify_solution(payload, _key()).verified:
        raise ProofRefused
    digest = hashlib.sha256(str(parameters["nonce"]).encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(_SPEND, [digest, datetime.fromtimestamp(parameters["expiresAt"], UTC)])
        if cursor.rowcount == 0:
            raise ProofRefused


def sweep() -> int:
    """Forget spent proofs that have expired; gives how many."""
    return SpentProof.objects.filter(expires_at__lt=datetime.now(UTC)).delete()[0]


def _parameters(payload: str) -> dict[str, Any]:
    if not payload or len(payload) > MAX_PAYLOAD:
        raise ProofRefused
    try:
        found = json.loads(base64.b64decode(payload))["challenge"]["parameters"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ProofRefused from error
    if not isinstance(found, dict):
        raise ProofRefused
    return found


def _key() -> str:
    return salted_hmac("motcua.people.altcha", settings.SECRET_KEY, algorithm="sha256").hexdigest()
