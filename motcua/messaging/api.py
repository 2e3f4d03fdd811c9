"""The door of messaging: send, see what was sent, see what failed and send that again."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.kit import clock
from motcua.kit.references import uuid7
from motcua.messaging import channels, jobs, rendering
from motcua.messaging.models import Message
from motcua.messaging.purposes import PURPOSES

__all__ = ["CannotRunAgain", "Contact", "about", "check_config", "failed", "forget", "run_again", "send"]


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a person is reached; an empty one is skipped."""

    phone: str = ""
    email: str = ""


class CannotRunAgain(Exception):
    """The message did not fail, or its secret text is gone; the words say what to do instead."""


def send(
    purpose: str, *, to: Contact, context: dict[str, Any], about: str, entry: UUID | None = None,
    secret: bool = False,
) -> list[Message]:  # fmt: skip
    """Write one message per channel and defer its job, all in the caller's transaction (2 statements).

    `context` as `purposes` says (pydantic's ValidationError otherwise, KeyError for an unknown purpose). The
    same `entry` and purpose again sends nothing and gives nothing back.
    """
    words = PURPOSES[purpose](**context)
    now, life = clock.now(), words.minutes_to_live()
    made = []
    for channel, recipient in (("sms", to.phone), ("email", to.email)):
        if recipient:
            subject_line, body = rendering.render(purpose, channel, words)
            made.append(
                Message(
                    id=uuid7(), entry=entry, purpose=purpose, channel=channel, recipient=recipient,
                    about=about, subject_line=subject_line, body=body, secret=secret, created_at=now,
                    expires_at=now + timedelta(minutes=life) if life else None,
                )
            )  # fmt: skip
    with transaction.atomic():
        Message.objects.bulk_create(made, ignore_conflicts=entry is not None)
        if entry is not None:
            new = set(Message.objects.filter(id__in=[m.id for m in made]).values_list("id", flat=True))
            made = [message for message in made if message.id in new]
        if made:
            jobs.deliver.defer_many([{"message": str(message.id)} for message in made])
    return made


def about(subject: str, limit: int = 100) -> list[Message]:
    """The messages about a subject, newest first."""
    return list(Message.objects.filter(about=subject).order_by("-id")[:limit])


def forget(subject: str) -> int:
    """Empty the messages about a subject that are no longer on their way: whom they went to and what they said."""
    ended = [Message.State.SENT, Message.State.DELIVERED, Message.State.PERMANENT_FAILURE]
    rows = Message.objects.filter(about=subject, state__in=ended).exclude(recipient="")
    return rows.update(recipient="", subject_line="", body="")


def failed(limit: int = 50) -> list[Message]:
    """What could not be sent, newest first."""
    return list(Message.objects.filter(state=Message.State.PERMANENT_FAILURE).order_by("-id")[:limit])


def run_again(message_id: UUID) -> None:
    """Send a failed message once more, as if new. Raises `CannotRunAgain`."""
    with transaction.atomic():
        again = Message.objects.filter(id=message_id, state=Message.State.PERMANENT_FAILURE).exclude(body="")
        if not again.update(state=Message.State.CREATED, attempts=0, error="", expires_at=None):
            raise CannotRunAgain(_("Tin này không gửi lại được. Hãy tạo mã mới, hoặc gọi điện cho người nhận."))
        jobs.deliver.defer(message=str(message_id))


def check_config() -> list[tuple[bool, str]]:
    """For the health page: does each provider answer? (good, sentence) each."""
    return [line for channel, _label in Message.Channel.choices for line in channels.named(channel).check_config()]
