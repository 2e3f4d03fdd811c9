"""Requests to an identity provider with an end: of time, of size, of where they may go."""

import json
import logging
import ssl
import time
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import httpx

from motcua.people.sso.provider import Unreachable, Untrusted

log = logging.getLogger("motcua.sso")

LARGEST = 256 * 1024
"""Bytes of one answer."""
CONNECT_SECONDS = 3.0
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def secure(address: str) -> str:
    """The address, when it is encrypted or on this very machine; raises `Untrusted`."""
    parts = urlsplit(address)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK):
        return address
    raise Untrusted("an address of the provider is not encrypted")


def ask(
    method: str, address: str, seconds: float, *, headers: Mapping[str, str] | None = None,
    form: Mapping[str, str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """One JSON object from the provider; redirects are not followed.

    Raises `Unreachable` (no answer, late, 5xx), `Untrusted` (refused, too large, not a JSON object).
    """
    until = time.monotonic() + seconds
    limits = httpx.Timeout(seconds, connect=min(CONNECT_SECONDS, seconds))
    more = {"Accept": "application/json", **(headers or {})}
    try:
        with (
            httpx.Client(timeout=limits, verify=_trust(), follow_redirects=False) as client,
            client.stream(method, secure(address), headers=more, data=form) as answer,
        ):
            body = bytearray()
            for part in answer.iter_bytes(16 * 1024):
                body += part
                if len(body) > LARGEST:
                    raise Untrusted("an answer of the provider is too large")
                if time.monotonic() > until:
                    raise Unreachable
            status = answer.status_code
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        log.warning("%s did not answer: %s", urlsplit(address).hostname, type(error).__name__)
        raise Unreachable from error
    if status >= 500 or status == 429:
        log.warning("%s answered %d", urlsplit(address).hostname, status)
        raise Unreachable
    if status != 200:
        raise Untrusted(f"the provider answered {status}")
    return _object(bytes(body))


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Untrusted("an answer of the provider is not JSON") from error
    if not isinstance(found, dict):
        raise Untrusted("an answer of the provider is not an object")
    return found
