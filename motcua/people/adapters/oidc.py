"""OpenID Connect: discovery, authorization code with PKCE, ID token, userinfo. One client for every provider."""

import base64
import logging
import time
from dataclasses import dataclass
from threading import Lock
from typing import Any
from urllib.parse import quote, urlencode

from authlib.oauth2.rfc7636 import create_s256_code_challenge

from motcua.people.adapters import oidc_http, oidc_tokens
from motcua.people.errors import Refused
from motcua.people.sso.provider import Answer, Configuration, Question, Untrusted

log = logging.getLogger("motcua.sso")

KNOWN_SECONDS = 3600
REFETCHES, REFETCH_SECONDS = 5, 60
"""How often a strange signature may make us look for new keys."""
LONGEST_CODE = 2048


@dataclass
class _Known:
    """What a provider publishes, remembered for an hour."""

    document: dict[str, Any]
    until: float
    keys: oidc_tokens.Keys | None = None
    refetched: tuple[float, ...] = ()


_memory: dict[str, _Known] = {}
_lock = Lock()


def forget() -> None:
    """Ask every provider anew."""
    _memory.clear()


class OpenIdConnect:
    """One configured provider; cheap to make."""

    def __init__(self, said: Configuration) -> None:
        self.said = said

    def address(self, question: Question) -> str:
        document = self._published().document
        asked = {
            "response_type": "code",
            "client_id": self.said.client_id,
            "redirect_uri": question.redirect_uri,
            "scope": self.said.scope,
            "state": question.state,
            "nonce": question.nonce,
            "code_challenge": create_s256_code_challenge(question.verifier),
            "code_challenge_method": "S256",
        }
        if self.said.acr:
            asked["acr_values"] = " ".join(self.said.acr)
        endpoint = oidc_http.secure(str(document["authorization_endpoint"]))
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"

    def redeem(self, question: Question, code: str, issuer: str) -> Answer:
        known = self._published()
        always = known.document.get("authorization_response_iss_parameter_supported") is True
        if (issuer or always) and issuer != self.said.issuer:
            raise Untrusted("another provider answered")
        if not 0 < len(code) <= LONGEST_CODE:
            raise Untrusted("no code")
        given = self._exchange(known.document, question, code)
        access = given.get("access_token")
        if not isinstance(access, str) or str(given.get("token_type", "")).lower() != "bearer":
            raise Untrusted("no access token")
        claims = oidc_tokens.check(given.get("id_token"), access, self.said, question, self._keys)
        claims = {**self._userinfo(known.document, access, claims["sub"]), **claims}
        subject = claims.get(self.said.subject)
        if not isinstance(subject, str) or not 0 < len(subject) <= 255:
            raise Untrusted("the provider names nobody")
        amr = claims.get("amr")
        methods = tuple(str(one) for one in amr[:20]) if isinstance(amr, list) else ()
        return Answer(subject, str(claims.get("acr", "")), methods, claims)

    def check_config(self) -> list[tuple[bool, str]]:
        try:
            self._published()
        except Refused as error:
            return [(False, f"{self.said.name}: {type(error).__name__}")]
        return [(True, f"{self.said.name}: {self.said.issuer}")]

    def _exchange(self, document: dict[str, Any], question: Question, code: str) -> dict[str, Any]:
        form = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": question.redirect_uri,
            "code_verifier": question.verifier,
        }  # fmt: skip
        headers = {}
        if self.said.authentication == "post":
            form |= {"client_id": self.said.client_id, "client_secret": self.said.client_secret}
        else:
            pair = f"{quote(self.said.client_id, safe='')}:{quote(self.said.client_secret, safe='')}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        return oidc_http.ask("POST", str(document["token_endpoint"]), self.said.seconds, headers=headers, form=form)

    def _userinfo(self, document: dict[str, Any], access: str, subject: str) -> dict[str, Any]:
        """What more the provider tells of the same person."""
        if "userinfo_endpoint" not in document:
            return {}
        headers = {"Authorization": f"Bearer {access}"}
        told = oidc_http.ask("GET", str(document["userinfo_endpoint"]), self.said.seconds, headers=headers)
        if told.get("sub") != subject:
            raise Untrusted("userinfo is about somebody else")
        return told

    def _published(self) -> _Known:
        known = _memory.get(self.said.issuer)
        if known is not None and known.until > time.monotonic():
            return known
        address = f"{self.said.issuer.rstrip('/')}/.well-known/openid-configuration"
        document = oidc_http.ask("GET", address, self.said.seconds)
        if document.get("issuer") != self.said.issuer:
            raise Untrusted("the provider's description is of another")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not isinstance(document.get(name), str):
                raise Untrusted(f"the provider's description lacks {name}")
        known = _Known(document, time.monotonic() + KNOWN_SECONDS)
        _memory[self.said.issuer] = known
        return known

    def _keys(self, anew: bool) -> oidc_tokens.Keys:
        """The provider's keys; looking for new ones is limited, lest a forger make us ask for ever."""
        known = self._published()
        if known.keys is not None and not anew:
            return known.keys
        with _lock:
            now = time.monotonic()
            recent = tuple(at for at in known.refetched if at > now - REFETCH_SECONDS)
            if anew and len(recent) >= REFETCHES:
                log.warning("keys of %s were asked for %d times in a minute", self.said.name, len(recent))
                return []
            known.refetched = (*recent, now) if anew else recent
        found = oidc_http.ask("GET", str(known.document["jwks_uri"]), self.said.seconds).get("keys")
        if not isinstance(found, list):
            raise Untrusted("the provider publishes no keys")
        known.keys = [key for key in found if isinstance(key, dict)]
        return known.keys
