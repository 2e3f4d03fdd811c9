"""What is asked of a provider and believed of its answers, against a small server that says whatever it is told."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from motcua.people.adapters import oidc, oidc_http
from motcua.people.sso.provider import Configuration, Unreachable, Untrusted


class Server:
    """`says`: path → (status, headers, body); `asked`: the paths that were asked for."""

    def __init__(self) -> None:
        self.says: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []
        mine = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                mine.asked.append(self.path)
                status, headers, body = mine.says.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = Thread(target=self._server.serve_forever, daemon=True)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"

    def start(self) -> "Server":
        self._thread.start()
        return self

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server().start()
    oidc.forget()
    yield found
    oidc.forget()
    found.stop()


def described(server: Server, issuer: str) -> list[tuple[bool, str]]:
    """What the health page says of a provider whose description names this issuer."""
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    document = {"issuer": issuer, **{name: f"{server.address}/{name}" for name in names}}
    server.says["/.well-known/openid-configuration"] = (200, {}, json.dumps(document).encode())
    said = Configuration("vneid", server.address, "motcua", "secret")
    return oidc.OpenIdConnect(said).check_config()


def test_a_description_that_names_another_provider_is_not_believed(server: Server) -> None:
    assert described(server, "https://evil.example") == [(False, "vneid: Untrusted")]
    assert described(server, server.address)[0][0]


def test_nobody_is_sent_on_to_another_address(server: Server) -> None:
    """A redirect would carry our secret, or an access token, to wherever it points."""
    server.says["/token"] = (302, {"Location": f"{server.address}/elsewhere"}, b"")
    server.says["/elsewhere"] = (200, {}, b"{}")
    with pytest.raises(Untrusted):
        oidc_http.ask("GET", f"{server.address}/token", 5)
    assert server.asked == ["/token"]


@pytest.mark.parametrize("body", [b"[1]", b"<html>", b"", b'{"a": "' + b"x" * oidc_http.LARGEST + b'"}'])
def test_only_a_small_json_object_is_an_answer(server: Server, body: bytes) -> None:
    server.says["/keys"] = (200, {}, body)
    with pytest.raises(Untrusted):
        oidc_http.ask("GET", f"{server.address}/keys", 5)


def test_a_provider_in_trouble_is_away_and_a_refusal_is_one(server: Server) -> None:
    for status, error in ((500, Unreachable), (429, Unreachable), (403, Untrusted)):
        server.says["/keys"] = (status, {}, b"{}")
        with pytest.raises(error):
            oidc_http.ask("GET", f"{server.address}/keys", 5)
