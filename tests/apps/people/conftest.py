"""A phone, and the code that was last sent to it — read from the message, as its owner would."""

import re
from collections.abc import Callable

import pytest

from motcua.messaging.models import Message
from motcua.people import otp

PHONE = "0900000901"
IP = "203.0.113.7"


@pytest.fixture
def send_code(db: None) -> Callable[..., str]:
    def send(phone: str = PHONE, purpose: str = "sign-in", ip: str = IP) -> str:
        otp.request(phone, purpose, ip)
        body = Message.objects.filter(recipient=phone, channel="sms").latest("id").body
        found = re.search(r"\b\d{6}\b", body)
        assert found
        return found.group()

    return send
