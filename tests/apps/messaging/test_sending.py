"""From `send` to the inbox: with the transaction, once, through trouble, and by hand when all else failed."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction

from motcua.kit import clock
from motcua.kit.references import uuid7
from motcua.messaging import api, channels, jobs
from motcua.messaging.models import Message
from tests.apps.messaging.words import CONTEXTS
from tests.contracts.process import SandboxProcess

pytestmark = pytest.mark.django_db
ABOUT = "dossier:0190"


@pytest.fixture(autouse=True)
def providers(settings, sandbox: SandboxProcess) -> None:
    settings.MOTCUA_SMS_URL = f"{sandbox.url}/sms"
    settings.MOTCUA_SMTP_PORT = sandbox.smtp_port


def person() -> api.Contact:
    number = uuid7().int % 10**8
    return api.Contact(phone=f"09{number:08d}", email=f"an.{number}@example.vn")


def waiting_jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'messaging.deliver'")
        return int(cursor.fetchone()[0])


def deliver(message: Message) -> Message:
    """What the worker does, once."""
    try:
        jobs.deliver.run(message=str(message.id))
    finally:
        message.refresh_from_db()
    return message


def send(purpose: str = "received", **options) -> list[Message]:
    return api.send(purpose, to=options.pop("to", person()), context=CONTEXTS[purpose], about=ABOUT, **options)


def test_both_channels_reach_the_inbox(sandbox: SandboxProcess) -> None:
    to = person()
    for message in send(to=to):
        assert deliver(message).state == "sent"
        assert message.sent_at
        assert message.provider_ref
    (sms,), (email,) = sandbox.inbox(to.phone), sandbox.inbox(to.email)
    assert "Mã hồ sơ: H42.37.01-261123-0001" in sms["text"]
    assert email["subject"] == "Đã nhận hồ sơ H42.37.01-261123-0001, hẹn trả ngày 25/11/2026"


def test_without_an_address_the_sms_goes_alone_and_without_any_nothing() -> None:
    assert [m.channel for m in send(to=api.Contact(phone="0912345678"))] == ["sms"]
    assert send(to=api.Contact()) == []


def test_what_is_rolled_back_is_not_sent() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        send()
        raise RuntimeError
    assert (waiting_jobs(), Message.objects.count()) == (0, 0)


def test_sending_costs_two_statements(django_assert_num_queries) -> None:
    send()
    with django_assert_num_queries(4):  # with the savepoint and its release
        send()


def test_one_entry_tells_once() -> None:
    entry = uuid7()
    assert len(send(entry=entry)) == 2
    assert send(entry=entry) == []
    assert waiting_jobs() == 2
    assert len(send("result_ready", entry=entry)) == 2


def test_a_sent_message_is_not_sent_again(sandbox: SandboxProcess) -> None:
    message = send()[0]
    deliver(message)
    deliver(message)
    (seen,) = sandbox.inbox(message.recipient)
    assert seen["deliveries"] == 1


def test_trouble_is_noted_and_passes(sandbox: SandboxProcess) -> None:
    sandbox.control("sms", "fail", count=1)
    message = send()[0]
    with pytest.raises(channels.TemporaryFailure):
        deliver(message)
    assert (message.state, message.attempts) == ("temporary_failure", 1)
    assert "503" in message.error
    assert deliver(message).state == "sent"
    assert message.error == ""


def test_a_refusal_shows_to_administrators_who_send_it_again(sandbox: SandboxProcess) -> None:
    sandbox.control("smtp", "reject")
    message = send()[1]
    assert deliver(message).state == "permanent_failure"
    assert [m.id for m in api.failed()] == [message.id]
    sandbox.heal()
    api.run_again(message.id)
    assert waiting_jobs() == 3
    assert deliver(message).state == "sent"
    assert api.failed() == []
    with pytest.raises(api.CannotRunAgain):
        api.run_again(message.id)


def test_a_day_of_trouble_ends_among_the_failed(sandbox: SandboxProcess) -> None:
    sandbox.control("sms", "fail")
    message = send()[0]
    Message.objects.filter(id=message.id).update(attempts=jobs.TRIES - 1)
    assert deliver(message).state == "permanent_failure"
    assert "503" in message.error
    api.run_again(message.id)


def test_a_secret_is_wiped_once_it_is_out(sandbox: SandboxProcess) -> None:
    message = send("one_time_code", secret=True)[0]
    assert "482913" in message.body
    assert deliver(message).body == ""
    assert sandbox.inbox(message.recipient)[0]["codes"] == ["482913"]


def test_a_secret_nobody_took_is_wiped_too_and_not_sent_again(sandbox: SandboxProcess) -> None:
    sandbox.control("sms", "reject")
    message = send("one_time_code", secret=True)[0]
    assert deliver(message).body == ""
    with pytest.raises(api.CannotRunAgain, match="tạo mã mới"):
        api.run_again(message.id)


def test_a_one_time_code_that_is_over_is_not_sent(sandbox: SandboxProcess) -> None:
    message = send("one_time_code", secret=True)[0]
    with clock.travel(clock.now() + timedelta(minutes=6)):
        assert deliver(message).state == "permanent_failure"
    assert sandbox.inbox(message.recipient) == []


def test_a_yes_that_was_a_lie_is_sent_not_delivered(sandbox: SandboxProcess) -> None:
    sandbox.control("sms", "lie_ok")
    assert deliver(send()[0]).state == "sent"


def test_a_message_left_in_sending_by_a_dead_worker_is_taken_up(sandbox: SandboxProcess) -> None:
    message = send()[0]
    Message.objects.filter(id=message.id).update(state="sending", attempts=1)
    assert deliver(message).state == "sent"


def test_a_late_loser_does_not_undo_the_winners_yes(sandbox: SandboxProcess) -> None:
    """Two workers with one message: the slower one's failure must not turn "sent" back."""
    message = send()[0]
    real = channels.named

    class Slow:
        def send(self, outgoing: channels.Outgoing) -> str:
            real("sms").send(outgoing)
            Message.objects.filter(id=outgoing.id).update(state="sent")
            raise channels.TemporaryFailure("late")

    with pytest.MonkeyPatch.context() as patch, pytest.raises(channels.TemporaryFailure):
        patch.setattr(channels, "named", lambda channel: Slow())
        deliver(message)
    assert message.state == "sent"


def test_about_lists_what_was_said(settings) -> None:
    send()
    send("result_ready")
    assert [m.purpose for m in api.about(ABOUT)] == ["result_ready"] * 2 + ["received"] * 2
    assert api.about("dossier:other") == []


def test_a_message_that_is_gone_stops_its_job() -> None:
    jobs.deliver.run(message=str(UUID(int=1)))


def test_the_health_page_asks_every_provider(sandbox: SandboxProcess) -> None:
    assert api.check_config() == [(True, "Cổng tin nhắn SMS trả lời"), (True, "Máy chủ thư trả lời")]
