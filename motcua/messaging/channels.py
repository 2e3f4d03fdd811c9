"""The port to providers of messages, and which one serves each channel in this installation."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string


class TemporaryFailure(Exception):
    """The provider did not take it now; the same message may pass later."""


class PermanentFailure(Exception):
    """The provider will never take this message: the number, the address or the text is wrong."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a provider is handed; `id` is the idempotency key of every attempt."""

    id: UUID
    recipient: str
    subject_line: str
    body: str


class Channel(Protocol):
    def send(self, message: Outgoing) -> str:
        """Hand it over; gives the provider's reference. Raises `TemporaryFailure`, `PermanentFailure`."""

    def check_config(self) -> list[tuple[bool, str]]:
        """Is the provider there? (good, sentence for the health page) each."""


def named(channel: str) -> Channel:
    """The adapter of a channel; KeyError when this installation has none."""
    adapter: Channel = import_string(settings.MOTCUA_CHANNELS[channel])()
    return adapter
