"""What every channel does in every mood of its provider, against the sandbox as a real other process."""

import time
from collections.abc import Callable

import pytest
from django.conf import LazySettings

from motcua.kit.references import uuid7
from motcua.messaging import channels
from motcua.messaging.adapters import email_smtp, sms_http
from tests.contracts.process import SandboxProcess
from tests.support.ports import unused_port

BODY = "Hồ sơ H31.117.01-261121-0001 đã được nhận.\nHẹn trả: 17 giờ 00, thứ Hai.\n"
SERVICE = {"sms": "sms", "email": "smtp"}


@pytest.fixture(autouse=True)
def providers(settings: LazySettings, sandbox: SandboxProcess) -> None:
    settings.MOTCUA_SMS_URL = f"{sandbox.url}/sms"
    settings.MOTCUA_SMTP_PORT = sandbox.smtp_port


@pytest.fixture(params=["sms", "email"])
def channel(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def message(channel: str) -> channels.Outgoing:
    id = uuid7()
    to = f"09{id.int % 10**8:08d}" if channel == "sms" else f"an.{id.hex}@example.vn"
    return channels.Outgoing(id, to, "Đã nhận hồ sơ" if channel == "email" else "", BODY)


@pytest.fixture
def mood(channel: str, sandbox: SandboxProcess) -> Callable[..., None]:
    return lambda mode, **more: sandbox.control(SERVICE[channel], mode, **more)


def test_the_text_arrives_whole(channel: str, message: channels.Outgoing, sandbox: SandboxProcess) -> None:
    assert channels.named(channel).send(message)
    (seen,) = sandbox.inbox(message.recipient)
    assert seen["text"].strip() == BODY.strip()
    assert (seen["subject"], seen["to"]) == (message.subject_line, message.recipient)
    assert str(message.id) in seen["key"]


def test_a_provider_in_trouble_is_a_temporary_failure(channel, message, mood, sandbox) -> None:
    mood("fail", count=1)
    with pytest.raises(channels.TemporaryFailure):
        channels.named(channel).send(message)
    channels.named(channel).send(message)
    assert len(sandbox.inbox(message.recipient)) == 1


def test_a_refusal_is_a_permanent_failure(channel, message, mood, sandbox) -> None:
    mood("reject")
    with pytest.raises(channels.PermanentFailure):
        channels.named(channel).send(message)
    assert sandbox.inbox(message.recipient) == []


def test_a_slow_provider_is_waited_for(channel, message, mood) -> None:
    mood("delay", seconds=1)
    begun = time.monotonic()
    assert channels.named(channel).send(message)
    assert time.monotonic() - begun >= 1


def test_one_too_slow_may_have_taken_it_and_is_asked_again_with_the_same_key(
    channel, message, mood, sandbox, monkeypatch
) -> None:
    monkeypatch.setattr(sms_http, "PATIENCE", 0.3)
    monkeypatch.setattr(email_smtp, "PATIENCE", 0.3)
    mood("delay", seconds=2, count=1)
    with pytest.raises(channels.TemporaryFailure):
        channels.named(channel).send(message)
    assert channels.named(channel).send(message)
    (seen,) = sandbox.inbox(message.recipient)
    assert seen["deliveries"] == 2


def test_a_provider_that_repeats_is_seen_once(channel, message, mood, sandbox) -> None:
    mood("repeat")
    channels.named(channel).send(message)
    (seen,) = sandbox.inbox(message.recipient)
    assert seen["deliveries"] == 2


def test_one_that_took_it_and_says_no_is_asked_again_and_seen_once(channel, message, mood, sandbox) -> None:
    mood("lie_fail", count=1)
    with pytest.raises(channels.TemporaryFailure):
        channels.named(channel).send(message)
    channels.named(channel).send(message)
    (seen,) = sandbox.inbox(message.recipient)
    assert seen["deliveries"] == 2


def test_one_that_says_yes_and_drops_it_cannot_be_caught_here(channel, message, mood, sandbox) -> None:
    """Hence "sent" is not "delivered" anywhere in the product."""
    mood("lie_ok")
    assert channels.named(channel).send(message)
    assert sandbox.inbox(message.recipient) == []


def test_nobody_there_is_a_temporary_failure_and_shows_on_the_health_page(channel, message, settings) -> None:
    settings.MOTCUA_SMS_URL = f"http://127.0.0.1:{unused_port()}/sms"
    settings.MOTCUA_SMTP_PORT = unused_port()
    with pytest.raises(channels.TemporaryFailure):
        channels.named(channel).send(message)
    (line,) = channels.named(channel).check_config()
    assert not line[0]
    assert "không trả lời" in line[1]


def test_a_healthy_provider_shows_on_the_health_page(channel: str) -> None:
    assert [good for good, _sentence in channels.named(channel).check_config()] == [True]


def test_a_wrong_token_is_our_fault_not_the_messages(settings, sandbox) -> None:
    settings.MOTCUA_SMS_TOKEN = "wrong"
    with pytest.raises(channels.TemporaryFailure):
        sms_http.SmsHttp().send(channels.Outgoing(uuid7(), "0912345678", "", "x"))


@pytest.mark.parametrize("to", ["a@b.vn\r\nBcc: c@d.vn", "", "không có"])
def test_an_address_that_is_none_is_a_permanent_failure(to: str, sandbox: SandboxProcess) -> None:
    with pytest.raises(channels.PermanentFailure):
        email_smtp.EmailSmtp().send(channels.Outgoing(uuid7(), to, "x", "x"))
    assert sandbox.inbox("c@d.vn") == []
