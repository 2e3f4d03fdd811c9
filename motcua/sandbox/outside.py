"""More of the outside world behind the same port: the certification authority, and the registry of enterprises."""

import json
import time
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any

from motcua.sandbox.authority import LIST, OCSP, Authority, Wanted
from motcua.sandbox.authority import MODES as AUTHORITY_MODES
from motcua.sandbox.store import Store

REGISTRY = "registry"
MODES: dict[str, tuple[str, ...]] = {
    OCSP: AUTHORITY_MODES, LIST: AUTHORITY_MODES, REGISTRY: ("ok", "fail", "delay", "lie_ok", "garbage"),
}  # fmt: skip
"""Service → how it can be told to behave."""
ENTERPRISES: dict[str, dict[str, str]] = {
    "9999999901": {
        "name": "Công ty TNHH Gốm sứ Sông Hồng Thử Nghiệm", "sort": "business",
        "address": "Cụm công nghiệp làng nghề, xã Ý Yên, tỉnh Ninh Bình",
        "representative": "Quách Hải Yến", "representative_id": "036188999904",
    },
    "9999999919": {
        "name": "Công ty Cổ phần Mây tre Đồng Quê Thử Nghiệm", "sort": "business",
        "address": "Thôn Trung, xã Phong Doanh, tỉnh Ninh Bình",
        "representative": "Lương Khánh Duy", "representative_id": "036093999902",
    },
    "9999999926": {
        "name": "Hộ kinh doanh Bánh gai Bà Hoài Thử Nghiệm", "sort": "household",
        "address": "Thôn Đông, xã Ý Yên, tỉnh Ninh Bình",
        "representative": "Mạc Thị Hoài", "representative_id": "036158999903",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Bytes:
    """An answer as it goes over the wire."""

    status: int
    body: bytes
    kind: str = "application/json"


def _json(status: int, content: dict[str, Any]) -> Bytes:
    return Bytes(status, json.dumps(content, ensure_ascii=False).encode())


class Outside:
    """Answers None for an address that is not ours."""

    def __init__(self, store: Store, folder: Path, token: str) -> None:
        self.store, self.token = store, token
        self.authority = Authority(folder / "ca")

    def get(self, path: str, headers: Message) -> Bytes | None:
        if path == "/ca/root.pem":
            return Bytes(200, self.authority.root_pem, "application/x-pem-file")
        if path == "/ca/list.crl":
            mode = self._mode(LIST)
            return _away() if mode == "fail" else Bytes(200, self.authority.published(mode), "application/pkix-crl")
        if path.startswith("/enterprises/"):
            return self._enterprise(path.removeprefix("/enterprises/"), headers)
        return None

    def post(self, path: str, body: bytes, headers: Message) -> Bytes | None:
        try:
            if path == "/ca/ocsp":
                mode = self._mode(OCSP)
                kind = "application/ocsp-response"
                return _away() if mode == "fail" else Bytes(200, self.authority.answered(body, mode), kind)
            if path == "/ca/issue":
                base = f"http://{headers.get('Host', '')}"
                return Bytes(200, self.authority.issue(Wanted.read(body), base), "application/x-pkcs12")
            if path == "/ca/revoke":
                self.authority.revoke(int(json.loads(body)["serial"], 16))
                return _json(200, {"revoked": True})
        except (ValueError, KeyError, TypeError) as problem:
            return _json(400, {"error": str(problem)})
        return None

    def _enterprise(self, tax_code: str, headers: Message) -> Bytes:
        if headers.get("Authorization") != f"Bearer {self.token}":
            return _json(401, {"error": "the bearer token is missing or unknown"})
        mode = self._mode(REGISTRY)
        if mode == "fail":
            return _away()
        if mode == "garbage":
            return Bytes(200, b"<html>Bao tri he thong</html>", "text/html")
        known = ENTERPRISES.get(tax_code)
        if known is None:
            return _json(404, {"error": "unknown"})
        return _json(200, {"tax_code": "0000000000" if mode == "lie_ok" else tax_code, **known})

    def _mode(self, service: str) -> str:
        behaviour = self.store.next_behaviour(service)
        if behaviour.mode == "delay":
            time.sleep(behaviour.seconds)
            return "ok"
        return behaviour.mode


def _away() -> Bytes:
    return _json(503, {"error": "the service does not answer"})
