"""What an S3 store answers: a body, a page of XML, or why not."""

import time
import xml.etree.ElementTree as ET

import httpx

CHUNK = 64 * 1024
MOST_SAID = 2 * 1024 * 1024  # bytes of an answer that is read as words: a page of the list has 1000 keys
LATER = {408, 409, 425, 429, 500, 502, 503, 504}
LATER_CODES = {
    "RequestTimeout",
    "SlowDown",
    "ConditionalRequestConflict",
    "OperationAborted",
    "BadDigest",
    "IncompleteBody",
}


class Answered(Exception):
    """The store answered something else than what was asked for."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"HTTP {status} {code}".strip())
        self.status, self.code = status, code

    @property
    def passing(self) -> bool:
        return self.status in LATER or self.code in LATER_CODES


class TooSlow(Exception):
    """The time for everything is over."""


class Answer:
    """An open answer of the store; raises `Answered` for anything but success."""

    def __init__(self, http: httpx.Client, request: httpx.Request) -> None:
        self.http, self.request = http, request

    def __enter__(self) -> httpx.Response:
        self.answer = self.http.send(self.request, stream=True)
        if not self.answer.is_success:
            try:
                said = read(self.answer, time.monotonic() + 5)
            finally:
                self.answer.close()
            raise Answered(self.answer.status_code, _code(said))
        return self.answer

    def __exit__(self, *_error: object) -> None:
        self.answer.close()


def in_time(until: float) -> None:
    if time.monotonic() > until:
        raise TooSlow


def read(answer: httpx.Response, until: float) -> bytes:
    """The words of an answer, as far as they may be long."""
    said = b""
    for chunk in answer.iter_raw(CHUNK):
        in_time(until)
        said += chunk
        if len(said) > MOST_SAID:
            raise Answered(answer.status_code, "answer too long")
    return said


def parsed(said: bytes) -> ET.Element:
    """An answer in XML without its namespace. A document type is refused: nothing of S3 needs one."""
    if b"<!DOCTYPE" in said:
        raise Answered(200, "answer with a document type")
    try:
        root = ET.fromstring(said)  # noqa: S314 - bounded in length, and no entities without a document type
    except ET.ParseError as problem:
        raise Answered(200, "answer that is no XML") from problem
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def texts(page: ET.Element, path: str) -> list[str]:
    return [element.text or "" for element in page.iterfind(path)]


def _code(said: bytes) -> str:
    try:
        return "".join(texts(parsed(said), "Code"))[:60]
    except Answered:
        return ""
