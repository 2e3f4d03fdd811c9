"""The addresses of the identity providers: discovery, authorize, login, token, jwks, userinfo."""

import json
import re
import secrets
import time
from dataclasses import dataclass, field
from email.message import Message
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from motcua.sandbox.identity import pages
from motcua.sandbox.identity.people import PEOPLE, knows
from motcua.sandbox.identity.realm import ACR, Realm, Visit, Wrong
from motcua.sandbox.store import Behaviour, Store

TRIES = 5
_ADDRESS = re.compile(r"/oidc/(vneid|dvcqg|staff)/([a-z.-]+(?:/openid-configuration)?)")


@dataclass
class Answer:
    """What goes back; `goes_to` is the address whose origin a form of this page may lead to."""

    status: int
    body: str
    kind: str = "text/html"
    headers: dict[str, str] = field(default_factory=dict)
    goes_to: str = ""


def _json(content: dict[str, Any], status: int = 200) -> Answer:
    return Answer(status, json.dumps(content, ensure_ascii=False), "application/json")


class Identity:
    """The three realms behind one port."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.realms = {name: Realm(name) for name in PEOPLE}

    def get(self, address: str, query: dict[str, str], headers: Message) -> Answer | None:
        """None for an address that is not ours."""
        if address == "/oidc/":
            return Answer(200, pages.people())
        found = _ADDRESS.fullmatch(address)
        if found is None:
            return None
        realm, what = self.realms[found[1]], found[2]
        mood = self.store.behaviour(realm.name)
        if away := _away(mood):
            return away
        if what == ".well-known/openid-configuration":
            return _json(_discovery(_issuer(realm, headers)))
        if what == "jwks":
            return _json(realm.keys())
        if what == "userinfo":
            return _userinfo(realm, headers, mood)
        return _authorize(realm, query) if what == "authorize" else None

    def post(self, address: str, body: bytes, headers: Message) -> Answer | None:
        found = _ADDRESS.fullmatch(address)
        if found is None:
            return None
        realm, form = self.realms[found[1]], dict(parse_qsl(body.decode("utf-8", "replace")))
        if found[2] == "login":
            return self._login(realm, form, _issuer(realm, headers))
        if found[2] != "token":
            return None
        mood = self.store.next_behaviour(realm.name)
        if away := _away(mood):
            return away
        try:
            given = realm.redeem(form, headers.get("Authorization", ""), _issuer(realm, headers), mood.mode)
        except Wrong as error:
            return _json({"error": str(error)}, 400)
        return _json(given)

    def _login(self, realm: Realm, form: dict[str, str], issuer: str) -> Answer:
        ticket, act = form.get("ticket", ""), form.get("do", "")
        try:
            visit = realm.visit(ticket)
        except Wrong as error:
            return Answer(400, pages.wrong(realm.name, str(error)))
        if act == "cancel":
            realm.visits.pop(ticket, None)
            return _back(visit, {"error": "access_denied"}, issuer)
        if act == "otp" and visit.person is not None:
            return self._otp(realm, ticket, visit, form.get("otp", ""), issuer)
        login = form.get("login", "")
        person = knows(realm.name, login, form.get("password", ""))
        if person is None:
            page = pages.password(realm.name, ticket, login, "Số hoặc mật khẩu chưa đúng. Hãy nhập lại.")
            return Answer(422, page, goes_to=visit.redirect_uri)
        visit.person, visit.otp, visit.tries = person, f"{secrets.randbelow(10**6):06d}", 0
        text = f"Ma OTP dang nhap {realm.name.upper()}: {visit.otp}. Khong doc ma nay cho ai."
        self.store.accept("sms", secrets.token_hex(8), person.phone, realm.name.upper(), "", text)
        return Answer(200, pages.otp(realm.name, ticket, person.phone), goes_to=visit.redirect_uri)

    def _otp(self, realm: Realm, ticket: str, visit: Visit, typed: str, issuer: str) -> Answer:
        assert visit.person is not None
        visit.tries += 1
        if typed.replace(" ", "") != visit.otp or visit.tries > TRIES:
            page = pages.otp(realm.name, ticket, visit.person.phone, "Mã OTP chưa đúng. Hãy xem lại tin nhắn.")
            return Answer(422, page, goes_to=visit.redirect_uri)
        mode = self.store.behaviour(realm.name).mode
        return _back(visit, {"code": realm.code(ticket, mode)}, issuer)


def _issuer(realm: Realm, headers: Message) -> str:
    return f"http://{headers.get('Host', '127.0.0.1')}/oidc/{realm.name}"


def _discovery(issuer: str) -> dict[str, Any]:
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "jwks_uri": f"{issuer}/jwks",
        "userinfo_endpoint": f"{issuer}/userinfo",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "acr_values_supported": sorted(set(ACR.values())),
        "authorization_response_iss_parameter_supported": True,
    }


def _away(mood: Behaviour) -> Answer | None:
    if mood.mode == "delay":
        time.sleep(mood.seconds)
    return _json({"error": "temporarily_unavailable"}, 503) if mood.mode == "fail" else None


def _userinfo(realm: Realm, headers: Message, mood: Behaviour) -> Answer:
    try:
        return _json(realm.tell(headers.get("Authorization", ""), mood.mode))
    except Wrong as error:
        return _json({"error": str(error)}, 401)


def _authorize(realm: Realm, query: dict[str, str]) -> Answer:
    try:
        ticket = realm.begin(query)
    except Wrong as error:
        return Answer(400, pages.wrong(realm.name, str(error)))
    return Answer(200, pages.password(realm.name, ticket), goes_to=query["redirect_uri"])


def _back(visit: Visit, said: dict[str, str], issuer: str) -> Answer:
    address = urlsplit(visit.redirect_uri)
    query = urlencode({**dict(parse_qsl(address.query)), **said, "state": visit.state, "iss": issuer})
    return Answer(303, "", headers={"Location": address._replace(query=query).geturl()})
