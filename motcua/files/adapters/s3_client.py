"""The few requests an S3 store must answer: put, get, head, delete, list. Waits are bounded, bodies streamed."""

import hashlib
import random
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from tempfile import SpooledTemporaryFile
from typing import IO, TypeVar
from urllib.parse import urlsplit

import httpx

from motcua.files.adapters.s3_answers import CHUNK, Answer, Answered, TooSlow, in_time, parsed, read, texts
from motcua.files.adapters.s3_signature import NOTHING, Credentials, escaped, query, signed
from motcua.files.shelf import StoreAway

IN_MEMORY = 1024 * 1024  # bytes; what is larger waits in a temporary file
PAUSES = (0.2, 0.8)  # seconds before the second and the third try
Given = TypeVar("Given")


@dataclass(frozen=True)
class Patience:
    """How long we wait, in seconds: to be connected, for the next byte, and for everything, tries and pauses too.

    A large file is given a second more for every `per_second` bytes.
    """

    connect: float = 3
    silence: float = 5
    whole: float = 15
    per_second: int = 1024 * 1024

    def until(self, size: int = 0) -> float:
        return time.monotonic() + self.whole + size / self.per_second


@dataclass
class S3Client:
    """One bucket. Every method raises `StoreAway` when the store does not answer, or refuses us."""

    endpoint: str
    bucket: str
    credentials: Credentials
    patience: Patience = field(default_factory=Patience)
    pauses: tuple[float, ...] = PAUSES

    def __post_init__(self) -> None:
        self._host = urlsplit(self.endpoint).netloc
        self._base = self.endpoint.rstrip("/")
        self._before = urlsplit(self._base).path
        waits = httpx.Timeout(self.patience.silence, connect=self.patience.connect)
        self.http = httpx.Client(timeout=waits, headers={"accept-encoding": "identity"}, follow_redirects=False)

    def close(self) -> None:
        self.http.close()

    def put(self, key: str, content: IO[bytes], size: int, sha256: str, headers: Mapping[str, str]) -> bool:
        """Keep the bytes from the start of `content`; False, and nothing changed, when the key is taken."""
        until = self.patience.until(size)
        checksum = b64encode(bytes.fromhex(sha256)).decode()  # said once more: not every store compares the signed hash
        more = {**headers, "content-length": str(size), "if-none-match": "*", "x-amz-checksum-sha256": checksum}

        def send() -> bool:
            content.seek(0)
            with self._sent("PUT", key, headers=more, body=(_chunks(content, until), sha256)) as answer:
                read(answer, until)
            return True

        try:
            return self._tried(send, until)
        except Answered as answer:
            if answer.status == 412:
                return False
            raise self._away(answer) from answer

    def get(self, key: str) -> tuple[IO[bytes], Mapping[str, str]] | None:
        """The bytes in a temporary file at its start, and the headers; None when nothing has that key."""
        until = self.patience.until()

        def fetch() -> tuple[IO[bytes], Mapping[str, str]]:
            spool = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - given to the caller
            try:
                with self._sent("GET", key) as answer:
                    more = int(answer.headers.get("content-length", 0)) / self.patience.per_second
                    digest = hashlib.sha256()
                    for chunk in answer.iter_raw(CHUNK):
                        in_time(until + more)
                        digest.update(chunk)
                        spool.write(chunk)
                    if answer.headers.get("x-amz-meta-sha256", found := digest.hexdigest()) != found:
                        raise StoreAway(f"S3: {key} came back changed")
            except BaseException:
                spool.close()
                raise
            spool.seek(0)
            return spool, answer.headers

        try:
            return self._tried(fetch, until)
        except Answered as answer:
            if answer.code == "NoSuchKey":
                return None
            raise self._away(answer) from answer

    def head(self, key: str) -> Mapping[str, str] | None:
        """What the store knows of a key; None when it has nothing there."""
        try:
            return self._said("HEAD", key)[1]
        except Answered as answer:
            if answer.status != 404:
                raise self._away(answer) from answer
        self.ready()  # such an answer has no words: is the key missing, or the bucket?
        return None

    def delete(self, key: str) -> None:
        """Nobody can read it any more; deleting twice is no fault."""
        try:
            self._said("DELETE", key)
        except Answered as answer:
            if answer.code != "NoSuchKey":
                raise self._away(answer) from answer

    def pages(self, prefix: str, delimiter: str, size: int) -> Iterator[tuple[list[str], list[str]]]:
        """Folders and keys below a prefix, a page at a time."""
        asked = {"list-type": "2", "prefix": prefix, "max-keys": str(size), "delimiter": delimiter}
        while True:
            try:
                page = parsed(self._said("GET", "", asked)[0])
            except Answered as answer:
                raise self._away(answer) from answer
            yield texts(page, "CommonPrefixes/Prefix"), texts(page, "Contents/Key")
            after = texts(page, "NextContinuationToken")
            if not after:
                return
            asked["continuation-token"] = after[0]

    def ready(self) -> None:
        """Ask once and quickly whether the bucket is there for us; for a page that is asked every few seconds."""
        until = time.monotonic() + self.patience.connect
        try:
            with self._sent("HEAD", "", wait=self.patience.connect) as answer:
                read(answer, until)
        except httpx.TransportError as problem:
            raise self._away(problem) from problem
        except Answered as answer:
            raise self._away(answer if answer.status != 404 else Answered(404, "NoSuchBucket")) from answer

    def _said(self, method: str, key: str, asked: Mapping[str, str] | None = None) -> tuple[bytes, Mapping[str, str]]:
        until = self.patience.until()

        def ask() -> tuple[bytes, Mapping[str, str]]:
            with self._sent(method, key, asked) as answer:
                return read(answer, until), answer.headers

        return self._tried(ask, until)

    def _tried(self, act: Callable[[], Given], until: float) -> Given:
        """Do it, and again after a pause when that may help. Raises `Answered` for what stays refused."""
        for pause in (*self.pauses, None):
            try:
                return act()
            except Answered as answer:
                problem: Exception = answer
                if not answer.passing:
                    raise
            except (httpx.TransportError, TooSlow) as error:
                problem = error
            rest = pause and pause * random.uniform(0.7, 1.3)  # noqa: S311 - so that not all come back at once
            if rest is None or time.monotonic() + rest > until:
                raise self._away(problem) from problem
            time.sleep(rest)
        raise AssertionError("unreachable")

    def _sent(
        self, method: str, key: str, asked: Mapping[str, str] | None = None, *,
        headers: Mapping[str, str] | None = None, body: tuple[Iterator[bytes], str] | None = None,
        wait: float | None = None,
    ) -> Answer:  # fmt: skip
        """One request, signed with the time on the wall: the store compares it with its own clock."""
        path = f"{self._before}/{escaped(self.bucket)}" + (f"/{escaped(key, '/')}" if key else "")
        words, (content, sha256) = query(asked or {}), body or (None, NOTHING)
        now = datetime.now(UTC)
        all_headers = signed(
            self.credentials, method, path, words, {**(headers or {}), "host": self._host}, sha256, now
        )
        url = self._base.removesuffix(self._before) + path + (f"?{words}" if words else "")
        timeout = httpx.USE_CLIENT_DEFAULT if wait is None else wait
        request = self.http.build_request(method, url, headers=all_headers, content=content, timeout=timeout)
        return Answer(self.http, request)

    def _away(self, problem: Exception) -> StoreAway:
        if isinstance(problem, Answered):
            return StoreAway(f"S3 bucket {self.bucket}: {problem}")
        return StoreAway(f"S3 at {self._host} does not answer: {type(problem).__name__}")


def _chunks(content: IO[bytes], until: float) -> Iterator[bytes]:
    while chunk := content.read(CHUNK):
        in_time(until)
        yield chunk
