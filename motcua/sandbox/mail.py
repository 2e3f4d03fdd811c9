"""The mail server: real SMTP; Message-ID is the key by which the same mail handed over twice shows once."""

import asyncio
import email
import email.policy
import hashlib
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

from motcua.sandbox.store import Store

LARGEST = 1024 * 1024  # bytes
_YES = "250 2.0.0 accepted"
_LATER = "451 4.3.0 try again later"
_NEVER = "550 5.1.1 no such mailbox"


class MailHandler:
    """Called by the SMTP server once a whole mail has arrived."""

    def __init__(self, store: Store) -> None:
        self.store = store

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802
        behaviour = self.store.next_behaviour("smtp")
        if behaviour.mode == "fail":
            return _LATER
        if behaviour.mode == "reject":
            return _NEVER
        if behaviour.mode == "lie_ok":
            return _YES
        for _ in range(2 if behaviour.mode == "repeat" else 1):
            self._accept(envelope)
        if behaviour.mode == "delay":
            await asyncio.sleep(behaviour.seconds)
        return _LATER if behaviour.mode == "lie_fail" else _YES

    def _accept(self, envelope: Envelope) -> None:
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        mail = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        key = str(mail["Message-ID"] or hashlib.sha256(content).hexdigest())
        part = mail.get_body(("plain", "html"))
        text = part.get_content().replace("\r\n", "\n") if part is not None else ""
        for recipient in envelope.rcpt_tos:
            self.store.accept("smtp", key, recipient, str(mail["From"]), str(mail["Subject"] or ""), text)


def mail_server(host: str, port: int, store: Store) -> Controller:
    """A server to `.start()`; it runs in its own thread."""
    handler = MailHandler(store)
    return Controller(handler, hostname=host, port=port, data_size_limit=LARGEST, enable_SMTPUTF8=True)
