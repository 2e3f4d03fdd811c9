"""kill -9 of the sender between the provider's yes and our commit: the inbox shows the message once."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.db import connection

from motcua.messaging import api, jobs
from motcua.messaging.models import Message
from tests.apps.messaging.words import CONTEXTS
from tests.contracts.process import SandboxProcess

pytestmark = pytest.mark.django_db(transaction=True)
CHANNELS = [("sms", "sms"), ("email", "smtp")]


@pytest.fixture(autouse=True)
def providers(settings, sandbox: SandboxProcess) -> None:
    settings.MOTCUA_SMS_URL = f"{sandbox.url}/sms"
    settings.MOTCUA_SMTP_PORT = sandbox.smtp_port


@pytest.fixture
def spawn(sandbox: SandboxProcess) -> Iterator:
    """Run code in a process of its own on the tests' database and sandbox."""
    started = []
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    surroundings = {
        **os.environ,
        "DATABASE_URL": database,
        "MOTCUA_SMS_URL": f"{sandbox.url}/sms",
        "MOTCUA_SMTP_PORT": str(sandbox.smtp_port),
    }

    def start(code: str) -> subprocess.Popen[bytes]:
        started.append(
            subprocess.Popen([sys.executable, "-c", "import django; django.setup(); " + code], env=surroundings)
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def message(channel: str) -> Message:
    number = UUID(bytes=os.urandom(16)).int % 10**8
    to = api.Contact(phone=f"09{number:08d}") if channel == "sms" else api.Contact(email=f"b.{number}@example.vn")
    (made,) = api.send("received", to=to, context=CONTEXTS["received"], about="dossier:x")
    return made


def seen(sandbox: SandboxProcess, sent: Message, seconds: float = 30) -> list[dict[str, object]]:
    """The inbox of the recipient, as soon as it has something."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := sandbox.inbox(sent.recipient):
            return found
        time.sleep(0.05)
    return []


@pytest.mark.parametrize(("channel", "service"), CHANNELS)
def test_killed_in_the_window(channel: str, service: str, sandbox: SandboxProcess, spawn) -> None:
    sent = message(channel)
    sandbox.control(service, "delay", count=1, seconds=20)  # accepts at once, answers late
    sender = spawn(f"from uuid import UUID; from motcua.messaging import delivery; delivery.attempt(UUID('{sent.id}'))")
    assert seen(sandbox, sent)
    sender.kill()
    sender.wait()
    sent.refresh_from_db()
    assert sent.state == "sending"
    jobs.deliver.run(message=str(sent.id))
    sent.refresh_from_db()
    (shown,) = sandbox.inbox(sent.recipient)
    assert (sent.state, sent.attempts, shown["deliveries"]) == ("sent", 2, 2)


def test_a_killed_worker_s_message_is_taken_up_by_the_next(sandbox: SandboxProcess, spawn) -> None:
    """The whole road: the job of a dead worker is rescued, with real workers."""
    sent = message("sms")
    sandbox.control("sms", "delay", count=1, seconds=60)
    worker = "from motcua.journal import jobs; jobs.STALLED_AFTER = 2; jobs.run_worker()"
    first = spawn(worker)
    assert seen(sandbox, sent)
    first.kill()
    first.wait()
    spawn(worker)
    deadline = time.monotonic() + 60
    while sent.state != "sent" and time.monotonic() < deadline:
        time.sleep(0.5)
        sent.refresh_from_db()
    (shown,) = sandbox.inbox(sent.recipient)
    assert (sent.state, shown["deliveries"]) == ("sent", 2)
