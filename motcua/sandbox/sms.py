"""The SMS gateway: JSON over HTTP with a bearer token, as Vietnamese brand-name SMS providers do it.

Request `{"to": "0912345678", "text": "…", "sender": "MOTCUA"}` with header `Idempotency-Key`; answer
`{"id": "sms-1", "status": "accepted"}`, or `{"status": "…", "error": {"code", "message"}}`.
"""

import json
import re
import time
from email.message import Message
from typing import Any

from motcua.sandbox.store import Store

Answer = tuple[int, dict[str, Any]]
LONGEST = 1600  # characters; gateways refuse what they would cut


def _refusal(status: int, word: str, code: str, message: str) -> Answer:
    return status, {"status": word, "error": {"code": code, "message": message}}


def _fault(body: bytes, headers: Message, token: str) -> Answer | dict[str, str]:
    """What is wrong with the request, or its content."""
    if headers.get("Authorization") != f"Bearer {token}":
        return _refusal(401, "rejected", "unauthorised", "the bearer token is missing or unknown")
    try:
        content = json.loads(body)
        sms = {name: str(content[name]) for name in ("to", "text", "sender")}
    except (ValueError, KeyError, TypeError):
        return _refusal(400, "rejected", "malformed", "expected JSON with to, text and sender")
    if not re.fullmatch(r"0\d{9,10}", sms["to"]):
        return _refusal(422, "rejected", "invalid_number", "to is not a Vietnamese phone number")
    if not 1 <= len(sms["text"]) <= LONGEST:
        return _refusal(422, "rejected", "length", f"text has 1 to {LONGEST} characters")
    if not headers.get("Idempotency-Key"):
        return _refusal(400, "rejected", "no_key", "the header Idempotency-Key is missing")
    return sms


def receive(body: bytes, headers: Message, store: Store, token: str) -> Answer:
    """Treat one request as the gateway is told to behave. What is accepted is on disk before the answer."""
    sms = _fault(body, headers, token)
    if not isinstance(sms, dict):
        return sms
    behaviour = store.next_behaviour("sms")
    if behaviour.mode == "fail":
        return _refusal(503, "failed", "unavailable", "the operator does not answer")
    if behaviour.mode == "reject":
        return _refusal(422, "rejected", "blocked", "the recipient refuses messages")
    if behaviour.mode == "lie_ok":
        return 200, {"id": "sms-0", "status": "accepted"}
    for _ in range(2 if behaviour.mode == "repeat" else 1):
        number = store.accept("sms", headers["Idempotency-Key"], sms["to"], sms["sender"], "", sms["text"])
    if behaviour.mode == "delay":
        time.sleep(behaviour.seconds)
    if behaviour.mode == "lie_fail":
        return _refusal(503, "failed", "unavailable", "the operator does not answer")
    return 200, {"id": f"sms-{number}", "status": "accepted"}
