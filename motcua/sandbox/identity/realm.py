"""One identity provider: its keys, the sign-ins under way, the codes and tokens it has given."""

import base64
import hashlib
import hmac
import secrets
import threading
import time
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from joserfc.jwk import KeySet, RSAKey

from motcua.sandbox.identity import lies
from motcua.sandbox.identity.people import PEOPLE, Person

T = TypeVar("T")
CLIENT, SECRET = "motcua", "sandbox"
MINUTES = 10
MOST = 500
"""Sign-ins, codes and tokens kept at once; the oldest go first."""
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
ACR = {"vneid": "loa2", "dvcqg": "loa1", "staff": "mfa"}
AMR = ["pwd", "otp", "mfa"]


class Wrong(Exception):
    """The request is not one of this provider's; the text says why."""


@dataclass
class Visit:
    """One sign-in under way; `person` once the password was right, `otp` what was sent to the telephone."""

    redirect_uri: str
    state: str
    nonce: str
    challenge: str
    until: float
    person: Person | None = None
    otp: str = ""
    tries: int = 0


class Realm:
    """Everything lives in memory: a restart forgets it and makes new keys, as a careless provider would."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.people = PEOPLE[name]
        self._lock = threading.Lock()
        self._key: RSAKey | None = None
        self.visits: dict[str, Visit] = {}
        self.codes: dict[str, Visit] = {}
        self.tokens: dict[str, Person] = {}
        self.last_code = self.last_token = ""

    @property
    def key(self) -> RSAKey:
        with self._lock:
            if self._key is None:
                self._key = RSAKey.generate_key(2048, auto_kid=True)
            return self._key

    def change_keys(self) -> None:
        with self._lock:
            self._key = None

    def keys(self) -> dict[str, Any]:
        return dict(KeySet([self.key]).as_dict(private=False))

    def begin(self, query: dict[str, str]) -> str:
        """Take an authorisation request; gives the ticket of the visit. Raises `Wrong`."""
        address = urlsplit(query.get("redirect_uri", ""))
        if query.get("client_id") != CLIENT:
            raise Wrong("client_id không được biết")
        if address.scheme not in ("http", "https") or address.hostname not in LOOPBACK:
            raise Wrong("redirect_uri chưa được đăng ký")
        if query.get("response_type") != "code" or "openid" not in query.get("scope", "").split():
            raise Wrong("chỉ nhận response_type=code với scope openid")
        if query.get("code_challenge_method") != "S256" or len(query.get("code_challenge", "")) != 43:
            raise Wrong("thiếu PKCE S256")
        visit = Visit(
            query["redirect_uri"], query.get("state", ""), query.get("nonce", ""), query["code_challenge"],
            time.time() + 60 * MINUTES,
        )  # fmt: skip
        return _keep(self.visits, visit)

    def visit(self, ticket: str) -> Visit:
        found = self.visits.get(ticket)
        if found is None or found.until < time.time():
            raise Wrong("lượt đăng nhập này đã hết hạn")
        return found

    def code(self, ticket: str, mode: str) -> str:
        """The code for a finished visit, or the last one again when told to replay."""
        visit = self.visits.pop(ticket)
        if mode == "old_code" and self.last_code:
            return self.last_code
        self.last_code = _keep(self.codes, visit)
        return self.last_code

    def redeem(self, form: dict[str, str], authorization: str, issuer: str, mode: str) -> dict[str, Any]:
        """Code for tokens, once; raises `Wrong` with the error's name."""
        if not self._known(form, authorization):
            raise Wrong("invalid_client")
        visit = self.codes.pop(form.get("code", ""), None)
        verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        if (
            visit is None or visit.person is None or form.get("grant_type") != "authorization_code"
            or form.get("redirect_uri") != visit.redirect_uri or challenge != visit.challenge
        ):  # fmt: skip
            raise Wrong("invalid_grant")
        if mode == "new_keys":
            self.change_keys()
        access = _keep(self.tokens, visit.person)
        said = lies.honest(issuer, CLIENT, visit.person.subject, visit.nonce, ACR[self.name], AMR, access)
        signed = self.last_token if mode == "old_token" and self.last_token else lies.token(said, self.key, mode)
        self.last_token = signed
        return {"access_token": access, "token_type": "Bearer", "expires_in": lies.LIFE, "id_token": signed}

    def tell(self, authorization: str, mode: str) -> dict[str, Any]:
        """The claims behind an access token; raises `Wrong`."""
        person = self.tokens.get(authorization.removeprefix("Bearer "))
        if person is None:
            raise Wrong("invalid_token")
        more = {"padding": "x" * 600_000} if mode == "huge" else {}
        return {**person.claims, **more, "sub": "somebody-else" if mode == "other_subject" else person.subject}

    def _known(self, form: dict[str, str], authorization: str) -> bool:
        given = f"{form.get('client_id', '')}:{form.get('client_secret', '')}"
        if authorization.startswith("Basic "):
            try:
                given = unquote(base64.b64decode(authorization[6:]).decode())
            except ValueError:
                return False
        return hmac.compare_digest(given.encode(), f"{CLIENT}:{SECRET}".encode())


def _keep(kept: dict[str, T], value: T) -> str:
    while len(kept) >= MOST:
        kept.pop(next(iter(kept)))
    name = secrets.token_urlsafe(24)
    kept[name] = value
    return name
