"""The port to a virus scanner, and which one this installation uses."""

from dataclasses import dataclass
from typing import IO, Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class ScannerDown(Exception):
    """The scanner did not answer, or not in words we know; try later."""


@dataclass(frozen=True)
class Verdict:
    """What the scanner says; `detail` names what was found."""

    clean: bool
    detail: str = ""


class Scanner(Protocol):
    def scan(self, stream: IO[bytes]) -> Verdict:
        """Read the stream from its start. Raises `ScannerDown`."""

    def check_config(self) -> list[tuple[bool, str]]:
        """Is it there and fit? (good, sentence for the health page) each."""


def configured() -> Scanner | None:
    """The scanner of this installation; None when the operator runs none (`MOTCUA_CLAMD` empty)."""
    if not settings.MOTCUA_CLAMD:
        return None
    scanner: Scanner = import_string(settings.MOTCUA_SCANNER)(settings.MOTCUA_CLAMD)
    return scanner
