"""A person at an identity provider: from the address the portal sends them to, back to the address they return by."""

import re
from html import unescape
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import httpx

from motcua.sandbox.identity.people import PASSWORD, PEOPLE
from tests.contracts.oidc_node import NodeProvider
from tests.contracts.process import SandboxProcess

PORTAL = "http://localhost"


class Elsewhere(Protocol):
    """An identity provider in a test, whichever it is."""

    issuer: str

    def come_back(self, leads: str, who: str) -> str:
        """Sign in as `who` at the address `leads`; gives the path by which the browser comes back to the portal."""

    def change_keys(self) -> None: ...


def portal_path(address: str) -> str:
    """The part of an address of the portal after its host."""
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}" == PORTAL, address
    return f"{parts.path}?{parts.query}"


class AtSandbox:
    """Number and password typed, the code read from the inbox; `realm` is one of its three providers."""

    WHO = {"surely": "036197999905", "hardly": "036090999906"}

    def __init__(self, process: SandboxProcess, realm: str = "vneid") -> None:
        self.process, self.realm = process, realm
        self.issuer = f"{process.url}/oidc/{realm}"

    def come_back(self, leads: str, who: str) -> str:
        login = self.WHO.get(who, who)
        person = PEOPLE[self.realm][login]
        with httpx.Client() as browser:
            page = browser.get(leads)
            assert page.status_code == 200, page.text
            form = {"ticket": _ticket(page.text), "do": "password", "login": login, "password": PASSWORD}
            page = browser.post(f"{self.issuer}/login", data=form)
            assert "Mã OTP" in page.text
            otp = self.process.inbox(person.phone)[0]["codes"][0]
            back = browser.post(f"{self.issuer}/login", data={"ticket": form["ticket"], "do": "otp", "otp": otp})
        return portal_path(back.headers["Location"])

    def cancel(self, leads: str) -> str:
        with httpx.Client() as browser:
            ticket = _ticket(browser.get(leads).text)
            back = browser.post(f"{self.issuer}/login", data={"ticket": ticket, "do": "cancel"})
        return portal_path(back.headers["Location"])

    def change_keys(self) -> None:
        self.process.control(self.realm, "new_keys", count=1)


class AtNode:
    """The certified provider signs in whoever is named, without asking."""

    WHO = {"surely": "node-1", "hardly": "node-2"}

    def __init__(self, provider: NodeProvider) -> None:
        self.provider, self.issuer = provider, provider.issuer

    def come_back(self, leads: str, who: str) -> str:
        self.provider.next_is(self.WHO[who])
        self.provider.tell_acr("loa2")
        with httpx.Client() as browser:
            for _ in range(6):
                answer = browser.get(leads)
                assert answer.status_code in (302, 303), answer.text
                leads = str(httpx.URL(leads).join(answer.headers["Location"]))
                if leads.startswith(f"{PORTAL}/"):
                    return portal_path(leads)
        raise AssertionError(leads)

    def change_keys(self) -> None:
        """As a provider does it: a restart with other keys."""
        self.provider.stop()
        self.provider.start("second" if not Path(self.provider.data / "second").exists() else "third")


def _ticket(page: str) -> str:
    found = re.search(r'name="ticket" value="([^"]+)"', page)
    assert found, page
    return unescape(found[1])
