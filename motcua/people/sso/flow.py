"""There and back: what the session keeps while the browser is at the provider, and what a return must prove."""

import hashlib
import logging
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.http import HttpRequest

from motcua.kit import clock
from motcua.people import throttle
from motcua.people.errors import TooMany
from motcua.people.sso import claims, registry
from motcua.people.sso.claims import Told
from motcua.people.sso.provider import Cancelled, Lapsed, NotSignedIn, Question, Untrusted

log = logging.getLogger("motcua.sso")

ASKED = "sso_asked"
"""Session key: the questions under way, by their state."""
SECONDS = 10 * 60
MOST_ASKED = 4
"""Sign-ins one browser may have begun at once (several windows)."""
RETURNS_PER_ADDRESS = 60
WINDOW = 15 * 60


@dataclass(frozen=True, slots=True)
class Return:
    """Somebody came back, proven; `address` is where they were going."""

    told: Told
    address: str


def begin(request: HttpRequest, provider: str, redirect_uri: str, address: str) -> str:
    """Where the browser goes to sign in; `address` is where the person wants to be afterwards.

    Raises `KeyError` (no such provider), `Unreachable`, `Untrusted`.
    """
    client = registry.named(provider)
    question = Question(redirect_uri, _random(), _random(), _random())
    _let_go()
    leads = client.address(question)
    asked = dict(list(_asked(request).items())[-(MOST_ASKED - 1) :])
    asked[question.state] = {
        "provider": provider, "redirect_uri": redirect_uri, "nonce": question.nonce, "verifier": question.verifier,
        "next": address, "until": int(time.time()) + SECONDS,
    }  # fmt: skip
    request.session[ASKED] = asked
    return leads


def finish(request: HttpRequest, provider: str, query: Mapping[str, str], ip: str) -> Return:
    """Read the provider's answer; each question is answered once, whatever the answer.

    Raises `KeyError`, `Lapsed`, `Cancelled`, `Unreachable`, `Untrusted`, `TooMany`; each has `address` set to where the
    person was going, when that is known. Two requests to the provider are made, with no transaction open.
    """
    if wait := throttle.hit(f"sso-return:{ip}", RETURNS_PER_ADDRESS, WINDOW):
        raise TooMany(wait)
    client, said = registry.named(provider), registry.configuration(provider)
    assert said is not None
    kept = _take(request, query.get("state", ""))
    try:
        if kept["provider"] != provider:
            raise Untrusted("another provider was asked")
        if error := query.get("error", ""):
            raise Cancelled if error == "access_denied" else Untrusted(f"the provider refused: {error[:40]!r}")
        question = Question(kept["redirect_uri"], query["state"], kept["nonce"], kept["verifier"])
        _let_go()
        answer = client.redeem(question, query.get("code", ""), query.get("iss", ""))
        return Return(claims.told(said, answer), kept["next"])
    except NotSignedIn as error:
        if isinstance(error, Untrusted):
            log.warning("sign-in by %s refused: %s", provider, error.why)
        error.address = kept["next"]
        raise


def _asked(request: HttpRequest) -> dict[str, Any]:
    found = request.session.get(ASKED)
    now = time.time()
    return {state: one for state, one in found.items() if one["until"] > now} if isinstance(found, dict) else {}


def _take(request: HttpRequest, state: str) -> dict[str, Any]:
    """The question with this state, gone from the session and marked as used; raises `Lapsed`."""
    asked = _asked(request)
    kept: dict[str, Any] | None = asked.pop(state, None)
    if kept is None:
        raise Lapsed
    request.session[ASKED] = asked
    digest, until = hashlib.sha256(f"sso:{state}".encode()).hexdigest(), clock.now() + timedelta(seconds=SECONDS)
    with connection.cursor() as cursor:  # two tabs at once: the database says which came first
        cursor.execute(
            "INSERT INTO people_spentproof (digest, expires_at) VALUES (%s, %s) ON CONFLICT DO NOTHING",
            [digest, until],
        )
        if cursor.rowcount != 1:
            raise Lapsed
    return kept


def _let_go() -> None:
    """Give the database connection back before waiting for somebody else's server: others may need it."""
    if not connection.in_atomic_block:
        connection.close()


def _random() -> str:
    return secrets.token_urlsafe(36)  # 48 signs: long enough as a PKCE verifier (RFC 7636: 43 to 128)
