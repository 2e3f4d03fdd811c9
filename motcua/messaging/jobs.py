"""The job that hands messages to providers."""

from uuid import UUID

from motcua.journal.jobs import task
from motcua.messaging import delivery
from motcua.messaging.channels import TemporaryFailure
from motcua.messaging.models import Message

TRIES = 150
"""With pauses that grow to ten minutes this lasts a day: an outage of a provider loses no message."""


@task("messaging.deliver", queue="messages", retries=TRIES + 1)
def deliver(message: str) -> None:
    """Hand one message over; raises `TemporaryFailure` so that the job comes back later."""
    id = UUID(message)
    try:
        delivery.attempt(id)
    except TemporaryFailure:
        if Message.objects.filter(id=id, attempts__lt=TRIES).exists():
            raise
        delivery.give_up(id)
