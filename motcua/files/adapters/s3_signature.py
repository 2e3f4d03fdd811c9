"""Signature version 4, by which an S3 store knows who asks and that nothing was changed on the way.

Source of the rule: AWS, "Authenticating Requests: Using the Authorization Header" (Signature Version 4). The secret
itself never travels; the hash of the body is signed with the rest.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote

ALGORITHM = "AWS4-HMAC-SHA256"
NOTHING = hashlib.sha256(b"").hexdigest()
"""Hash of a request without a body."""


@dataclass(frozen=True)
class Credentials:
    """Who asks; the secret shows in no traceback and no log."""

    key: str
    secret: str = field(repr=False)
    region: str


def escaped(text: str, keep: str = "") -> str:
    """Percent-encoded as the signature wants it: only letters, digits and -_.~ stay, and what is in `keep`."""
    return quote(text, safe=f"-_.~{keep}")


def query(words: Mapping[str, str]) -> str:
    """A query string in the order in which it is signed."""
    return "&".join(f"{escaped(name)}={escaped(value)}" for name, value in sorted(words.items()))


def signed(
    credentials: Credentials, method: str, path: str, asked: str, headers: Mapping[str, str], sha256: str, now: datetime
) -> dict[str, str]:
    """All headers to send. `path` and `asked` (the query) are encoded already; `headers` names `host`; `now` is UTC."""
    stamp = f"{now:%Y%m%dT%H%M%SZ}"
    sent = {**{name.lower(): " ".join(value.split()) for name, value in headers.items()},
            "x-amz-content-sha256": sha256, "x-amz-date": stamp}  # fmt: skip
    names = ";".join(sorted(sent))
    lines = "".join(f"{name}:{sent[name]}\n" for name in sorted(sent))
    request = "\n".join((method, path, asked, lines, names, sha256))
    scope = f"{stamp[:8]}/{credentials.region}/s3/aws4_request"
    text = "\n".join((ALGORITHM, stamp, scope, hashlib.sha256(request.encode()).hexdigest()))
    key = f"AWS4{credentials.secret}".encode()
    for part in scope.split("/"):
        key = _mac(key, part)
    sent["authorization"] = (
        f"{ALGORITHM} Credential={credentials.key}/{scope}, SignedHeaders={names}, Signature={_mac(key, text).hex()}"
    )
    return sent


def _mac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()
