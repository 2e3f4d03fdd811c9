"""The HTTP side: SMS gateway, control of the failures, inbox as JSON and as a page."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from motcua.sandbox import page, sms
from motcua.sandbox.identity.lies import LIES
from motcua.sandbox.identity.web import Answer, Identity
from motcua.sandbox.outside import MODES as OUTSIDE
from motcua.sandbox.outside import Outside
from motcua.sandbox.store import MODES, REALMS, SERVICES, Store

LARGEST = 64 * 1024  # bytes of one request
_STYLE = (Path(__file__).parent / "static" / "sandbox.css").read_bytes()
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], store: Store, token: str) -> None:
        self.store, self.token, self.identity = store, token, Identity(store)
        self.outside = Outside(store, store.folder, token)
        super().__init__(address, Handler)


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        query = {name: values[-1] for name, values in parse_qs(address.query).items()}
        store, to = self.server.store, query.get("to", "")
        if answer := self.server.identity.get(address.path, query, self.headers):
            self._answer(answer)
        elif more := self.server.outside.get(address.path, self.headers):
            self._send(more.status, more.body, more.kind)
        elif address.path == "/":
            services = {name: store.behaviour(name).mode for name in SERVICES}
            html = page.inbox(store.people(), store.received(to), to, services)
            self._send(200, html.encode(), "text/html")
        elif address.path == "/inbox":
            limit = query.get("limit", "")
            found = store.received(to, min(int(limit), 1000) if limit.isdecimal() else 100)
            self._json(200, {"messages": [page.as_json(message) for message in found]})
        elif address.path == "/static/sandbox.css":
            self._send(200, _STYLE, "text/css")
        elif address.path == "/healthz":
            self._json(200, {"status": "ok", "services": {n: store.behaviour(n).mode for n in SERVICES}})
        else:
            self._send(404, page.missing().encode(), "text/html")

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > LARGEST:
            self.close_connection = True
            self._json(413, {"error": f"a request has a length, of at most {LARGEST} bytes"})
            return
        body = self.rfile.read(int(length))
        if self.path == "/sms":
            self._json(*sms.receive(body, self.headers, self.server.store, self.server.token))
        elif self.path == "/control":
            self._json(*self._control(body))
        elif answer := self.server.identity.post(self.path, body, self.headers):
            self._answer(answer)
        elif more := self.server.outside.post(self.path, body, self.headers):
            self._send(more.status, more.body, more.kind)
        else:
            self._json(404, {"error": "no such address"})

    def _control(self, body: bytes) -> tuple[int, dict[str, Any]]:
        try:
            order = json.loads(body)
            service, mode = str(order["service"]), str(order["mode"])
            count = None if order.get("count") is None else int(order["count"])
            seconds = float(order.get("seconds", 0))
        except (ValueError, KeyError, TypeError):
            return 400, {"error": "expected JSON with service, mode, and maybe count and seconds"}
        known = {**dict.fromkeys(SERVICES, MODES), **dict.fromkeys(REALMS, LIES), **OUTSIDE}
        if mode not in known.get(service, ()) or not 0 <= seconds <= 600:
            told = f"service is one of {tuple(known)}, mode one of {known.get(service, ())}, seconds 0 to 600"
            return 400, {"error": told}
        self.server.store.control(service, mode, count, seconds)
        return 200, {"service": service, "mode": mode, "count": count, "seconds": seconds}

    def _json(self, status: int, content: dict[str, Any]) -> None:
        self._send(status, json.dumps(content, ensure_ascii=False).encode(), "application/json")

    def _answer(self, answer: Answer) -> None:
        """A page or answer of an identity provider; its form leads back to the portal, which the browser must allow."""
        more = dict(answer.headers)
        if answer.goes_to:
            back = urlsplit(answer.goes_to)
            policy = f"{_HEADERS['Content-Security-Policy']} {back.scheme}://{back.netloc}"
            more["Content-Security-Policy"] = policy
        self._send(answer.status, answer.body.encode(), answer.kind, more)

    def _send(self, status: int, body: bytes, kind: str, more: dict[str, str] | None = None) -> None:
        try:
            self.send_response(status)
            for name, value in {**_HEADERS, **(more or {})}.items():
                self.send_header(name, value)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except ConnectionError:
            self.close_connection = True  # the caller gave up waiting: its right

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: texts of messages and numbers do not belong in a log."""


def web_server(host: str, port: int, store: Store, token: str) -> Server:
    """A bound server; the caller runs `serve_forever`."""
    return Server((host, port), store, token)
