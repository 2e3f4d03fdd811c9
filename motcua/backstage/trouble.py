"""What failed and waits for a person: reactions of the journal and messages, in words, nothing private."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.journal import jobs, subscribe
from motcua.messaging import api as messaging
from motcua.messaging.models import Message


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that did not happen. `kind`, `id` and `name` go back in the "run again" form."""

    kind: str
    id: UUID
    name: str
    what: str
    why: str
    tries: int
    at: datetime


def reactions() -> list[Failure]:
    return [
        Failure("reaction", run.entry, run.reaction, run.reaction, run.error, run.attempts, run.updated_at)
        for run in jobs.trouble()
    ]


def messages() -> list[Failure]:
    return [_message(one) for one in messaging.failed()]


def _message(one: Message) -> Failure:
    channel = _(str(Message.Channel(one.channel).label))
    what = _("%(channel)s tới %(to)s") % {"channel": channel, "to": masked(one.recipient)}
    return Failure("message", one.id, one.purpose, what, one.error, one.attempts, one.created_at)


def masked(recipient: str) -> str:
    """Enough to recognise a telephone or an address, too little to use it."""
    name, at, host = recipient.partition("@")
    return f"{name[:2]}…@{host}" if at else f"{recipient[:3]}…{recipient[-3:]}"


def run_again(kind: str, id: UUID, name: str) -> str:
    """Do it once more; gives what to tell the administrator. Raises `CannotRunAgain`, KeyError."""
    if kind == "message":
        messaging.run_again(id)
        return _("Tin nhắn đang được gửi lại.")
    subscribe.named(name)
    jobs.run_again(id, name)
    return _("Việc “%(name)s” đang được chạy lại.") % {"name": name}
