"""One attempt to hand a message over: claim, call outside any transaction, note how it went.

A process that dies after the provider's yes leaves the message in `sending`; its job is taken up again and
the provider gets the same idempotency key.
"""

from uuid import UUID

from django.db.models import F, Q, QuerySet

from motcua.kit import clock
from motcua.messaging import channels
from motcua.messaging.models import Message

State = Message.State
OPEN = (State.CREATED, State.SENDING, State.TEMPORARY_FAILURE)


def attempt(id: UUID) -> None:
    """Try once. Raises `TemporaryFailure` when it is worth another try; anything else is noted in the row."""
    claimed = Message.objects.filter(id=id, state__in=OPEN).update(state=State.SENDING, attempts=F("attempts") + 1)
    if not claimed:
        return
    message = Message.objects.get(id=id)
    if message.expires_at and message.expires_at <= clock.now():
        _end(message, State.PERMANENT_FAILURE, error="expired before it could be sent")
        return
    outgoing = channels.Outgoing(message.id, message.recipient, message.subject_line, message.body)
    try:
        reference = channels.named(message.channel).send(outgoing)
    except channels.PermanentFailure as problem:
        _end(message, State.PERMANENT_FAILURE, error=str(problem)[:300])
    except channels.TemporaryFailure as problem:
        _sending(message).update(state=State.TEMPORARY_FAILURE, error=str(problem)[:300])
        raise
    else:
        _end(message, State.SENT, error="", provider_ref=reference[:100], sent_at=clock.now())


def _sending(message: Message) -> QuerySet[Message]:
    return Message.objects.filter(id=message.id, state=State.SENDING)


def _end(message: Message, state: State, **noted: object) -> None:
    """The last word on it; a secret leaves the database with the same statement."""
    if message.secret:
        noted["body"] = ""
    _sending(message).update(state=state, **noted)


def give_up(id: UUID) -> None:
    """No more attempts: it shows among the failed, with the last error, to be run again by hand."""
    stuck = Message.objects.filter(id=id, state=State.TEMPORARY_FAILURE)
    stuck.filter(Q(secret=True)).update(body="")
    stuck.update(state=State.PERMANENT_FAILURE)
